"""A linter for banks: form, wiring and references, one finding a line with file and line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from facilitator.banks.reading import bank_text
from facilitator.banks.schema.banks import Banks
from facilitator.banks.schema.questions import Lead, Question
from facilitator.banks.schema.threats import ThreatTemplate

LONGEST_QUESTION = 160
LONGEST_REASON = 220
MOST_EXAMPLES = 4

BAD_OPENINGS = (
    "please",
    "is it true",
    "are you sure",
    "don't you",
    "do you think",
    "do you agree",
    "would you agree",
    "isn't",
    "aren't",
    "surely",
    "have you properly",
    "have you adequately",
)
DOUBLE = re.compile(r"\band (who|whom|how|what|when|which|why|where|whether|is|are|does|do|can|could|has|have)\b|;|/")
VAGUE = (
    "adequate",
    "appropriate",
    "sufficient",
    "proper",
    "robust",
    "secure enough",
    "best practice",
    "state of the art",
)
LONG_WORDS = ("utilise", "utilize", "leverage", "facilitate", "aforementioned", "e.g.", "i.e.", "etc.", "holistic")


@dataclass(frozen=True, slots=True)
class LintFinding:
    """Something to mend in a bank. rule: form, wiring or reference."""

    path: Path
    line: int | None
    rule: str
    text: str


def lint(banks: Banks) -> tuple[LintFinding, ...]:
    """Everything that the linter finds, in the order of the banks."""
    return tuple(_lint(banks))


def _lint(banks: Banks) -> Iterator[LintFinding]:
    suggested = {item for question in banks.questions_by_id.values() for item in _threats_of(question)}
    waited_for = _waited_for(banks)
    for question in banks.questions_by_id.values():
        yield from _placed(banks, "question", question.id, "form", _form(question))
        wiring = _wiring(question, banks, question.id in waited_for)
        yield from _placed(banks, "question", question.id, "wiring", wiring)
        yield from _placed(banks, "question", question.id, "reference", _references(question.references, banks))
    for threat in banks.threats:
        yield from _placed(banks, "threat", threat.id, "form", _threat_form(threat))
        if not threat.applies and threat.id not in suggested:
            found = ["is suggested by no answer and no fact; add “applies”, or let an answer lead to it."]
            yield from _placed(banks, "threat", threat.id, "wiring", found)
        yield from _placed(banks, "threat", threat.id, "reference", _references(threat.references, banks))
    yield from _unused(banks)


def _unused(banks: Banks) -> Iterator[LintFinding]:
    """Conditions that no tree stands on, and conditions that no control acts on."""
    used = {node.condition for tree in banks.trees.tree for node in tree.node}
    for condition in banks.trees.condition:
        if condition.id not in used:
            found = ["is a condition that no tree stands on; use it or take it out."]
            yield from _placed(banks, "condition", condition.id, "wiring", found)


def _placed(
    banks: Banks, kind: str, item_id: str, rule: str, found: Iterator[str] | list[str]
) -> Iterator[LintFinding]:
    path = banks.homes[f"{kind} {item_id}"]
    for text in found:
        yield LintFinding(path, _lines(path).get(item_id), rule, f"“{item_id}” {text}")


@lru_cache(maxsize=64)
def _lines(path: Path) -> dict[str, int]:
    """Id -> the line where it is given."""
    found: dict[str, int] = {}
    for number, line in enumerate(bank_text(path).splitlines(), 1):
        given = re.match(r'\s*id = "([^"]+)"', line)
        if given:
            found.setdefault(given.group(1), number)
    return found


def _form(question: Question) -> Iterator[str]:
    text = question.text
    if text.count("?") != 1 or not text.endswith("?"):
        yield "should be one question and end in its question mark."
    if len(text) > LONGEST_QUESTION:
        yield f"has {len(text)} characters; say it in {LONGEST_QUESTION}."
    double = DOUBLE.search(text)
    if double:
        yield f"asks two things at once (“{double.group(0)}”); make two questions, the second as a follow-up."
    if text.count(",") >= MOST_EXAMPLES:
        yield f"lists more than {MOST_EXAMPLES} examples; keep the best."
    opening = next((item for item in BAD_OPENINGS if text.casefold().startswith(item)), "")
    if opening:
        yield f"begins with “{opening}”, which leads or pleads; ask for the fact."
    yield from _plain(text, "text")
    yield from _plain(question.why, "why")
    if not question.why.endswith(".") or len(question.why) > LONGEST_REASON:
        yield f"should say why in one sentence of at most {LONGEST_REASON} characters, with its full stop."
    if not question.example:
        yield "has no example of a good answer; add one."
    for lead in question.leads.values():
        if lead.action.endswith("."):
            yield "has an action with a full stop; actions are short and have none."


def _plain(text: str, key: str) -> Iterator[str]:
    said = text.casefold()
    for word in VAGUE:
        if re.search(rf"\b{re.escape(word)}", said):
            yield f"says “{word}” in its {key}, which everybody reads otherwise; ask for what can be seen."
    for word in LONG_WORDS:
        if word in said:
            yield f"says “{word}” in its {key}; use plain words."


def _waited_for(banks: Banks) -> set[str]:
    """The questions whose answers other questions, or threats, wait for."""
    questions = banks.questions_by_id.values()
    waiting = [*(item.when for item in questions), *(item.when for threat in banks.threats for item in threat.applies)]
    return {question for when in waiting for question in when.answers}


def _wiring(question: Question, banks: Banks, waited_for: bool) -> Iterator[str]:
    for value, lead in question.leads.items():
        if lead == Lead():
            yield f"has an empty lead for “{value}”; fill it or take it out."
        for follower in (banks.questions_by_id[item] for item in lead.ask if item in banks.questions_by_id):
            wanted = follower.when.answers.get(question.id)
            if wanted is not None and value not in wanted:
                yield f"leads to “{follower.id}” on “{value}”, but that waits for another answer; nobody would see it."
    leading = any(lead.ask or lead.threats or lead.say for lead in question.leads.values())
    if question.answering.by_key and not leading and not waited_for:
        yield "leads nowhere, whatever is answered; add a lead or leave it out."


def _threat_form(threat: ThreatTemplate) -> Iterator[str]:
    sentences = len(re.findall(r"[.!?](\s|$)", threat.what_happens))
    if sentences != 2:
        yield f"should say what happens in two sentences; it has {sentences}."
    if not threat.stride:
        yield "has no STRIDE category; name one."
    if not threat.countermeasure:
        yield "has no countermeasure; add one with its effect."
    if not threat.techniques:
        yield "has no technique; say how it is done."
    if len(threat.title) > LONGEST_QUESTION:
        yield f"has a title of {len(threat.title)} characters; say it in {LONGEST_QUESTION}."


def _references(references: tuple[str, ...], banks: Banks) -> Iterator[str]:
    for reference in references:
        fault = banks.references.fault(reference)
        if fault:
            yield f"refers to “{reference}”, {fault}; mend it or take it out."


def _threats_of(question: Question) -> Iterator[str]:
    for lead in question.leads.values():
        yield from lead.threats
