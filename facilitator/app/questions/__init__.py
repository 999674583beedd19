"""The question in hand and the list of questions."""
