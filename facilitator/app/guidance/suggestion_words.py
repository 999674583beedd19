"""A suggestion in words: why it is made, and what accepting it would write down."""

from collections.abc import Iterable, Sequence

from facilitator.guide.suggested import Suggested, SuggestedState
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import SecurityProperty, Stride
from facilitator.workshop.workshop import Workshop


def title_of(item: Suggested) -> str:
    """What is suggested: a threat, or an action."""
    kind = "Threat" if item.template else "Action"
    return f"{kind}: {item.title}"


def line_of(item: Suggested, mark: str) -> str:
    """A suggestion on its line in the list: of a threat its standing, and how many twins it stands for."""
    if not item.template:
        return f"{mark} {item.title}"
    twins = f" (and {len(item.twins)} like it)" if item.twins else ""
    return f"{mark} {item.standing.value.capitalize()}: {item.title}{twins}"


def lines_of(workshop: Workshop, item: Suggested) -> list[str]:
    """What stands behind a suggestion, and the threat that it would become."""
    lines = ["", *_history(item)]
    reasons = [fact.text for fact in item.facts]
    if item.template:
        lines += [f"Standing: {item.standing.value}, weight {item.weight}", ""]
    lines += _listed("Because", list(dict.fromkeys(reasons)))
    if item.twins:
        lines += _listed("Like it, and suggested after it", item.twins)
    card = workshop.guide.prefilled(item)
    if isinstance(card.record, Threat):
        lines += _threat_lines(workshop, card.record, card.countermeasures)
        lines += _example(workshop, item)
    rules = ", ".join(item.rules)
    lines.append(f"Rule: {rules}")
    return lines


def _history(item: Suggested) -> list[str]:
    """What was decided on it before, if anything."""
    if item.state is SuggestedState.BACK:
        changed = [f"  {change}" for change in item.changed]
        return ["↺ It was decided before, and is back:", *changed, ""]
    if item.state is SuggestedState.LATER:
        return ["… It was left for later.", ""]
    return []


def _threat_lines(workshop: Workshop, threat: Threat, countermeasures: Iterable[Countermeasure]) -> list[str]:
    assets = [workshop.record(asset).title_text for asset in threat.assets]
    names = ", ".join(assets) or "none of this session"
    measures = [f"{measure.effect.value.capitalize()}: {measure.text}" for measure in countermeasures]
    lines = [threat.description, ""]
    lines.append(f"STRIDE: {_in_words(threat.stride)}")
    lines.append(f"Property broken: {_in_words(threat.properties)}")
    lines += [f"Assets: {names}", ""]
    lines += _listed("Techniques", threat.techniques)
    lines += _listed("Countermeasures", measures)
    return lines


def _example(workshop: Workshop, item: Suggested) -> list[str]:
    example = workshop.banks.threats_by_id[item.template].example
    if not example:
        return []
    return [f"For example: {example}", ""]


def _listed(heading: str, items: Sequence[str]) -> list[str]:
    lines = [f"  • {item}" for item in items]
    return [heading, *lines, ""]


def _in_words(values: Iterable[Stride | SecurityProperty]) -> str:
    words = [value.value.replace("-", " ") for value in values]
    return ", ".join(words)
