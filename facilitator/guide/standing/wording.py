"""The words of a threat at some records: its title and what happens, with their names."""

from collections.abc import Sequence

from facilitator.banks.schema.threats import ThreatTemplate
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.harm import harmed
from facilitator.guide.questions import filled

MOST_NAMED = 2


def title_at(context: Context, threat: ThreatTemplate, hits: Sequence[str]) -> str:
    """The title of a threat, naming the session's assets that it harms, or else the first that the template names."""
    names = [asset.name for asset in harmed(context, threat, hits)]
    if not names:
        known = context.banks.assets_by_id
        names = [known[item].name.casefold() for item in threat.assets[:1]]
    return _filled(context, threat, threat.title, hits, " and ".join(names[:MOST_NAMED]))


def description_at(context: Context, threat: ThreatTemplate, hits: Sequence[str]) -> str:
    """What happens, with the names of the records and of the assets harmed."""
    names = [asset.name for asset in harmed(context, threat, hits)[:MOST_NAMED]]
    return _filled(context, threat, threat.what_happens, hits, " and ".join(names) or "the data")


def _filled(context: Context, threat: ThreatTemplate, text: str, hits: Sequence[str], assets: str) -> str:
    if len(hits) == 1:
        return filled(context, text, hits[0], assets, threat.record_words)
    return filled(context, text, "", assets, _named(context, hits) or threat.record_words)


def _named(context: Context, hits: Sequence[str]) -> str:
    """The names of several records in a few words."""
    records = [context.find(hit) for hit in hits[:MOST_NAMED]]
    names = [record.title_text for record in records if record is not None]
    more = len(hits) - len(names)
    if more:
        return f"{', '.join(names)} and {more} more"
    return " and ".join(names)
