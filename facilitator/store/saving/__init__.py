"""Saving a session: its history line by line, its snapshot as a whole."""
