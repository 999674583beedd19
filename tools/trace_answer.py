"""Answer a question by its key in the application, and tell through which files the key travels to the disk.

python tools/trace_answer.py

It prints the hops, and writes them into their marked place in docs/architecture.md. A hop is a file of ours that stands
between the key and the flush of the line: on the stack when the line is flushed, or on the stack where a message was
posted that led there. What is asked on the way and gives back is no hop, nor is what draws after.
"""

import argparse
import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from textual.message import Message

import facilitator
from facilitator.app.application import FacilitatorApp
from facilitator.workshop.begin import begin_session
from facilitator.workshop.workshop import Workshop

PACKAGE = Path(facilitator.__file__).parent
KEY = "y"
STEP = "threats"
"""A step whose first questions are answered by yes or no."""

SIZE = (120, 40)
HANDING_ON = {"post_message": "message", "_dispatch_message": "message", "_hand_out": "event"}
"""Functions that hand messages on, Textual's and ours, and what they call the message."""

PAGE = Path(__file__).resolve().parent.parent / "docs" / "architecture.md"
MARKED = re.compile(r"(?<=<!-- hops -->\n).*?(?=<!-- /hops -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Stack:
    """What was on the stack at one moment: our functions, the outermost first, and the messages in hand."""

    functions: tuple[tuple[str, str], ...]
    messages: tuple[Message, ...]


@dataclass(slots=True)
class Trace:
    """The stacks of what happens while a key is pressed: where messages were posted, and where a line was flushed."""

    posted: dict[int, list[Stack]] = field(default_factory=dict)
    flushed: list[Stack] = field(default_factory=list)

    def note(self, frame: FrameType, event: str, argument: Any) -> None:
        """Note a call, as `sys.setprofile` tells it."""
        if event == "call" and frame.f_code.co_name == "post_message":
            message = frame.f_locals.get("message")
            self.posted.setdefault(id(message), []).append(stack_of(frame))
        elif event == "c_call" and argument is os.fsync:
            self.flushed.append(stack_of(frame))

    def way(self) -> Iterator[tuple[str, str]]:
        """Every function of ours from the key to the first flush, in order."""
        yield from self._way_to(self.flushed[0], set())

    def _way_to(self, stack: Stack, known: set[int]) -> Iterator[tuple[str, str]]:
        for message in stack.messages:
            if id(message) not in known:
                known.add(id(message))
                for before in self.posted.get(id(message), []):
                    yield from self._way_to(before, known)
        yield from stack.functions


def stack_of(frame: FrameType | None) -> Stack:
    """The functions of ours and the messages on a stack."""
    functions: list[tuple[str, str]] = []
    messages: list[Message] = []
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(PACKAGE):
            functions.append((path.relative_to(PACKAGE).as_posix(), frame.f_code.co_name))
        message = _in_hand(frame)
        if message is not None:
            messages.append(message)
        frame = frame.f_back
    return Stack(tuple(reversed(functions)), tuple(reversed(messages)))


def _in_hand(frame: FrameType) -> Message | None:
    """The message that a function is about, where it hands one on or lets somebody handle it."""
    name = HANDING_ON.get(frame.f_code.co_name, "")
    found = frame.f_locals.get(name)
    return found if isinstance(found, Message) else None


async def traced(workshop: Workshop) -> Trace:
    """Answer two questions with their key, and trace the second; the first has opened what is opened once."""
    trace = Trace()
    app = FacilitatorApp(workshop.path.parent, opened=workshop, step=STEP)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press(KEY)
        await pilot.pause()
        sys.setprofile(trace.note)
        try:
            await pilot.press(KEY)
            await pilot.pause()
        finally:
            sys.setprofile(None)
    return trace


def hops() -> dict[str, list[str]]:
    """The files of ours from the key to the disk, in order, each with its functions on the way."""
    with tempfile.TemporaryDirectory() as folder:
        workshop = begin_session(Path(folder) / "x.toml")
        trace = asyncio.run(traced(workshop))
    found: dict[str, list[str]] = {}
    for file, function in trace.way():
        functions = found.setdefault(file, [])
        if function not in functions:
            functions.append(function)
    return found


def table(found: dict[str, list[str]]) -> str:
    """The hops as a table of Markdown."""
    rows = ["| | file | functions |", "|---|---|---|"]
    for number, (file, functions) in enumerate(found.items(), 1):
        names = ", ".join(f"`{name}`" for name in functions)
        rows.append(f"| {number} | `{file}` | {names} |")
    return "\n".join([*rows, ""])


def with_hops(page: str, found: dict[str, list[str]]) -> str:
    """A page with the hops printed anew in their marked place."""
    return MARKED.sub(lambda _: table(found), page)


def main() -> None:
    """Print the hops, here and into the page."""
    argparse.ArgumentParser(description="Trace an answer from its key to the disk.").parse_args()
    found = hops()
    print(table(found), end="")
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(with_hops(page, found), encoding="utf-8")


if __name__ == "__main__":
    main()
