"""What the keys of the workshop screen do."""
