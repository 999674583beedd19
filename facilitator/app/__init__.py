"""The Textual application."""

import os

# Textual paints at most so often a second, and lets a key wait for the next time; it reads this when it is imported.
os.environ.setdefault("TEXTUAL_FPS", "250")
