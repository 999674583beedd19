"""Pictures of the main screens on the worked example, so that a change of how they look is seen and meant.

After a change that is meant: `.venv/bin/python -m pytest tests/app/test_snapshots.py --snapshot-update`; look at them.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facilitator.app.application import FacilitatorApp
from facilitator.app.preferences import Preferences
from facilitator.app.themes import THEMES
from facilitator.banks.paths import example_session

NARROW, WIDE = (80, 24), (120, 40)
SHOTS: dict[str, tuple[str, tuple[str, ...], tuple[int, int], str]] = {
    "questions-narrow": ("decompose", ("v",), NARROW, "dark"),
    "threats-narrow": ("threats", (), NARROW, "dark"),
    "decompose-wide": ("decompose", (), WIDE, "dark"),
    "threats-wide": ("threats", (), WIDE, "dark"),
    "threats-high-contrast": ("threats", (), WIDE, "high-contrast"),
    "ratings-narrow": ("rate", (), NARROW, "dark"),
    "tree-narrow": ("trees", ("enter",), NARROW, "dark"),
    "suggestions-wide": ("threats", ("g",), WIDE, "dark"),
    "architecture-wide": ("architecture", ("D",), WIDE, "light"),
    "coverage-narrow": ("assets", ("c",), NARROW, "high-contrast"),
}


@pytest.mark.parametrize("name", SHOTS)
def test_the_screen_looks_as_it_did(name: str, tmp_path: Path, snap_compare: Callable[..., Any]) -> None:
    step, keys, size, look = SHOTS[name]
    for suffix in (".toml", ".history.jsonl"):
        shutil.copy(example_session().with_suffix(suffix), tmp_path)
    theme = next(theme.name for theme in THEMES if look in theme.name)
    app = FacilitatorApp(
        tmp_path, open_path=tmp_path / "toreador-light.toml", step=step, preferences=Preferences(theme=theme)
    )
    assert snap_compare(app, press=keys, terminal_size=size)
