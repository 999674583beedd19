"""Three themes of our own: dark, light and high contrast; their colours stay apart for colour-blind eyes."""

from textual.theme import Theme

DARK = Theme(
    name="dark",
    primary="#3d8fd9",
    secondary="#5fb3c9",
    accent="#f5b83d",
    success="#5cc9e8",
    warning="#f5b83d",
    error="#ff7a6b",
    foreground="#e6e6e6",
    background="#14171c",
    surface="#1d2129",
    panel="#262c36",
    dark=True,
    variables={
        "bar-background": "#1f4e79",
        "bar-text": "#ffffff",
        "muted": "#a9b2bd",
        "cursor": "#f5b83d",
        "cursor-text": "#14171c",
    },
)

LIGHT = Theme(
    name="light",
    primary="#0b5394",
    secondary="#1c6e7d",
    accent="#8a4b00",
    success="#00618a",
    warning="#8a5a00",
    error="#7d0a1e",
    foreground="#1a1a1a",
    background="#fbfbf8",
    surface="#f0f0ea",
    panel="#e4e4dc",
    dark=False,
    variables={
        "bar-background": "#0b5394",
        "bar-text": "#ffffff",
        "muted": "#55585c",
        "cursor": "#0b5394",
        "cursor-text": "#ffffff",
    },
)

HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#66c2ff",
    secondary="#66ffff",
    accent="#ffff00",
    success="#66e0ff",
    warning="#ffff00",
    error="#ff9980",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    dark=True,
    variables={
        "bar-background": "#003366",
        "bar-text": "#ffffff",
        "muted": "#e0e0e0",
        "cursor": "#ffff00",
        "cursor-text": "#000000",
    },
)

THEMES = (DARK, LIGHT, HIGH_CONTRAST)
