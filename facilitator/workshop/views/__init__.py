"""What a session says of itself in lines: cards, minutes, lists, findings; nothing here changes it."""
