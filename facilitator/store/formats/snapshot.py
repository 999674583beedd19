"""The snapshot: a whole session as readable TOML, in a fixed order so that a small edit gives a small diff."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from facilitator.analysis.step_figures import StepFigures
from facilitator.analysis.summary import Summary, summary
from facilitator.model.edit import Edit
from facilitator.model.part import Record, plain
from facilitator.model.records.session import Header
from facilitator.model.session import Session
from facilitator.store.formats import migration
from facilitator.store.formats.codec import digest_of
from facilitator.text.escape import in_toml

DIGEST = re.compile(r'^digest = "([0-9a-f]*)"\n', re.MULTILINE)
REVISION_LINE = "\nrevision = "
SUMMARY = "summary"
END = "# end\n"
"""The last line of a snapshot, by which one that was cut short between two tables is noticed."""

KnownSteps = Mapping[str, StepFigures] | None
"""Where each step stands, for the list of sessions; None where the banks, which alone can tell, are not at hand."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the team was when it left off: a step, and a record or question in it."""

    step: str = "assets"
    record: str = ""


@dataclass(frozen=True, slots=True)
class HistoryEnd:
    """Where the history ended when the snapshot was written: the digest of its last line, that edit's time, its size.

    size: in bytes. id: of that edit. An end without a digest is that of no history.
    """

    digest: str = ""
    time: str = ""
    size: int = 0
    id: str = ""


def history_end(edits: Sequence[Edit], identity: str, size: int) -> HistoryEnd:
    """The end of a history of so many bytes."""
    if not edits:
        return HistoryEnd()
    last = edits[-1]
    digest = digest_of(last, identity)
    return HistoryEnd(digest, last.time, size, last.id)


def snapshot_text(
    session: Session,
    place: Place,
    end: HistoryEnd = HistoryEnd(),
    steps: KnownSteps = None,
) -> str:
    """The snapshot of a session.

    end: of the history that it holds. Without it the snapshot belongs to no history, and what it says otherwise than a
    history beside it counts as made by hand.
    """
    import tomli_w

    document: dict[str, Any] = {"format": migration.FORMAT, "revision": session.revision}
    if end.digest:
        document["last_edit"] = end.digest
        document["last_id"] = end.id
    document[Header.kind] = plain(session.header)
    document["place"] = {"step": place.step, "record": place.record}
    document["issued"] = dict(sorted(session.issued.items()))
    if end.digest:
        found = summary(session, steps)
        document[SUMMARY] = _summary_table(found, end)
    head = tomli_w.dumps(document)
    records = map(_record_text, _records_below_head(session))
    text = "\n".join((head, *records, END))
    return _with_digest(in_toml(text))


def _summary_table(found: Summary, end: HistoryEnd) -> dict[str, Any]:
    table = {
        "last_change": end.time,
        "history_size": end.size,
        "done": list(found.done),
        "open_points": found.open_points,
        "counts": found.counts,
    }
    if found.steps:
        table["steps"] = {step: asdict(figures) for step, figures in found.steps.items()}
    return table


def _records_below_head(session: Session) -> Iterator[Record]:
    for record in session.every_record():
        if record.kind != Header.kind:
            yield record


def _record_text(record: Record) -> str:
    """A record as a table of its own, whatever its length, so that a small edit gives a small difference."""
    import tomli_w

    header = f"[{record.kind}]"
    text = tomli_w.dumps({record.kind: plain(record)})
    fields = text.removeprefix(header)
    return f"[{header}]{fields}"


def was_changed_outside(text: str) -> bool:
    """Whether a snapshot is not as the program wrote it: its digest does not fit, or is missing."""
    found = DIGEST.search(text)
    if found is None:
        return True
    text_without = DIGEST.sub("", text, count=1)
    return found[1] != _digest(text_without)


def was_cut_short(text: str) -> bool:
    """Whether a snapshot that the program wrote has lost its end, or all but its first lines."""
    if text.endswith(END):
        return False
    was_written_by_program = DIGEST.search(text) is not None
    return was_written_by_program or "\n[session]" not in text


def _with_digest(text: str) -> str:
    """The text with its digest after the revision, by which a change from outside is noticed."""
    first, line, rest = text.partition(REVISION_LINE)
    number, end, rest = rest.partition("\n")
    digest = _digest(text)
    return f'{first}{line}{number}{end}digest = "{digest}"\n{rest}'


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
