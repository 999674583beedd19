"""What the banks say of threats, as plain data for the report as JSON."""

from typing import Any

from facilitator.guide.evidence.context import Context
from facilitator.guide.standing.considered import Considered, considered
from facilitator.guide.suggested import Suggested
from facilitator.guide.suggestions import pending

Data = dict[str, Any]


def suggestions_as_data(context: Context) -> list[Data]:
    """What waits for a decision, in its order."""
    return [_suggested(item) for item in pending(context)]


def considered_as_data(context: Context) -> list[Data]:
    """Every threat of the banks that applies, at each record that it could hit."""
    return [_considered(item) for item in considered(context) if item.applies]


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
