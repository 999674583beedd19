"""An edit safe on disk against one flushed append of the same bytes, at 50 and at 5,000 threats.

python -m benchmarks.saving [FOLDER]

Prints ratios and milliseconds; asserts nothing. FOLDER: where to write, for a disk of one's choice.
"""

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

from facilitator.model.edit import Change, Edit
from facilitator.model.part import Record
from facilitator.model.records.session import HEADER_ID, Header
from facilitator.model.records.threats import Threat
from facilitator.model.session import Session
from facilitator.store.files.paths import history_path
from facilitator.store.store import SessionStore

ROUNDS = 200


def with_threats(path: Path, count: int) -> SessionStore:
    """An open session with so many threats."""
    file = SessionStore(path)
    records: list[Record] = [Header(id=HEADER_ID, identity="bench", title="bench")]
    records += [
        Threat(id=f"T-{number}", title=f"threat {number}", description="x" * 200) for number in range(1, count + 1)
    ]
    changes = tuple(Change(before=None, after=record) for record in records)
    file.append(Edit(number=1, time="2026-01-01T00:00:00+00:00", by="bench", what="all", changes=changes))
    return file


def next_edit(session: Session) -> Edit:
    """An edit that adds one threat."""
    threat = Threat(id=session.next_id(Threat), title="one more", description="y" * 200)
    change = Change(before=None, after=threat)
    return Edit(
        number=session.revision + 1, time="2026-01-01T00:00:00+00:00", by="bench", what="add", changes=(change,)
    )


def milliseconds_of_edits(folder: Path, count: int) -> tuple[list[float], int]:
    """How long each edit took, and how many bytes one has."""
    file = with_threats(folder / f"s{count}.toml", count)
    times = []
    for _ in range(ROUNDS):
        edit = next_edit(file.session)
        start = time.perf_counter()
        file.append(edit)
        times.append((time.perf_counter() - start) * 1000)
    file.close()
    return times, len(history_path(file.path).read_bytes().splitlines()[-1]) + 1


def milliseconds_of_appends(folder: Path, size: int) -> list[float]:
    """How long a flushed append of so many bytes takes."""
    line = b"x" * (size - 1) + b"\n"
    handle = os.open(folder / "plain", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        os.write(handle, line)
        os.fsync(handle)
        times.append((time.perf_counter() - start) * 1000)
    os.close(handle)
    return times


def main() -> None:
    """Print what was measured."""
    words = argparse.ArgumentParser(description="Measure an edit safe on disk against one flushed append.")
    words.add_argument(
        "folder", metavar="FOLDER", nargs="?", type=Path, help="where to write, for a disk of one's choice"
    )
    with tempfile.TemporaryDirectory(dir=words.parse_args().folder) as name:
        folder = Path(name)
        small, size = milliseconds_of_edits(folder, 50)
        large, _ = milliseconds_of_edits(folder, 5000)
        plain = milliseconds_of_appends(folder, size)
    middle = {what: statistics.median(times) for what, times in (("50", small), ("5,000", large), ("append", plain))}
    print(f"one flushed append of {size} bytes: median {middle['append']:.3f} ms, worst {max(plain):.2f} ms")
    for what, times in (("50", small), ("5,000", large)):
        ratio = middle[what] / middle["append"]
        print(
            f"an edit at {what} threats: median {middle[what]:.3f} ms, worst {max(times):.2f} ms, {ratio:.2f} appends"
        )
    print(f"at 5,000 against 50 threats: {middle['5,000'] / middle['50']:.2f}")


if __name__ == "__main__":
    main()
