"""The sections of the report, a function each from the session to blocks of Markdown."""
