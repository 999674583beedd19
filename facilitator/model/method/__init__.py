"""Choices of the method that carry rules with them: each value declared once, with all that it decides."""
