"""Dialogs: short questions to a person, and the form of a record."""
