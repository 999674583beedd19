"""The themes can be read and told apart: contrast after WCAG 2.2, distance for colour-blind eyes in CIE Lab."""

import math
from itertools import combinations

import pytest
from textual.color import Color
from textual.theme import Theme

from facilitator.app.themes import HIGH_CONTRAST, THEMES

PROTAN = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
DEUTAN = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
TRITAN = ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900))
"""How eyes without one kind of cone see linear RGB, at full severity (Machado, Oliveira and Fernandes 2009)."""

Eye = tuple[tuple[float, float, float], ...]
STATES = ("foreground", "accent", "error", "success", "warning")
APART = 15.0
"""Below about this CIE76 distance two colours are hard to tell apart side by side."""


def linear(colour: str) -> tuple[float, ...]:
    parts = (part / 255 for part in Color.parse(colour).rgb)
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def contrast(first: str, second: str) -> float:
    bright, dark = sorted(
        (0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in map(linear, (first, second))), reverse=True
    )
    return (bright + 0.05) / (dark + 0.05)


def lab(rgb: tuple[float, ...]) -> tuple[float, float, float]:
    r, g, b = (min(1.0, max(0.0, part)) for part in rgb)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen(colour: str, eye: Eye) -> tuple[float, float, float]:
    rgb = linear(colour)
    return lab(tuple(sum(weight * part for weight, part in zip(row, rgb, strict=True)) for row in eye))


def pairs_read(theme: Theme) -> dict[str, tuple[str, str]]:
    """What is written on what in the style sheet."""
    own = theme.variables
    background, surface, panel = str(theme.background), str(theme.surface), str(theme.panel)
    pairs = {f"{name} on background": (str(getattr(theme, name)), background) for name in STATES}
    pairs["foreground on surface"] = (str(theme.foreground), surface)
    pairs["foreground on panel"] = (str(theme.foreground), panel)
    pairs["muted on background"] = (own["muted"], background)
    pairs["muted on surface"] = (own["muted"], surface)
    pairs["bar"] = (own["bar-text"], own["bar-background"])
    pairs["cursor"] = (own["cursor-text"], own["cursor"])
    return pairs


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_reaches_the_contrast_of_wcag(theme: Theme) -> None:
    needed = 7.0 if theme is HIGH_CONTRAST else 4.5
    found = {name: contrast(*pair) for name, pair in pairs_read(theme).items()}
    assert not {name: round(value, 2) for name, value in found.items() if value < needed}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("eye", [PROTAN, DEUTAN, TRITAN], ids=["protan", "deutan", "tritan"])
def test_colours_of_state_stay_apart_for_colour_blind_eyes(theme: Theme, eye: Eye) -> None:
    colours = {"success": str(theme.success), "warning": str(theme.warning), "error": str(theme.error)}
    for (first, one), (second, other) in combinations(colours.items(), 2):
        assert math.dist(seen(one, eye), seen(other, eye)) >= APART, f"{first} and {second}"
