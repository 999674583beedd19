"""The screens of a session."""
