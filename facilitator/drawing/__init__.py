"""Drawing the architecture with characters."""
