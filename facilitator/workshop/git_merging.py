"""Merging the histories of a session that git hands over as files, each by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from facilitator.merging.histories import Join, NotACopy, join
from facilitator.merging.merge import Conflict
from facilitator.model.edit import EditRefused, unique_id
from facilitator.store.errors import StoreRefused
from facilitator.store.formats.copies import HistoryCopy, read_copy
from facilitator.store.invariants import applied
from facilitator.workshop.edit_log import now, person

KEEP_ONE = "keep one with “git checkout --ours” or “--theirs”, and join a copy of the other with J in the application."


@dataclass(frozen=True, slots=True)
class MergedHistory:
    """The content of the merged history, or the conflicts that are to be decided before there is one."""

    content: bytes
    conflicts: tuple[Conflict, ...] = ()
    renumbered: Mapping[str, str] | None = None
    torn: tuple[Path, ...] = ()


def merged_history(
    name: str, base: Path, ours: Path, theirs: Path, decisions: Mapping[str, str] | None = None
) -> MergedHistory:
    """Merge what two sides made of one history; one edit by the person who merges brings the acts of the other side.

    name: what the file is called where it belongs. Raises StoreRefused.
    """
    copies = [_copy(name, path) for path in (base, ours, theirs)]
    torn = tuple(copy.path for copy in copies if copy.is_torn)
    _, mine, yours = copies
    try:
        found = join(mine.told, yours.told, base=copies[0].told, decisions=decisions)
        content = _content(found, yours if found.onto_theirs else mine)
    except NotACopy as reason:
        raise StoreRefused(name, f"the two histories cannot be joined, for {reason}; {KEEP_ONE}") from None
    except EditRefused as reason:
        raise StoreRefused(name, f"what the two histories say does not fit together: {reason} {KEEP_ONE}") from None
    return MergedHistory(content, found.conflicts, found.renumbered, torn)


def _content(found: Join, trunk: HistoryCopy) -> bytes:
    if not found.brings_something or found.conflicts:
        return trunk.text_with()
    joining = found.edit(time=now(), by=person(), what="Join what another copy says (git)")
    edit = replace(joining, id=unique_id())
    applied(found.trunk.session, edit)
    return trunk.text_with(edit)


def _copy(name: str, path: Path) -> HistoryCopy:
    """Read a history from a temporary file; a fault is told under the name that the file has in its folder."""
    try:
        return read_copy(path)
    except StoreRefused as refusal:
        raise StoreRefused(name, f"one of its versions cannot be read: {refusal.what}", refusal.line) from None
