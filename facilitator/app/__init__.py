"""The Textual application."""

import os

# Textual reads both when it is imported: how often a second it paints at most, which a key may have to wait for,
# and the milliseconds after which Escape is no beginning of another key's code.
os.environ.setdefault("TEXTUAL_FPS", "500")
os.environ.setdefault("ESCDELAY", "15")
