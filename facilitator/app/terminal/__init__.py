"""What lies between the program and the terminal: keys, control characters, another editor."""
