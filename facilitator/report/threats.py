"""The sections on threats, trees and ratings."""

from collections.abc import Mapping, Sequence

from facilitator.analysis.rating import Ranked, ScaleLike, band, product, total, total_range, values_of
from facilitator.analysis.trees import analyse_tree, disabled_conditions, drawn_tree
from facilitator.model.records import Control, Countermeasure, Rating, Threat, Tree
from facilitator.model.session import Session
from facilitator.model.vocabulary import Gate
from facilitator.report.layout import bullets, named, named_all, section, table
from facilitator.report.markdown_text import cell, fenced, inline, paragraphs
from facilitator.report.words import number, words


def threats_section(session: Session, ranking: Sequence[Ranked], stage_titles: Mapping[str, str]) -> str:
    """The threat cards, highest rated first."""
    return section("Threats", *(_card(session, row, stage_titles) for row in ranking))


def trees_section(session: Session) -> str:
    """Every tree before and after the controls that are in place."""
    return section("Threat trees", _controls(session), *(_tree(session, tree) for tree in session.all(Tree)))


def ratings_section(session: Session, scales: Mapping[str, ScaleLike], titles: Mapping[str, str]) -> str:
    """Every rating with its reasons."""
    rows, reasons = [], []
    for rating in session.all(Rating):
        scale = scales.get(rating.scale)
        if scale is None:
            reasons.append(f"{rating.id}: its scale {inline(rating.scale)} is not in the banks.")
            continue
        figures = [number(value) for value in values_of(rating, scale)]
        found = total(rating, scale)
        rows.append(
            (
                named(session, rating.threat),
                *figures,
                number(found),
                band(found, scale) or "–",
                inline(scale.id),
                words(rating.moment),
                number(product(rating)),
            )
        )
        reasons.append(_reasons(session, rating, scale, titles))
    letters = ("Threat", "D", "R", "E", "A", "D", "Total", "Band", "Scale", "Moment", "P x D")
    return section("Ratings", table(letters, rows), *reasons, _scales_used(session, scales))


def ranking_section(ranking: Sequence[Ranked]) -> str:
    """The ranked list; ties share a place."""
    rows = [
        (
            f"{row.place}{'=' if row.tied else ''}" if row.place else "–",
            f"{row.threat.id} {inline(row.threat.title)}",
            number(row.total),
            row.band or "–",
            "–" if row.normalised is None else f"{row.normalised:.2f}",
            words(row.threat.status),
        )
        for row in ranking
    ]
    note = (
        "Share of range is derived: (total - lowest) / (highest - lowest) of its scale, "
        "so that ratings on different scales can stand in one list."
    )
    headings = ("Place", "Threat", "Total", "Band", "Share of range", "Status")
    return section("Ranked list", table(headings, rows), note if rows else "")


def _card(session: Session, row: Ranked, stage_titles: Mapping[str, str]) -> str:
    threat = row.threat
    facts = [
        ("Target", named_all(session, threat.target)),
        ("STRIDE", ", ".join(words(item) for item in threat.stride) or "–"),
        ("Property broken", ", ".join(words(item) for item in threat.properties) or "–"),
        ("Assets harmed", named_all(session, threat.assets)),
        ("Failure mode", cell(threat.failure_mode)),
        ("Stage", cell(stage_titles.get(threat.stage, threat.stage))),
        ("Risk", _risk(row)),
        ("Status", _status(threat)),
        ("References", ", ".join(inline(item) for item in threat.references) or "–"),
    ]
    return "\n\n".join(
        part
        for part in (
            f"### {threat.id} {inline(threat.title)}",
            paragraphs(threat.description),
            table(("Card", ""), facts),
            _listed("Attack techniques", (inline(item) for item in threat.techniques)),
            _listed("Countermeasures", (_countermeasure(item) for item in threat.countermeasures)),
        )
        if part
    )


def _listed(title: str, items: object) -> str:
    lines = list(items)  # type: ignore[call-overload]
    return f"{title}:\n\n{bullets(lines)}" if lines else ""


