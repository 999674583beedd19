"""The bank of one's own, loaded."""

import pytest

from facilitator.banks.load import load_banks
from facilitator.banks.schema.banks import Banks
from tests.support.own_bank import BANK, THREATS


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Banks:
    folder = tmp_path_factory.mktemp("banks")
    (folder / "stages").mkdir()
    (folder / "stages" / "own.toml").write_text(BANK, encoding="utf-8")
    (folder / "threats.toml").write_text(THREATS, encoding="utf-8")
    return load_banks(folder)
