"""The session as JSON, with what the analysis says of it."""

import json
from collections.abc import Mapping
from typing import Any

from facilitator.analysis.progress import progress
from facilitator.analysis.rating import ScaleLike, ranked
from facilitator.analysis.trees import analyse_tree, disabled_conditions
from facilitator.model.records import Header, Tree, plain
from facilitator.model.session import Session


def json_report(session: Session, scales: Mapping[str, ScaleLike], stage_titles: Mapping[str, str]) -> str:
    """The records by kind, the ranked list, the trees before and after their controls, and the open points."""
    document: dict[str, Any] = {
        "format": 1,
        "revision": session.revision,
        "session": plain(session.header),
        "stages": {stage: stage_titles.get(stage, stage) for stage in session.header.stages},
        "records": {
            kind: [plain(record) for record in table.values()]
            for kind, table in session.tables.items()
            if kind != Header.kind
        },
        "ranked": [
            {
                "place": row.place,
                "threat": row.threat.id,
                "total": row.total,
                "share_of_range": row.normalised,
                "band": row.band,
                "tied": row.tied,
            }
            for row in ranked(session, scales)
        ],
        "trees": [_tree(session, tree) for tree in session.all(Tree)],
        "open_points": [point for state in progress(session).values() for point in state.open_points],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _tree(session: Session, tree: Tree) -> dict[str, Any]:
    before = analyse_tree(session, tree, frozenset())
    after = analyse_tree(session, tree, disabled_conditions(session))
    return {
        "id": tree.id,
        "problems": list(before.problems),
        "before": {"reachable": before.reachable, "scenarios": [list(s) for s in before.scenarios]},
        "after": {
            "reachable": after.reachable,
            "scenarios": [list(s) for s in after.scenarios],
            "pruned": list(after.pruned),
        },
    }
