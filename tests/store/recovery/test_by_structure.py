"""Sessions damaged by their structure, and every command on them."""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("each session has a forked process of its own", allow_module_level=True)

from tests.torture.commands import structural


def test_every_command_answers_on_sessions_damaged_by_their_structure(tmp_path: Path) -> None:
    assert structural(tmp_path, rounds=12, seed=3) == []
