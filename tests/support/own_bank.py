"""A bank of one's own with a few questions, a house for them to ask about, and answers to them."""

from collections.abc import Iterable

from facilitator.guide.suggested import Suggested
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer
from facilitator.model.records.architecture import Boundary, Component, Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.session import Header
from facilitator.model.session import Session, session_of
from facilitator.model.vocabulary import (
    AnswerState,
    Protection,
    SystemKind,
)

BANK = """
format = 1
stage = "maintenance"
number = 12
title = "Maintenance"
version = "1"

[[question]]
id = "own-open"
step = "assets"
text = "Is the door open?"
why = "Because."
answer = "yes-no"
leads.yes = { ask = ["own-who"], threats = ["own-threat"] }
leads.unknown = { action = "Look at the door" }

[[question]]
id = "own-after"
step = "assets"
text = "Is there a guard?"
why = "Because."
answer = "yes-no"
when.answers = { "own-open" = ["no", "unknown"] }

[[question]]
id = "own-who"
step = "assets"
text = "Who has the key?"
why = "Because."
answer = "text"

[[question]]
id = "own-flow"
step = "decompose"
for_each = "flow"
where = { crosses_boundary = true }
text = "Who reads {record} between {source} and {target}?"
why = "Because."
answer = "yes-no"
leads.yes = { threats = ["own-threat"] }

[[question]]
id = "own-generative"
step = "assets"
text = "Which prompts are there?"
why = "Because."
answer = "text"
when.kinds = ["generative"]

[[question]]
id = "own-places"
step = "threats"
text = "Where does it stand?"
why = "Because."
answer = "several-of"
choices = ["roof", "cellar", "garden"]
leads.roof = { threats = ["own-threat"] }
leads.cellar = { ask = ["own-damp"] }

[[question]]
id = "own-damp"
step = "threats"
text = "Is it damp?"
why = "Because."
answer = "yes-no"
"""

THREATS = """
format = 1
version = "1"

[[threat]]
id = "own-threat"
title = "Theft from {record}"
record_words = "the house"
what_happens = "Somebody comes. Something goes."
stride = ["information-disclosure"]
assets = ["D2"]
"""


def own_of(found: Iterable[Suggested]) -> tuple[Suggested, ...]:
    """What is suggested of actions and of the threat of one's own, without the built-in threats."""
    return tuple(item for item in found if item.template in ("", "own-threat"))


def header(system_kind: SystemKind = SystemKind.CLASSIC) -> Header:
    """The particulars of a session on the stage of the bank."""
    return Header(id="S-1", identity="x", title="x", stages=("maintenance",), system_kind=system_kind)


def session(*records: Record) -> Session:
    """A session that holds these records."""
    found = records if any(isinstance(item, Header) for item in records) else (header(), *records)
    return session_of(found, {}, 1)


def answer(question: str, value: str, number: int = 1, about: str = "", facts: tuple[str, ...] = ()) -> Answer:
    """An answer; the word of a state, such as “skipped”, makes it of that state."""
    states = {state.value: state for state in AnswerState}
    state = states.get(value, AnswerState.ANSWERED)
    return Answer(
        id=f"Q-{number}",
        question=question,
        text="Is the door open?" if question == "own-open" else question,
        state=state,
        value=value if state is AnswerState.ANSWERED else "",
        about=about,
        choices=tuple(value.split(", ")) if ", " in value else (),
        facts=facts,
    )


HOUSE = (
    Asset(id="A-1", name="Gold", catalogue="D2"),
    Component(id="C-1", name="Attic", assets=("A-1",)),
    Component(id="C-2", name="Street"),
    Boundary(id="B-1", name="Wall", components=("C-1",)),
    Flow(id="F-1", name="Letters", source="C-1", target="C-2", assets=("A-1",), authentication=Protection.PRESENT),
    Flow(id="F-2", name="Whispers", source="C-1", target="C-1"),
)
