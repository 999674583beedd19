"""Every command on a damaged session: it works or says no in a sentence, in a few seconds, and touches what it may."""

import contextlib
import io
import os
import random
import signal
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

if sys.platform == "win32":
    raise ImportError("Each damaged session has a forked process of its own, which Windows lacks.")

import resource

from facilitator.banks.load import load_banks
from facilitator.cli.main import main
from facilitator.model.kind import RECORD_TYPES
from facilitator.store.files.paths import history_path
from facilitator.store.formats.codec import NotARecord, record_from_plain
from tests.torture.originals import Originals
from tests.torture.structure import damage

SECONDS = 5
"""Of processor time that a command may take; the machine may be busy with other things."""
MOST_MEMORY = 350 * 1024
"""Kilobytes that may come to what was loaded before."""
LONGEST_SENTENCE = 1200
NAME = "damaged"
READING = (
    *(("check", NAME), ("list",), ("list", "--json"), ("report", NAME), ("report", NAME, "--format", "json")),
    *(("tree", NAME), ("draw", NAME), ("history", NAME), ("history", NAME, "--json"), ("diff", NAME, "example")),
)


class TooLong(BaseException):
    """Raised in a command that does not come to an end."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What a command answered."""

    code: int
    out: str
    err: str


def structural(folder: Path, *, rounds: int, seed: int, first: int = 0) -> list[str]:
    """Run every command on so many damaged sessions; what went wrong, in words. Each has a process of its own."""
    originals = Originals(folder)
    _warm_up(folder)
    wrong: list[str] = []
    for number in range(first, first + rounds):
        found = _in_child(folder, originals, f"{seed}-{number}")
        wrong += [f"seed {seed}-{number}: {what}" for what in found]
    return wrong


def _warm_up(folder: Path) -> None:
    """Load here what each forked process would load again: all that the commands import, and the validators."""
    load_banks()
    for kind in RECORD_TYPES:
        with contextlib.suppress(NotARecord):
            record_from_plain(kind, {})
    for words in (*READING, ("ask", "example"), ("recover", "example")):
        _answer(("example" if word == NAME else word for word in words), folder)


def _in_child(folder: Path, originals: Originals, seed: str) -> list[str]:
    """What went wrong with one session, tried in a forked process so that nothing is left behind."""
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receiving)
        with os.fdopen(sending, "w", encoding="utf-8") as told:
            try:
                told.write("\0".join(tried(folder, originals, seed)))
            except BaseException as error:
                told.write(f"{type(error).__name__}: {error}")
        os._exit(0)
    os.close(sending)
    with os.fdopen(receiving, encoding="utf-8") as heard:
        found = [what for what in heard.read().split("\0") if what]
    status = os.waitpid(child, 0)[1]
    return found if status == 0 else [*found, f"the process ended with {status}"]


def tried(folder: Path, originals: Originals, seed: str) -> list[str]:
    """What goes wrong with the damaged session of a seed."""
    chance = random.Random(seed)
    loaded = _most_memory()
    with tempfile.TemporaryDirectory(dir=folder) as name:
        path = Path(name) / f"{NAME}.toml"
        for original in (originals.paths[0], history_path(originals.paths[0])):
            (path.parent / original.name).write_bytes(original.read_bytes())
        damage(path, originals, chance)
        if not path.exists() and not history_path(path).exists():
            return []
        wrong = list(_tried(path))
    memory = _most_memory() - loaded
    return [*wrong, *([f"{memory} kB of memory"] if memory > MOST_MEMORY else [])]


def _most_memory() -> int:
    """The most memory that this process has had, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _tried(path: Path) -> Iterator[str]:
    before = _contents(path)
    for words in READING:
        answer = _answer(words, path.parent)
        yield from _badly_said(words, answer)
        if _contents(path) != before:
            yield f"{words[0]} changed the folder"
            before = _contents(path)
    asked = _answer(("ask", NAME), path.parent)
    yield from _badly_said(("ask", NAME), asked)
    if asked.code == 1 and _contents(path) != before:
        yield f"ask was refused ({asked.err.strip()}) and changed the folder"
    yield from _recovered(path)


def _recovered(path: Path) -> Iterator[str]:
    """What recover does wrong: it ends in a session that opens or says why not, and a second time does nothing."""
    words = ("recover", NAME)
    first = _answer(words, path.parent)
    yield from _badly_said(words, first)
    before = _contents(path)
    second = _answer(words, path.parent)
    if first.code == 0 and "nothing to rebuild" not in second.out:
        yield f"recover again: {second.out}{second.err}"
    if _contents(path) != before:
        yield "recover again changed the folder"
    checked = _answer(("check", NAME), path.parent)
    yield from _badly_said(("check", NAME), checked)
    if first.code == 0 and "cannot be opened" in _answer(("list",), path.parent).out.split(NAME, 1)[-1].splitlines()[0]:
        yield f"recover was content, and the session does not open: {checked.err}"
    asked = _answer(("ask", NAME), path.parent)
    if first.code == 0 and asked.code != 0:
        yield f"recover was content, and ask is refused: {asked.err}"


def _contents(path: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in path.parent.iterdir() if not one.name.endswith(".lock")}


def _badly_said(words: tuple[str, ...], answer: Answered) -> Iterator[str]:
    said = f"{' '.join(words)}: {answer.code}: {answer.err[-400:]}"
    if answer.code not in (0, 1) or "Traceback" in answer.err or "should have foreseen" in answer.err:
        yield said
    if answer.code == 1 and not answer.out and not answer.err:
        yield f"{said} says nothing"
    lines = answer.err.splitlines()
    if answer.code == 1 and not answer.out and lines and len(lines[-1]) > LONGEST_SENTENCE:
        yield f"{said} says too much"


def _answer(words: Iterable[str], folder: Path) -> Answered:
    """What a command answers, run as the program runs it, with nothing on standard input."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(3)]
    before = (sys.stdin, sys.stdout, sys.stderr, sys.argv)
    sys.stdin, sys.stdout, sys.stderr = streams
    sys.argv = ["facilitator", *words, "--sessions", str(folder)]
    code = _run()
    sys.stdin, sys.stdout, sys.stderr, sys.argv = before
    out, err = (_text(stream) for stream in streams[1:])
    return Answered(code, out, err)


def _run() -> int:
    def stop(_: int, __: FrameType | None) -> None:
        raise TooLong

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except TooLong:
        return -1
    except BaseException as error:
        sys.stderr.write(f"Traceback: {type(error).__name__}: {error}")
        return -2
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return 0


def _text(stream: io.TextIOWrapper) -> str:
    with contextlib.suppress(ValueError):
        stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8", "replace")
