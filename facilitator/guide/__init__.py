"""The banks at work on a session: which questions apply, what is suggested and why, what is covered."""
