"""Coherence: one thing under two names, and what stands beside everything else."""

from dataclasses import replace

import pytest

from facilitator.analysis.coherence import coherence_findings, same_words
from facilitator.model.fields.closures import Closure
from facilitator.model.part import Record
from facilitator.model.records.architecture import Component, Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.context import Assumption, OutOfScope, Stakeholder
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.failure_modes import FailureMode
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Condition
from facilitator.model.vocabulary import Outlook
from tests.support.complete import session_with


def found(*records: Record) -> list[str]:
    return [f"{one.record_id}: {one.text}" for one in coherence_findings(session_with(*records))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sensor readings", "The readings of sensors"),
        ("Devices", "device"),
        ("Access policy", "access policies"),
        ("Process", "processes"),
        ("Stored models", "Store model"),
        ("KEY", "keys"),
        ("Schlüssel", "schlüssel"),
    ],
)
def test_names_of_one_thing_have_the_same_words(one: str, other: str) -> None:
    assert same_words(one) == same_words(other)
    twice = Asset(id="A-1", name=one), Asset(id="A-2", name=other)
    assert found(*twice) == [
        f"A-2: this asset may be the same as A-1 “{one}”; make them one, or tell them apart by name."
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sensor 1", "Sensor 2"),
        ("Training data", "Test data"),
        ("Class", "Clay"),
        ("模型", "数据"),
        ("?", "!"),
        ("The", "A"),
    ],
)
def test_other_names_have_others(one: str, other: str) -> None:
    assert found(Asset(id="A-1", name=one), Asset(id="A-2", name=other)) == []


def test_names_are_held_against_those_of_the_same_kind_only() -> None:
    same = "Operators"
    assert (
        found(Stakeholder(id="SH-1", name=same), Component(id="C-1", name=same), Condition(id="CO-1", name=same)) == []
    )
    flows = Flow(id="F-1", name=same), Flow(id="F-2", name=same)
    assert found(*flows) == []


ASSET = Asset(id="A-1", name="Readings")
ELSEWHERE = Threat(id="T-1", title="Theft", target=("C-1",))
CARRIER = Component(id="C-1", name="Store")


def test_once_there_are_threats_an_asset_that_none_touches_is_told() -> None:
    assert found(ASSET) == []
    assert found(ASSET, CARRIER, ELSEWHERE) == [
        "A-1: no threat touches this asset; write one, or say why it is fine.",
    ]


@pytest.mark.parametrize(
    "record",
    [
        replace(ELSEWHERE, assets=("A-1",)),
        replace(ELSEWHERE, target=("A-1",)),
        replace(CARRIER, assets=("A-1",)),
        FailureMode(id="FM-1", asset="A-1", text="Lost", threats=("T-1",)),
        FailureMode(id="FM-1", asset="A-1", text="Lost", outlook=Outlook.FINE, reason="Copies"),
        Assumption(id="AS-1", text="Nobody reads them", excuses=("A-1",)),
        OutOfScope(id="OS-1", text="Readings", reason="Public", about=("A-1",)),
    ],
)
def test_an_asset_that_is_touched_or_excused_in_any_way_is_not(record: Record) -> None:
    records = {one.id: one for one in (ASSET, CARRIER, ELSEWHERE, record)}
    assert found(*records.values()) == []


def test_a_failure_mode_that_is_open_says_nothing_of_its_asset() -> None:
    assert len(found(ASSET, CARRIER, ELSEWHERE, FailureMode(id="FM-1", asset="A-1", text="Lost"))) == 1


def test_a_threat_that_names_nothing_attacked_is_told() -> None:
    assert found(Threat(id="T-1", title="Theft")) == [
        "T-1: this threat has neither a target nor an asset; name what is attacked."
    ]
    assert found(ASSET, Threat(id="T-1", title="Theft", assets=("A-1",))) == []


def test_a_countermeasure_that_is_for_nothing_is_told() -> None:
    measure = Countermeasure(id="CM-1", text="Seal")
    told = ["CM-1: no threat names this countermeasure, and it closes nothing; say what it is for."]
    threat = replace(ELSEWHERE, countermeasures=("CM-1",))
    assert found(measure) == told
    assert found(CARRIER, threat, measure) == []
    assert found(Condition(id="CO-1", name="Open"), replace(measure, closes=(Closure(condition="CO-1"),))) == []
