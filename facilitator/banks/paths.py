"""Where the banks and the worked example lie: in the installed package, or in the source tree."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def _root() -> Path:
    packed = _PACKAGE / "_data"
    return packed if packed.is_dir() else _PACKAGE.parent


def built_in_folder() -> Path:
    """The folder of the banks that come with the program."""
    return _root() / "question_banks"


def example_session() -> Path:
    """The snapshot of the worked example."""
    return _root() / "sessions" / "toreador-light.toml"
