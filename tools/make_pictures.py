"""Make the pictures of the documentation from the real program on the worked example.

python tools/make_pictures.py
"""

import argparse
import asyncio
import html
import re
import shutil
import tempfile
from pathlib import Path

from facilitator.app.application import FacilitatorApp
from facilitator.banks.paths import example_session

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
SHOTS = (
    ("workshop", "threats", (), (120, 36)),
    ("narrow", "decompose", ("v",), (80, 24)),
    ("suggestions", "threats", ("g",), (120, 30)),
    ("architecture", "architecture", ("D",), (120, 38)),
    ("tree", "trees", ("enter",), (120, 24)),
    ("rating", "rate", ("enter", "enter"), (120, 36)),
)
FONT_FROM_ELSEWHERE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""A picture asks nobody for a font; whoever looks at it has one of equal widths."""

LINE = re.compile(r'(<text class="[^"]*") x="([0-9.]+)" (y="[0-9.]+") textLength="[0-9.]+"([^>]*)>((?:&#160;)+)([^<]*)')
CELL = 12.2
"""The width of one character in the pictures that Textual draws."""


def moved_right(line: re.Match[str]) -> str:
    """A line that begins further right instead of with spaces, for some viewers leave these out."""
    spaces = line[5].count("&#160;")
    length = f' textLength="{CELL * len(html.unescape(line[6])):.1f}"' if line[6] else ""
    return f'{line[1]} x="{float(line[2]) + CELL * spaces:.1f}" {line[3]}{length}{line[4]}>{line[6]}'


async def shoot(folder: Path) -> None:
    """Open the example at each step, press the keys, keep the picture."""
    for name, step, keys, size in SHOTS:
        for suffix in (".toml", ".history.jsonl"):
            shutil.copyfile(example_session().with_suffix(suffix), folder / f"toreador-light{suffix}")
        app = FacilitatorApp(folder, open_path=folder / "toreador-light.toml", step=step)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            await pilot.pause()
            picture = LINE.sub(moved_right, FONT_FROM_ELSEWHERE.sub("", app.export_screenshot()))
            (PICTURES / f"{name}.svg").write_text(picture.replace("Fira Code,", ""), encoding="utf-8")


def main() -> None:
    """Draw every picture."""
    argparse.ArgumentParser(description="Make the pictures of the documentation from the worked example.").parse_args()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        asyncio.run(shoot(Path(temporary)))


if __name__ == "__main__":
    main()
