"""Pure questions about a session."""
