"""Sessions of a chosen size to measure with."""

from pathlib import Path

from facilitator.model.edit import Change
from facilitator.model.part import Record
from facilitator.model.records.architecture import Boundary, Component, Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.ratings import Rating, Score
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import DREAD_FACTORS, Protection, Stride
from facilitator.workshop.begin import begin_session

FACTOR_VALUES = (1, 3, 5, 2, 4)


def session_with(path: Path, threats: int) -> None:
    """Make a session with so many threats, a tenth as many assets (40 at most), an architecture, and ratings."""
    workshop = begin_session(path, title=f"{threats:,} threats")
    changes = tuple(Change(before=None, after=record) for record in _records(threats))
    workshop.log.append("Everything at once", *changes)
    workshop.close()


def _records(threats: int) -> list[Record]:
    assets = min(40, max(5, threats // 10))
    catalogue = ("D2", "D4", "M1", "A1")
    records: list[Record] = [
        Asset(id=f"A-{n}", name=f"Asset {n}", catalogue=catalogue[n % 4]) for n in range(1, assets + 1)
    ]
    records += [Component(id=f"C-{n}", name=f"Component {n}", assets=(f"A-{n % 5 + 1}",)) for n in range(1, 13)]
    records += [Boundary(id=f"B-{n}", name=f"Side {n}", components=(f"C-{n}", f"C-{n + 3}")) for n in range(1, 4)]
    records += [
        Flow(
            id=f"F-{n}",
            name=f"Flow {n}",
            source=f"C-{n}",
            target=f"C-{n % 12 + 1}",
            assets=(f"A-{n % 5 + 1}",),
            authentication=list(Protection)[n % 3],
        )
        for n in range(1, 13)
    ]
    records += [
        Threat(
            id=f"T-{n}",
            title=f"Threat number {n} to something of value",
            target=(f"F-{n % 12 + 1}",),
            stride=(list(Stride)[n % 6],),
            assets=(f"A-{n % assets + 1}",),
        )
        for n in range(1, threats + 1)
    ]
    records += [
        Rating(
            id=f"R-{n}",
            threat=f"T-{n}",
            scale="deck-1-5",
            scores=tuple(
                Score(factor=name, value=FACTOR_VALUES[(n + place) % 5]) for place, name in enumerate(DREAD_FACTORS)
            ),
        )
        for n in range(1, threats + 1)
    ]
    return records
