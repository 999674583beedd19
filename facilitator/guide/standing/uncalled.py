"""Threats and actions of the banks that nothing in a session calls for, and that a team takes up all the same."""

from facilitator.guide.evidence.context import Context
from facilitator.guide.questions import filled
from facilitator.guide.standing.wording import title_at
from facilitator.guide.suggested import Suggested


def uncalled(context: Context, name: str, about: str) -> Suggested | None:
    """The threat of a template, or the action of a rule or of “question:answer”, at a record or at none."""
    threat = context.banks.threats_by_id.get(name)
    if threat is not None:
        title = title_at(context, threat, (about,) if about else ())
        return Suggested(template=name, rules=(name,), title=title, about=about, facts=())
    words = _action(context, name)
    if not words:
        return None
    return Suggested(template="", rules=(name,), title=filled(context, words, about), about=about, facts=())


def _action(context: Context, name: str) -> str:
    rule = context.banks.rules_by_id.get(name)
    if rule is not None:
        return rule.action
    question_id, _, answer = name.partition(":")
    question = context.banks.questions_by_id.get(question_id)
    lead = question.leads.get(answer) if question else None
    return lead.action if lead else ""
