"""A complete session, and the same with one thing changed or missing."""

from dataclasses import replace
from typing import Any

from facilitator.model.part import Record
from facilitator.model.records.architecture import Boundary, Component, EntryPoint, Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.ratings import Rating, Score
from facilitator.model.records.session import Header
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Node, Tree
from facilitator.model.session import Session, session_of
from facilitator.model.vocabulary import (
    DREAD_FACTORS,
    Protection,
    SecurityProperty,
    Stride,
)


def session_with(*records: Record) -> Session:
    """A session that holds these records."""
    return session_of([Header(id="S-1", identity="x", title="X"), *records], {}, 1)


def complete() -> list[Record]:
    """Records that leave nothing open."""
    flow = Flow(id="F-1", name="Readings", source="C-1", target="C-2", assets=("A-1",))
    scores = tuple(Score(factor=factor, value=3) for factor in DREAD_FACTORS)
    return [
        Asset(id="A-1", name="Readings", properties=(SecurityProperty.INTEGRITY,)),
        Component(id="C-1", name="Meter"),
        Component(id="C-2", name="Ingestor"),
        replace(flow, authentication=Protection.PRESENT, authorization=Protection.NONE),
        Boundary(id="B-1", name="Plant", components=("C-1",)),
        EntryPoint(id="E-1", name="Port"),
        Threat(id="T-1", title="Tampering", stride=(Stride.TAMPERING,), target=("F-1",)),
        Tree(id="TR-1", title="Tree", threat="T-1", nodes=(Node(id="n1", label="Leaf"),)),
        Rating(id="R-1", threat="T-1", scale="deck-1-5", scores=scores),
    ]


def changed(kind: type[Record], **more: Any) -> list[Record]:
    """The complete session with its first record of a kind changed."""
    records = complete()
    place = next(place for place, record in enumerate(records) if isinstance(record, kind))
    records[place] = replace(records[place], **more)
    return records


def without(kind: type[Record], *more: Record) -> list[Record]:
    """The complete session without the records of a kind."""
    return [*(record for record in complete() if not isinstance(record, kind)), *more]
