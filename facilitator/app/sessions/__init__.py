"""Screens about sessions as a whole: the list, a new one, coming back, joining a copy, the introduction."""
