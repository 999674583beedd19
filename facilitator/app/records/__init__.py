"""Tables and cards of records."""
