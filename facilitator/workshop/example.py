"""The worked example, copied so that nothing of it can be spoilt."""

import shutil
from pathlib import Path

from facilitator.banks.paths import example_session
from facilitator.store.files.paths import history_path


def copy_of_example(folder: Path) -> Path:
    """Copy the worked example into a folder, and give the path of the copy."""
    example = example_session()
    copy = folder / example.name
    shutil.copyfile(example, copy)
    if history_path(example).exists():
        shutil.copyfile(history_path(example), history_path(copy))
    return copy
