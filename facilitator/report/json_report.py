"""A session as JSON for other programs, with the ranking and what the trees amount to."""

from typing import Any

from facilitator.analysis.findings import findings
from facilitator.analysis.rating import Ranked, product, ranked
from facilitator.analysis.trees import TreeAnalysis, analyse_tree, disabled_conditions
from facilitator.guide.coverage import coverage
from facilitator.guide.evidence.context import Context
from facilitator.guide.over_time.stale import stale
from facilitator.guide.standing.considered import Considered, considered
from facilitator.guide.steps import StepState, steps
from facilitator.guide.suggestions import Suggested, pending
from facilitator.model.part import plain
from facilitator.model.records.trees import Tree
from facilitator.model.session import Session
from facilitator.text.json_text import json_text

FORMAT = 3
"""Rises when a key of the report changes its name or its meaning."""


def json_report(context: Context) -> str:
    """The summary of a session as JSON; the same session gives the same bytes."""
    session = context.session
    scales = context.banks.scales_by_id
    document = {
        "format": FORMAT,
        "revision": session.revision,
        "stages": _stages(context),
        "records": _records(session),
        "ranking": [_ranked(row) for row in ranked(session, scales)],
        "trees": [_tree(session, tree) for tree in session.all(Tree)],
        "progress": {step.value: _progress(state) for step, state in steps(context).items()},
        "findings": [{"record": item.record_id, "text": item.text} for item in findings(session, scales)],
        "coverage": coverage(context).counts(),
        "suggestions": [_suggested(item) for item in pending(context)],
        "considered": [_considered(item) for item in considered(context) if item.applies],
        "stale": dict(stale(context)),
    }
    return json_text(document) + "\n"


def _stages(context: Context) -> dict[str, str]:
    """The id and the title of each stage in scope."""
    titles = {stage.id: stage.title for stage in context.banks.stages}
    return {stage: titles.get(stage, stage) for stage in context.session.header.stages}


def _records(session: Session) -> dict[str, list[Any]]:
    """The records of each kind as plain data."""
    records: dict[str, list[Any]] = {}
    for kind, table in session.tables.items():
        records[kind] = [plain(record) for record in table.values()]
    return records


def _suggested(item: Suggested) -> dict[str, Any]:
    return {
        "title": item.title,
        "template": item.template,
        "rules": list(item.rules),
        "about": item.about,
        "state": item.state.value,
        "standing": item.standing.value if item.template else "",
        "weight": item.weight,
        "hits": list(item.hits),
        "twins": list(item.twins),
        "because": list(dict.fromkeys(fact.text for fact in item.facts)),
    }


def _considered(item: Considered) -> dict[str, Any]:
    return {
        "template": item.template,
        "about": item.about,
        "standing": item.standing.value,
        "weight": item.weight,
        "because": list(item.because),
    }


def _ranked(row: Ranked) -> dict[str, Any]:
    return {
        "place": row.place,
        "tied": row.tied,
        "threat": row.threat.id,
        "rating": row.rating.id if row.rating else "",
        "scale": row.rating.scale if row.rating else "",
        "total": row.total,
        "normalised": row.normalised,
        "band": row.band,
        "probability_times_damage": product(row.rating) if row.rating else None,
    }


def _tree(session: Session, tree: Tree) -> dict[str, Any]:
    return {
        "id": tree.id,
        "before_countermeasures": _analysis(analyse_tree(session, tree, frozenset())),
        "after_countermeasures": _analysis(analyse_tree(session, tree, disabled_conditions(session))),
    }


def _analysis(analysis: TreeAnalysis) -> dict[str, Any]:
    return {
        "reachable": analysis.reachable,
        "scenarios": [list(scenario) for scenario in analysis.scenarios],
        "pruned": list(analysis.pruned),
        "problems": list(analysis.problems),
    }


def _progress(state: StepState) -> dict[str, Any]:
    return {
        "state": state.state,
        "count": state.count,
        "questions": state.asked,
        "open_questions": state.open_questions,
        "open_points": list(state.open_points),
        "suggestions": state.suggested,
    }
