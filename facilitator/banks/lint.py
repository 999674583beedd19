"""A linter for banks: it looks at form, wiring and references."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from facilitator.banks.evidence_lint import evidence_in, question_evidence, threat_evidence
from facilitator.banks.integrity.circumstances import Sentences
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
class Finding:
    """Something to mend in a bank. rule: file, wiring, form or reference."""

    path: Path
    line: int | None
    rule: str
    text: str

    @property
    def sentence(self) -> str:
        """The finding on one line, with its place."""
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {self.text}"


Findings = Iterator[Finding]


def lint(banks: Banks) -> tuple[Finding, ...]:
    """Everything that the linter finds, in the order of the banks."""
    return tuple(_lint(banks))


def _lint(banks: Banks) -> Findings:
    evidence = evidence_in(banks)
    waited_for = _waited_for(banks)
    for question in banks.questions_by_id.values():
        place = partial(_placed, banks, "question", question.id)
        yield from place("form", _form(question))
        yield from place("wiring", _wiring(question, banks, question.id in waited_for))
        yield from place("wiring", question_evidence(question, evidence))
        yield from place("reference", _references(question.references, banks))
    for threat in banks.threats:
        place = partial(_placed, banks, "threat", threat.id)
        yield from place("form", _threat_form(threat))
        yield from place("wiring", threat_evidence(threat, evidence))
        yield from place("reference", _references(threat.references, banks))
    used = {node.condition for tree in banks.trees.tree for node in tree.node}
    for condition in banks.trees.condition:
        place = partial(_placed, banks, "condition", condition.id)
        yield from place("wiring", _condition_wiring(condition.id in used))


def _placed(banks: Banks, kind: str, item_id: str, rule: str, found: Sentences) -> Findings:
    """What is found of a part of the banks, with the file and the line where it stands."""
    path = banks.homes[f"{kind} {item_id}"]
    for text in found:
        line = _lines(path).get(item_id)
        yield Finding(path, line, rule, f"“{item_id}” {text}")


@lru_cache(maxsize=64)
def _lines(path: Path) -> dict[str, int]:
    """Id -> the line where it is given."""
    found: dict[str, int] = {}
    for number, line in enumerate(bank_text(path).splitlines(), 1):
        given = re.match(r'\s*id = "([^"]+)"', line)
        if given:
            found.setdefault(given[1], number)
    return found


def _form(question: Question) -> Sentences:
    yield from _text_form(question.text)
    yield from _plain(question.text, "text")
    yield from _plain(question.why, "why")
    if not question.why.endswith(".") or len(question.why) > LONGEST_REASON:
        yield f"should say why in one sentence of at most {LONGEST_REASON} characters, with its full stop."
    if not question.example:
        yield "has no example of a good answer; add one."
    for lead in question.leads.values():
        if lead.action.endswith("."):
            yield "has an action with a full stop; actions are short and have none."


def _text_form(text: str) -> Sentences:
    """What is wrong with how a question is asked."""
    if text.count("?") != 1 or not text.endswith("?"):
        yield "should be one question and end in its question mark."
    if len(text) > LONGEST_QUESTION:
        yield f"has {len(text)} characters; say it in {LONGEST_QUESTION}."
    double = DOUBLE.search(text)
    if double:
        yield f"asks two things at once (“{double[0]}”); make two questions, the second as a follow-up."
    if text.count(",") >= MOST_EXAMPLES:
        yield f"lists more than {MOST_EXAMPLES} examples; keep the best."
    said = text.casefold()
    for opening in BAD_OPENINGS:
        if said.startswith(opening):
            yield f"begins with “{opening}”, which leads or pleads; ask for the fact."
            break


def _plain(text: str, key: str) -> Sentences:
    said = text.casefold()
    for word in VAGUE:
        if re.search(rf"\b{re.escape(word)}", said):
            yield f"says “{word}” in its {key}, which everybody reads otherwise; ask for what can be seen."
    for word in LONG_WORDS:
        if word in said:
            yield f"says “{word}” in its {key}; use plain words."


def _waited_for(banks: Banks) -> set[str]:
    """The questions whose answers other questions, or threats, wait for."""
    found: set[str] = set()
    for question in banks.questions_by_id.values():
        found.update(question.when.answers, question.when.without)
    for threat in banks.threats:
        for circumstance in threat.circumstances:
            found.update(circumstance.when.answers, circumstance.when.without)
    return found


def _wiring(question: Question, banks: Banks, is_waited_for: bool) -> Sentences:
    leads_on = False
    for value, lead in question.leads.items():
        if lead == Lead():
            yield f"has an empty lead for “{value}”; fill it or take it out."
        if lead.ask or lead.threats or lead.say or lead.covers or lead.rules_out:
            leads_on = True
        for item in lead.ask:
            follower = banks.questions_by_id.get(item)
            if follower is not None and _waits_for_another(follower, question.id, value):
                yield f"leads to “{follower.id}” on “{value}”, but that waits for another answer; nobody would see it."
    if question.answering.by_key and not leads_on and not is_waited_for:
        yield "leads nowhere, whatever is answered; add a lead or leave it out."


def _waits_for_another(follower: Question, question_id: str, value: str) -> bool:
    """Whether a follow-up waits for other answers to a question than the one that leads to it."""
    wanted = follower.when.answers.get(question_id)
    return wanted is not None and value not in wanted


def _condition_wiring(is_used: bool) -> Sentences:
    if not is_used:
        yield "is a condition that no tree stands on; use it or take it out."


def _threat_form(threat: ThreatTemplate) -> Sentences:
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


def _references(references: tuple[str, ...], banks: Banks) -> Sentences:
    for reference in references:
        fault = banks.references.fault(reference)
        if fault:
            yield f"refers to “{reference}”, {fault}; mend it or take it out."
