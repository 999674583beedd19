"""How the banks hang together: ids, follow-ups, threats and conditions that must fit across all files."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from facilitator.banks.scales import scale_faults
from facilitator.banks.schema.banks import Banks
from facilitator.banks.schema.conditions import FOR_EACH, KINDS_OF_PATTERN_KEY, Circumstance, Pattern, Presence
from facilitator.banks.schema.questions import STATES, Lead, Question
from facilitator.banks.schema.threats import ThreatTemplate
from facilitator.banks.schema.trees import TreeTemplate
from facilitator.model.kinds import filled_in
from facilitator.model.method.gates import Gate
from facilitator.model.records.session import Header
from facilitator.model.vocabulary import SystemKind

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")
PLACEHOLDERS = ("{record}", "{assets}", "{source}", "{target}")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not fit. needle: words to find its line by."""

    path: Path
    needle: str
    what: str


def faults_of(banks: Banks) -> Iterator[Fault]:
    """Every fault in how the banks hang together, file by file."""
    for question in banks.questions_by_id.values():
        yield from _placed(banks, "question", question.id, _question_faults(question, banks))
    for threat in banks.threats:
        yield from _placed(banks, "threat", threat.id, _threat_faults(threat, banks))
    for rule in banks.rules:
        found = (*_circumstance_faults(rule, banks), *_placeholder_faults(rule.action, rule.for_each))
        yield from _placed(banks, "rule", rule.id, found)
    for tree in banks.trees.tree:
        yield from _placed(banks, "tree", tree.id, _tree_faults(tree, banks))
    for control in banks.trees.control:
        known = {condition.id for condition in banks.trees.condition}
        yield from _placed(banks, "control", control.id, _unknown("condition", control.disables, known))
    for scale in banks.scales.scale:
        yield from _placed(banks, "scale", scale.id, scale_faults(scale, banks.scales.factor))
    yield from _cycles(banks)


def _placed(banks: Banks, kind: str, item_id: str, found: Iterator[str] | Sequence[str]) -> Iterator[Fault]:
    path = banks.homes[f"{kind} {item_id}"]
    if not ID.fullmatch(item_id):
        what = f"“{item_id}” is no id; use letters, digits, dashes, dots and underscores, 80 at most."
        yield Fault(path, f'id = "{item_id}"', what)
    for what in found:
        yield Fault(path, f'id = "{item_id}"', f"“{item_id}” {what}")


def _question_faults(question: Question, banks: Banks) -> Iterator[str]:
    yield from _choice_faults(question)
    yield from _record_faults(question)
    yield from _unknown("asset of assets.toml", question.assets, banks.assets_by_id)
    yield from _circumstance_faults(question, banks)
    yield from _placeholder_faults(question.text, question.for_each)
    for value, lead in question.leads.items():
        if value not in question.possible_answers:
            yield f"has a lead for “{value}”, which nobody can answer; mend it."
        yield from _lead_faults(question, lead, banks)


def _lead_faults(question: Question, lead: Lead, banks: Banks) -> Iterator[str]:
    yield from _unknown("threat", lead.threats, banks.threats_by_id)
    yield from _unknown("question", lead.ask, banks.questions_by_id)
    for item in lead.threats:
        threat = banks.threats_by_id.get(item)
        if threat is not None and not question.for_each and _needs_record(threat):
            yield f"leads to the threat “{threat.id}”, which speaks of {{record}}; give that “record_words”."
    for item in lead.ask:
        follower = banks.questions_by_id.get(item)
        if follower is not None:
            yield from _follower_faults(question, follower)


def _needs_record(threat: ThreatTemplate) -> bool:
    """Whether a threat speaks of a record and has no words for when there is none."""
    return "{record}" in threat.title + threat.what_happens and not threat.record_words


def _follower_faults(question: Question, follower: Question) -> Iterator[str]:
    if question.for_each and follower.for_each not in ("", question.for_each):
        yield f"leads to “{follower.id}”, which goes through another kind of record; use the same kind."
    if _never_together(question, follower):
        yield f"leads to “{follower.id}”, which is for another kind of system; nobody would see it."


def _choice_faults(question: Question) -> Iterator[str]:
    if question.answering.takes_choices and len(question.choices) < 2:
        yield "needs at least two choices; add them."
    if len({choice.casefold() for choice in question.choices}) < len(question.choices):
        yield "offers the same choice twice; take one out."
    for choice in question.choices:
        if choice.isdecimal() or choice in STATES:
            yield f"has the choice “{choice}”, which means something else to the program; write it in other words."
    if any("," in choice for choice in question.choices):
        yield "has a choice with a comma, which parts answers; write it without."


def _record_faults(question: Question) -> Iterator[str]:
    """The kind of record that an answer enters has to be one that people fill in."""
    entered = [kind.name for kind in filled_in() if kind.name != Header.kind]
    if question.answering.takes_records and question.record not in entered:
        yield f"should name in “record” one of {', '.join(entered)}."


