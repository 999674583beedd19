"""Sessions on disk."""

from pathlib import Path

import pytest

from facilitator.store.formats.snapshot import Place
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord
from tests.support.small_session import begun


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = begun(tmp_path / "s.toml")
    file.write_snapshot(Place("assets"))
    file.close()
    return file.path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A session with an asset, a condition and a whole history."""
    workshop = begin_session(tmp_path / "s.toml", title="Small")
    workshop.do(AddRecord("asset", {"name": "Readings"}))
    workshop.do(AddRecord("condition", {"name": "Open port"}))
    workshop.close()
    return tmp_path / "s.toml"
