"""Make the pictures of the documentation from the real program on the worked example.

python tools/make_pictures.py
"""

import asyncio
import shutil
import tempfile
from pathlib import Path

from facilitator.app.application import FacilitatorApp
from facilitator.banks.places import example_session

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
SHOTS = (("workshop", "decompose", ()), ("tree", "trees", ("enter",)), ("rating", "rate", ()))


async def shoot(folder: Path) -> None:
    """Open the example at each step, press the keys, keep the picture."""
    copy = folder / example_session().name
    shutil.copyfile(example_session(), copy)
    for name, step, keys in SHOTS:
        app = FacilitatorApp(folder, open_path=copy, step=step)
        async with app.run_test(size=(120, 30)) as pilot:
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            app.save_screenshot(f"{name}.svg", path=str(PICTURES))


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        asyncio.run(shoot(Path(temporary)))
