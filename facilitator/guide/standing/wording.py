"""The words of a threat at some records: its title and what happens, with their names."""

from collections.abc import Sequence

from facilitator.banks.schema.threats import ThreatTemplate
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.harm import harmed
from facilitator.guide.questions import filled

MOST_NAMED = 2


def title_at(context: Context, threat: ThreatTemplate, hits: Sequence[str]) -> str:
    """The title of a threat, naming the session's assets that it harms, or else the first that the template names."""
    names = _assets(context, threat, hits)
    if not names:
        known = context.banks.assets_by_id
        classes = [known[item] for item in threat.assets[:1]]
        names = [entry.name.casefold() for entry in classes]
    assets = " and ".join(names)
    return _filled(context, threat, threat.title, hits, assets)


def description_at(context: Context, threat: ThreatTemplate, hits: Sequence[str]) -> str:
    """What happens, with the names of the records and of the assets harmed."""
    names = _assets(context, threat, hits)
    assets = " and ".join(names)
    return _filled(context, threat, threat.what_happens, hits, assets or "the data")


def _assets(context: Context, threat: ThreatTemplate, hits: Sequence[str]) -> list[str]:
    """The names of the first assets that a threat harms."""
    found = harmed(context, threat, hits)
    return [asset.name for asset in found[:MOST_NAMED]]


def _filled(context: Context, threat: ThreatTemplate, text: str, hits: Sequence[str], assets: str) -> str:
    about = ""
    words = threat.record_words
    if len(hits) == 1:
        about = hits[0]
    elif hits:
        words = _named(context, hits)
    return filled(
        context,
        text,
        about,
        assets,
        words,
    )


def _named(context: Context, hits: Sequence[str]) -> str:
    """The names of several records in a few words."""
    names: list[str] = []
    for hit in hits[:MOST_NAMED]:
        record = context.find(hit)
        if record is not None:
            names.append(record.title_text)
    more = len(hits) - len(names)
    if not more:
        return " and ".join(names)
    first = ", ".join(names)
    return f"{first} and {more} more"
