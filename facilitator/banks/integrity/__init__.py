"""Checks whether the banks hang together; whatever does not fit is a sentence."""
