"""A session as JSON for other programs, with the ranking and what the trees amount to."""

from typing import Any

from facilitator.analysis.findings import findings
from facilitator.analysis.rating import Ranked, product, ranked
from facilitator.analysis.trees import TreeAnalysis, analyse_tree, disabled_conditions
from facilitator.guide.coverage import coverage
from facilitator.guide.evidence.context import Context
from facilitator.guide.over_time.stale import stale
from facilitator.guide.steps import StepState, steps
from facilitator.model.part import plain
from facilitator.model.records.trees import Tree
from facilitator.model.session import Session
from facilitator.report.json_threats import considered_as_data, suggestions_as_data
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
        "suggestions": suggestions_as_data(context),
        "considered": considered_as_data(context),
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
        "count": analysis.count if analysis.is_exact else f"at least {analysis.count}",
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
