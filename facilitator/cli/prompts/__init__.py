"""The workshop as plain lines: one prompt at a time, read from standard input."""
