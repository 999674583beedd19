"""What the standings of threats, the rules and the answers suggest, without regard to what the team decided."""

from dataclasses import replace

from facilitator.banks.schema.threats import ThreatTemplate
from facilitator.guide.evidence.conditions import matches_of_rule
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.query import query
from facilitator.guide.questions import filled
from facilitator.guide.standing.leads import Reason, given_leads
from facilitator.guide.standing.places import Group, group_at, groups_of
from facilitator.guide.standing.weighing import weight_at
from facilitator.guide.standing.wording import title_at
from facilitator.guide.suggested import Several, Suggested


@query
def suggested(context: Context) -> Several:
    """Everything that is suggested now, without regard to what the team decided."""
    found: list[Suggested] = []
    for threat in context.banks.threats:
        found += _of_template(context, threat.id)
    for rule in context.banks.rules:
        found += _of_rule(context, rule.id)
    found += _actions(context)
    return tuple(found)


def suggested_at(context: Context, threat_id: str, about: str) -> Suggested | None:
    """The threat of a template at one record of those that it hits, or at all of them for ""."""
    threat = context.banks.threats_by_id.get(threat_id)
    group = group_at(context, threat_id, about) if threat else None
    return _threat(context, threat, group) if threat and group else None


@query
def _of_template(context: Context, threat_id: str) -> Several:
    """The threat of a template at each record where it is decided on by itself, and at all others together."""
    threat = context.banks.threats_by_id[threat_id]
    return tuple(_threat(context, threat, group) for group in groups_of(context, threat_id))


def _threat(context: Context, threat: ThreatTemplate, group: Group) -> Suggested:
    stages = [stage for stage in threat.stages if stage in context.header.stages]
    rules = [piece.rule for piece in group.evidence]
    return Suggested(
        template=threat.id,
        rules=tuple(dict.fromkeys(rules)) or (threat.id,),
        title=title_at(context, threat, group.hits),
        about=group.about,
        facts=group.telling,
        stage=stages[0] if stages else "",
        standing=group.standing,
        weight=weight_at(context, threat, group.hits),
        hits=group.hits,
        ground=group.ground,
        family=threat.family or threat.id,
    )


@query
def _of_rule(context: Context, rule_id: str) -> Several:
    """The action of a rule for each record that the rule holds for."""
    rule = context.banks.rules_by_id[rule_id]
    found: list[Suggested] = []
    for match in matches_of_rule(context, rule_id):
        reason = Reason(rule_id, match)
        found.append(_action(context, rule.action, reason))
    return tuple(found)


@query
def _actions(context: Context) -> Several:
    """The actions that answers lead to."""
    found: list[Suggested] = []
    for given in given_leads(context):
        if not given.lead.action:
            continue
        reason = Reason(given.rule, given.match(context))
        action = _action(context, given.lead.action, reason)
        found.append(replace(action, stage=given.asked.stage))
    return tuple(found)


def _action(context: Context, words: str, reason: Reason) -> Suggested:
    match = reason.match
    return Suggested(
        template="",
        rules=(reason.rule,),
        title=filled(context, words, match.about),
        about=match.about,
        facts=match.facts,
    )
