"""Rebuilding a session from what can still be read."""
