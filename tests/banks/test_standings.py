"""What the built-in threats say of plain systems before any question is answered, and what good answers settle."""

from dataclasses import replace

import pytest

from benchmarks.guide_of_sessions import GuideOfSessions
from facilitator.banks.load import load_banks
from facilitator.guide.standing.considered import considered
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer
from facilitator.model.records.architecture import Boundary, Component, EntryPoint, Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.session import Header
from facilitator.model.session import Session, session_of
from facilitator.model.vocabulary import ComponentKind, Protection, SystemKind

BANKS = load_banks()
HEADER = Header(id="S-1", identity="x", title="Plain", stages=tuple(stage.id for stage in BANKS.stages))
WALL = Boundary(id="B-1", name="Wall", components=("C-1",))


def system(*records: Record, kind: SystemKind = SystemKind.CLASSIC) -> Session:
    return session_of((replace(HEADER, system_kind=kind), *records), {}, 1)


def standings(now: Session) -> dict[tuple[str, str], str]:
    found = considered(GuideOfSessions(BANKS).context(now))
    return {(item.template, item.about): item.standing.value for item in found}


def exposed(now: Session) -> set[str]:
    return {template for (template, _), standing in standings(now).items() if standing == "exposed"}


@pytest.mark.parametrize("catalogue", ["M2", "M4", "M5", "M6", "X3", "X9", "X10", "X11", "X12", "X13"])
def test_an_unprotected_flow_over_a_boundary_exposes_what_it_carries(catalogue: str) -> None:
    cargo = Asset(id="A-1", name="Cargo", catalogue=catalogue)
    inside, outside = Component(id="C-1", name="In", assets=("A-1",)), Component(id="C-2", name="Out")
    flow = Flow(
        id="F-1",
        name="Way",
        source="C-2",
        target="C-1",
        assets=("A-1",),
        authentication=Protection.NONE,
        authorization=Protection.NONE,
        encryption=Protection.NONE,
    )
    assert exposed(system(cargo, inside, outside, WALL, flow, kind=SystemKind.GENERATIVE))


def test_a_store_of_weights_and_data_at_the_door_exposes_their_theft() -> None:
    weights, data = Asset(id="A-1", name="Weights", catalogue="M4"), Asset(id="A-2", name="Cases", catalogue="D4")
    bucket = Component(id="C-1", name="Bucket", component_kind=ComponentKind.STORE, assets=("A-1", "A-2"))
    door = EntryPoint(id="E-1", name="Net", component="C-1")
    assert {"model-file-stolen", "training-data-stolen-from-store"} <= exposed(system(weights, data, bucket, door))
    behind = standings(system(weights, data, bucket))
    assert behind["model-file-stolen", "C-1"] == "unconfirmed"


def test_a_tool_server_that_nobody_authenticates_exposes_tool_threats() -> None:
    tools = Asset(id="A-1", name="Tools", catalogue="X12")
    agent = Component(id="C-2", name="Agent", component_kind=ComponentKind.ML_COMPONENT)
    server = Component(id="C-1", name="Tool server", assets=("A-1",))
    call = Flow(
        id="F-1",
        name="Call",
        source="C-2",
        target="C-1",
        authentication=Protection.NONE,
        authorization=Protection.NONE,
    )
    found = exposed(system(tools, agent, server, call, kind=SystemKind.GENERATIVE))
    assert {"poisoned-tool", "agent-exceeds-rights"} <= found


def test_an_open_interface_of_a_model_exposes_its_use_by_anybody() -> None:
    model = Asset(id="A-1", name="Model", catalogue="M6")
    serving, caller = Component(id="C-1", name="Service", assets=("A-1",)), Component(id="C-2", name="Caller")
    caller = replace(caller, component_kind=ComponentKind.ACTOR)
    query = Flow(id="F-1", name="Query", source="C-2", target="C-1", authentication=Protection.NONE)
    found = standings(system(model, serving, caller, query))
    assert found["unintended-use", "F-1"] == "exposed"
    for template in ("evasion-by-crafted-input", "model-copied-by-querying", "membership-inferred", "costly-inputs"):
        assert found[template, "C-1"] == "unconfirmed"


def answered(question: str, value: str, number: int = 1) -> Answer:
    asked = BANKS.question(question)
    choices = (value,) if asked.answering.takes_choices else ()
    return Answer(id=f"Q-{number}", question=question, text=asked.text, value=value, choices=choices)


@pytest.mark.parametrize("values", [("yes", "yes"), ("no", "no")])
def test_no_practice_takes_direct_prompt_injection_off_the_list(values: tuple[str, str]) -> None:
    practices = [
        answered(question, value, number)
        for number, (question, value) in enumerate(
            zip(("improve-language-tests", "requirements-gen-limits"), values, strict=True), 1
        )
    ]
    found = standings(system(*practices, answered("implement-tool-rights", "no", 3), kind=SystemKind.GENERATIVE))
    assert found["direct-prompt-injection", ""] == "unconfirmed"


def test_a_system_without_people_in_its_data_rules_membership_out() -> None:
    model = Asset(id="A-1", name="Model", catalogue="M6")
    told = system(model, answered("system-traits", "tables"), answered("deploy-scores", "yes", 2))
    assert standings(told)["membership-inferred", ""] == "ruled out"
    people = system(model, answered("system-traits", "personal data"), answered("deploy-scores", "yes", 2))
    assert standings(people)["membership-inferred", ""] == "exposed"
