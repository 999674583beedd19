"""A small session, made edit by edit."""

from pathlib import Path

from facilitator.model.edit import Change, Edit
from facilitator.model.records.assets import Asset
from facilitator.model.records.session import HEADER_ID, Header
from facilitator.model.session import Session
from facilitator.store.formats.snapshot import Place
from facilitator.store.store import SessionStore

HEADER = Header(id=HEADER_ID, identity="i", title="t")


def an_edit(number: int, *changes: Change, time: str = "2026-01-01T00:00:00+00:00") -> Edit:
    """An edit that makes these changes."""
    return Edit(number=number, time=time, by="x", what="act", changes=changes)


def new_asset(number: int) -> Change:
    """An asset put into a session."""
    return Change(before=None, after=Asset(id=f"A-{number}", name=f"asset {number}"))


def begun(path: Path, edits: int = 4) -> SessionStore:
    """A session with so many edits, open to write."""
    file = SessionStore(path)
    file.append(an_edit(1, Change(before=None, after=HEADER)))
    for number in range(2, edits + 1):
        file.append(an_edit(number, new_asset(number)))
    return file


def with_more(path: Path, name: str) -> None:
    """Add an asset of this name to a session, and close it."""
    file = SessionStore(path)
    record = Asset(id=file.session.next_id(Asset), name=name)
    file.append(an_edit(file.session.revision + 1, Change(before=None, after=record)))
    file.write_snapshot(Place("assets"))
    file.close()


def names(session: Session) -> list[str]:
    """The names of the assets."""
    return [asset.name for asset in session.all(Asset)]
