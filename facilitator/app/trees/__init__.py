"""What the screen of a threat tree shows."""
