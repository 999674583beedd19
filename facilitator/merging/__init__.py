"""What differs between sessions, and how two that went apart come together again."""
