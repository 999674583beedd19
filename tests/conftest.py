"""What every test stands on: no test sees the sessions of the person who runs it."""

import pytest


@pytest.fixture(autouse=True)
def _no_sessions_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FACILITATOR_SESSIONS", raising=False)
