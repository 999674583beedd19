"""What a session is: its records, the edit, and the vocabulary of the method."""