def _risk(row: Ranked) -> str:
    if row.total is None:
        return "not rated yet"
    words_of_band = f" ({row.band})" if row.band else ""
    return f"{number(row.total)}{words_of_band}"


def _status(threat: Threat) -> str:
    reason = f": {inline(threat.status_reason)}" if threat.status_reason else ""
    return f"{words(threat.status)}{reason}"


def _countermeasure(item: Countermeasure) -> str:
    owner = f", {inline(item.owner)}" if item.owner else ""
    return f"{inline(item.text)} ({words(item.status).lower()}{owner})"


def _controls(session: Session) -> str:
    rows = [
        (c.id, cell(c.name), "In place" if c.in_place else "Not in place", named_all(session, c.disables))
        for c in session.all(Control)
    ]
    return table(("Id", "Control", "State", "Makes impossible"), rows)


def _tree(session: Session, tree: Tree) -> str:
    before = analyse_tree(session, tree, frozenset())
    after = analyse_tree(session, tree, disabled_conditions(session))
    threat = f"Threat: {named(session, tree.threat)}." if tree.threat else ""
    parts = [f"### {tree.id} {inline(tree.title)}", threat, paragraphs(tree.note)]
    if before.problems:
        parts.append(bullets(inline(problem) for problem in before.problems))
        parts.append(fenced(_outline(session, tree, ())))
    else:
        parts += [
            "Before any control:",
            fenced(_outline(session, tree, ())),
            _scenarios(session, before.scenarios),
        ]
        parts += ["With the controls in place:", fenced(_outline(session, tree, after.pruned))]
        parts.append(_scenarios(session, after.scenarios))
    return "\n\n".join(part for part in parts if part)


def _outline(session: Session, tree: Tree, pruned: Sequence[str]) -> list[str]:
    return [
        f"{'  ' * depth}{_node_words(node.gate, node.threshold)}{node.label}"
        f"{f' ({node.condition})' if node.condition else ''}{'  [pruned]' if is_pruned else ''}"
        for depth, node, is_pruned in drawn_tree(session, tree, pruned)
    ]


def _node_words(gate: Gate, threshold: int) -> str:
    if gate is Gate.LEAF:
        return ""
    return f"AT LEAST {threshold}: " if gate is Gate.AT_LEAST else f"{gate.value.upper()}: "


def _scenarios(session: Session, scenarios: Sequence[Sequence[str]]) -> str:
    if not scenarios:
        return "The goal is out of reach: no scenario remains."
    count = "One scenario reaches" if len(scenarios) == 1 else f"{len(scenarios)} scenarios reach"
    lines = [" and ".join(named(session, item) for item in scenario) for scenario in scenarios]
    return f"{count} the goal:\n\n{bullets(lines)}"


def _reasons(session: Session, rating: Rating, scale: ScaleLike, titles: Mapping[str, str]) -> str:
    given = {score.factor: score for score in rating.scores}
    lines = [
        f"{titles.get(factor, words(factor))} {number(given[factor].value)}: "
        f"{inline(given[factor].reason) or 'no reason was written down'}"
        for factor in scale.factors
        if factor in given
    ]
    parts = [f"### {rating.id} {named(session, rating.threat)}", bullets(lines)]
    if product(rating) is not None:
        parts.append(
            f"Probability {rating.probability} x damage potential {rating.damage_potential} = "
            f"{product(rating)} of 100, beside DREAD and not part of it."
        )
    return "\n\n".join([*parts, *filter(None, [paragraphs(rating.note)])])


def _scales_used(session: Session, scales: Mapping[str, ScaleLike]) -> str:
    used = sorted({rating.scale for rating in session.all(Rating)} & set(scales))
    lines = []
    for name in used:
        scale = scales[name]
        lowest, highest = total_range(scale)
        lines.append(
            f"{inline(name)}, {inline(scale.title)}: {scale.combine} from {number(lowest)} to {number(highest)}. "
            f"{inline(scale.note)} Source: {inline(scale.source)}"
        )
    return f"### Scales\n\n{bullets(lines)}" if lines else ""
