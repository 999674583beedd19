"""Data read without pydantic: whatever is taken is what pydantic takes, and nothing that it refuses."""

import copy
import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from facilitator.banks.paths import example_session
from facilitator.model.kinds import RECORD_TYPES
from facilitator.model.part import Record, plain
from facilitator.store.store import SessionStore
from facilitator.text.plain_data import NotPlain, made
from tests.support.places import EXAMPLES

SESSIONS = [example_session(), *sorted(EXAMPLES.glob("*.toml"))]
RECORDS: list[Record] = [
    record
    for path in SESSIONS
    if not path.name.endswith(".answers.toml")
    for record in SessionStore(path, read_only=True).session.every_record()
]
ADAPTERS = {kind: TypeAdapter(record_type) for kind, record_type in RECORD_TYPES.items()}
ODD: list[Any] = [
    *(1, 0, -1, True, None, "", "x", "yes", [], {}, ["x"], [1], [[]], {"a": 1}, 1.5, "\ud800", 10**30, float("nan")),
    [{"id": "n1"}],
    [{"text": "x", "status": "planned"}],
    [{"factor": "damage", "value": 3}],
]


def test_every_record_of_the_examples_is_read_as_pydantic_reads_it() -> None:
    assert len(RECORDS) > 400
    for record in RECORDS:
        assert made(type(record), plain(record)) == record


@given(st.randoms(use_true_random=False), st.data())
def test_what_is_taken_is_what_pydantic_takes(chance: random.Random, data: st.DataObject) -> None:
    record = data.draw(st.sampled_from(RECORDS))
    document = copy.deepcopy(plain(record))
    for _ in range(chance.randint(1, 2)):
        place = chance.choice([*document, "colour"])
        if chance.random() < 0.3:
            document.pop(place, None)
        else:
            document[place] = chance.choice(ODD)
    try:
        taken = made(type(record), document)
    except NotPlain:
        return
    assert taken == ADAPTERS[record.kind].validate_json(json.dumps(document), strict=True)


@pytest.mark.parametrize("value", ["\ud800", 10**30, True, 1.0, None, ["x"]])
def test_what_pydantic_should_judge_is_left_to_it(value: Any) -> None:
    with pytest.raises(NotPlain):
        made(RECORD_TYPES["asset"], {"id": "A-1", "name": value})


def test_what_neither_takes_is_refused_by_both() -> None:
    document = {"id": "A-1", "name": "x", "colour": "red"}
    with pytest.raises(NotPlain):
        made(RECORD_TYPES["asset"], document)
    with pytest.raises(ValidationError):
        ADAPTERS["asset"].validate_json(json.dumps(document), strict=True)
