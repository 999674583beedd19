"""What changed since: lost ground, newer banks, consequences, where a record comes from."""
