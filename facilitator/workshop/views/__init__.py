"""What there is to read of a session: cards, minutes, lists, findings; nothing here changes it."""
