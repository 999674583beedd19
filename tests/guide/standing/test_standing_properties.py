"""What holds of the standing of threats whatever is answered."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.guide_of_sessions import GuideOfSessions
from facilitator.banks.load import load_banks
from facilitator.banks.schema.questions import Lead
from facilitator.guide.standing.considered import considered
from facilitator.guide.standing.standing import OPEN
from facilitator.model.records.answers import Answer
from facilitator.model.vocabulary import AnswerState, Step, SystemKind
from facilitator.workshop.workshop import Workshop
from tests.guide.standing.test_standing import BANKS, LEADS, Standings, house, said, standings
from tests.support.places import EXAMPLES
from tests.support.small_banks import HEADER, session

VALUES = st.sampled_from(["yes", "no", "unknown", "not-applicable", "skipped", ""])
ANSWERS = st.fixed_dictionaries({name: VALUES for name in LEADS if name != "is-watched"})


def answers(given_values: Mapping[str, str]) -> list[Answer]:
    pairs = [(name, value) for name, value in given_values.items() if value]
    return [said(name, value, number) for number, (name, value) in enumerate(pairs, 1)]


def listed(found: Standings) -> set[tuple[str, str]]:
    return {key for key, standing in found.items() if standing in OPEN}


@settings(max_examples=60, deadline=None)
@given(ANSWERS, st.sampled_from(sorted(set(LEADS) - {"is-watched"})))
def test_not_knowing_never_shortens_the_list(values: dict[str, str], name: str) -> None:
    before = standings(house(*answers(values | {name: ""})))
    after = standings(house(*answers(values | {name: "unknown"})))
    assert listed(before) <= listed(after)


@settings(max_examples=60, deadline=None)
@given(ANSWERS, st.sampled_from(sorted(set(LEADS) - {"is-watched"})), st.sampled_from(["yes", "no"]))
def test_an_answer_takes_off_the_list_only_what_it_declares(values: dict[str, str], name: str, value: str) -> None:
    lead = LEADS[name].get(value, Lead())
    declared = {*lead.rules_out, *(cover.threat for cover in lead.covers)}
    before = standings(house(*answers(values | {name: ""})))
    after = standings(house(*answers(values | {name: value})))
    assert {template for template, _ in listed(before) - listed(after)} <= declared


@settings(max_examples=40, deadline=None)
@given(ANSWERS, ANSWERS)
def test_taking_answers_back_restores_every_standing(first: dict[str, str], second: dict[str, str]) -> None:
    guide = GuideOfSessions(BANKS)

    def at(values: dict[str, str]) -> tuple[object, ...]:
        now = house(*answers(values))
        return considered(guide.context(now)), guide.all_suggestions(now), guide.suggestions(now)

    found = at(first)
    at(second)
    assert at(first) == found


@settings(max_examples=40, deadline=None)
@given(ANSWERS)
def test_the_order_is_total_and_does_not_hang_on_the_order_of_answers(values: dict[str, str]) -> None:
    given_answers = answers(values)
    turned = given_answers[::-1]
    one = [(item.template, item.about) for item in considered(GuideOfSessions(BANKS).context(house(*given_answers)))]
    other = [(item.template, item.about) for item in considered(GuideOfSessions(BANKS).context(house(*turned)))]
    assert one == other
    assert len(set(one)) == len(one)


SESSIONS = sorted(path for path in EXAMPLES.glob("*.toml") if not path.name.endswith(".answers.toml"))
BUILT_IN = load_banks()


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_not_knowing_anything_lists_no_less_than_saying_nothing(path: Path) -> None:
    now = Workshop(path, read_only=True).session
    bare = {kind: {} if kind in ("answer", "suggestion", "threat") else table for kind, table in now.tables.items()}
    silent = replace(now, tables=bare)
    asked = [item for step in Step for item in GuideOfSessions(BUILT_IN).questions(silent, step)]
    unknown = [
        Answer(id=f"Q-{number}", question=item.question.id, text=item.text, about=item.about, state=AnswerState.UNKNOWN)
        for number, item in enumerate(asked, 1)
    ]
    told = replace(silent, tables=bare | {"answer": {one.id: one for one in unknown}})
    assert listed(standings(silent, BUILT_IN)) <= listed(standings(told, BUILT_IN))
    assert len({template for template, _ in listed(standings(silent, BUILT_IN))}) >= 40


def test_a_generative_system_always_has_prompt_injection_to_look_at() -> None:
    generative = replace(HEADER, system_kind=SystemKind.GENERATIVE)
    found = standings(session(header=generative), BUILT_IN)
    assert found["direct-prompt-injection", ""] == "unconfirmed"