def _threat_faults(threat: ThreatTemplate, banks: Banks) -> Iterator[str]:
    failure_modes = {mode.id for asset in banks.assets.asset for mode in asset.failure_mode}
    yield from _unknown("asset of assets.toml", threat.assets, banks.assets_by_id)
    yield from _unknown("failure mode of assets.toml", threat.failure_modes, failure_modes)
    yield from _unknown("stage", threat.stages, {stage.id for stage in banks.stages})
    for circumstance in threat.applies:
        yield from _circumstance_faults(circumstance, banks)


def _circumstance_faults(item: Circumstance, banks: Banks) -> Iterator[str]:
    if item.for_each and item.for_each not in FOR_EACH:
        yield f"goes through “{item.for_each}”, but should through one of {', '.join(FOR_EACH)}."
    elif item.where.given() and not item.for_each:
        yield "has “where” but no “for_each”; say which kind of record it goes through."
    else:
        yield from _pattern_faults(item.where, item.for_each, banks)
    yield from _unknown("stage", item.when.stages, {stage.id for stage in banks.stages})
    for question_id, answers in item.when.answers.items():
        asked = banks.questions_by_id.get(question_id)
        if asked is None:
            yield f"waits for “{question_id}”, which is not there; mend the id."
            continue
        for value in answers:
            if value not in asked.possible_answers:
                yield f"waits for the answer “{value}” to “{question_id}”, which cannot be given; mend it."
        if _never_together(asked, item):
            yield f"waits for “{question_id}”, which is for another kind of system; nobody would see it."
    for presence in (*item.when.present, *item.when.absent):
        yield from _presence_faults(presence, banks)


def _presence_faults(presence: Presence, banks: Banks) -> Iterator[str]:
    if presence.kind not in FOR_EACH:
        yield f"looks for “{presence.kind}”, but should for one of {', '.join(FOR_EACH)}."
    else:
        yield from _pattern_faults(presence.where, presence.kind, banks)


def _pattern_faults(pattern: Pattern, kind: str, banks: Banks) -> Iterator[str]:
    for key in pattern.given():
        if kind not in KINDS_OF_PATTERN_KEY[key]:
            yield f"asks “{key}” of a {kind.replace('_', ' ')}, which has none; take it out."
    for ids in (pattern.catalogue, pattern.holds, pattern.carries):
        yield from _unknown("asset of assets.toml", ids, banks.assets_by_id)


def _placeholder_faults(text: str, for_each: str) -> Iterator[str]:
    for placeholder in PLACEHOLDERS:
        if placeholder in text and not for_each:
            yield f"speaks of {placeholder} but goes through no kind of record; add “for_each”."
        if placeholder in ("{source}", "{target}") and placeholder in text and for_each not in ("", "flow"):
            yield f"speaks of {placeholder}, which only a flow has; use {{record}}."


def _tree_faults(tree: TreeTemplate, banks: Banks) -> Iterator[str]:
    yield from _unknown("threat", tree.threats, banks.threats_by_id)
    known = {condition.id for condition in banks.trees.condition}
    seen: set[str] = set()
    for position, node in enumerate(tree.node):
        if node.id in seen:
            yield f"has two nodes “{node.id}”; give one another id."
        if position == 0 and node.parent:
            yield "should begin with its root, which has no parent."
        if position > 0 and node.parent not in seen:
            yield f"has a node “{node.id}” whose parent does not stand before it; mend the parent."
        if node.gate is Gate.LEAF and node.condition not in known:
            yield f"has a leaf “{node.id}” without a condition of the bank; name one."
        seen.add(node.id)


def _unknown(what: str, ids: Sequence[str], known: object) -> Iterator[str]:
    for item in ids:
        if item not in known:  # type: ignore[operator]
            yield f"leads to or names “{item}”, which is no {what} that is there; mend the id."


def _never_together(one: Circumstance, other: Circumstance) -> bool:
    kinds = set(one.when.kinds or SystemKind) & set(other.when.kinds or SystemKind)
    return not kinds


def _cycles(banks: Banks) -> Iterator[Fault]:
    after: dict[str, list[str]] = {
        question.id: [item for lead in question.leads.values() for item in lead.ask if item in banks.questions_by_id]
        for question in banks.questions_by_id.values()
    }
    for question in banks.questions_by_id.values():
        for earlier in question.when.answers:
            if earlier in after:
                after[earlier].append(question.id)
    circle = _circle(after)
    if circle:
        path = banks.homes[f"question {circle}"]
        yield Fault(path, f'id = "{circle}"', f"“{circle}” leads back to itself; cut the circle.")


def _circle(after: dict[str, list[str]]) -> str:
    """A question that leads back to itself, or "" when none does."""
    try:
        TopologicalSorter(after).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        return min(circle, key=list(after).index)
    return ""
