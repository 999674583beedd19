"""Monotone functions of conditions: made of trees, normalised, and split into independent modules."""
