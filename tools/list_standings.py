"""List how the threats of the banks stand in sessions, by standing, and whether the accepted ones are all listed.

python tools/list_standings.py SESSION...

First as the session stands, then with every question unanswered: architecture and assets alone. “Lines” are threats to
decide on, as they are suggested.
"""

import argparse
from collections import Counter
from dataclasses import replace
from pathlib import Path

from facilitator.banks.load import load_banks
from facilitator.banks.schema.banks import Banks
from facilitator.guide.evidence.context import Context
from facilitator.guide.standing.considered import considered
from facilitator.guide.standing.standing import OPEN, Standing
from facilitator.guide.suggestions import undecided
from facilitator.model.records.answers import Answer, Suggestion
from facilitator.model.records.threats import Threat
from facilitator.model.session import Session
from facilitator.model.vocabulary import SuggestionState
from facilitator.workshop.workshop import Workshop

FIRST = 20


def taken(session: Session) -> set[str]:
    """The templates of the threats that were accepted."""
    decided = [one for one in session.all(Suggestion) if one.state is SuggestionState.ACCEPTED]
    return {one.template for one in decided if one.template}


def unanswered(session: Session) -> Session:
    """The session with no answer, no decision and no threat."""
    kinds = (Answer.kind, Suggestion.kind, Threat.kind)
    return replace(session, tables={kind: {} if kind in kinds else table for kind, table in session.tables.items()})


def lines_of(title: str, session: Session, banks: Banks, wanted: set[str]) -> list[str]:
    """The figures of one session, and the accepted threats that are not listed in it."""
    context = Context(session, banks)
    everything = considered(context)
    counts = Counter(item.standing for item in everything)
    listed = {item.template for item in everything if item.standing in OPEN}
    waiting = [item for item in undecided(context) if item.template]
    first = {item.template for item in waiting[:FIRST]}
    applying = {item.template for item in everything if item.standing is not Standing.NOT_APPLICABLE}
    figures = " | ".join(str(counts[standing]) for standing in Standing)
    found = f"{len(wanted & listed)} of {len(wanted)}"
    row = f"| {title} | {len(applying)} | {figures} | {len(waiting)} | {found} | {len(wanted & first)} |"
    missing = [f"  not listed: {template}" for template in sorted(wanted - listed)]
    return [row, *missing]


def main() -> None:
    """Print the table."""
    words = argparse.ArgumentParser(description="List how the threats of the banks stand in sessions.")
    words.add_argument("sessions", metavar="SESSION", nargs="+", type=Path)
    banks = load_banks()
    columns = " | ".join(standing.value for standing in Standing)
    heading = f"| Session | Threats that apply | {columns} | Lines | Accepted and listed | In the first {FIRST} lines |"
    print(heading)
    print("|---" * (heading.count("|") - 1) + "|")
    for path in words.parse_args().sessions:
        session = Workshop(path, read_only=True).session
        wanted = taken(session) & banks.threats_by_id.keys()
        print(*lines_of(path.stem, session, banks, wanted), sep="\n")
        print(*lines_of(f"{path.stem}, unanswered", unanswered(session), banks, wanted), sep="\n")


if __name__ == "__main__":
    main()
