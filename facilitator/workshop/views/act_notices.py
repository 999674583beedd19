"""Notices on an act of a file of answers before it is done: a rating that it changes, a name that nobody bears."""

from collections.abc import Iterator, Mapping
from typing import Any

from facilitator.model.kinds import KINDS
from facilitator.model.vocabulary import RatingMoment
from facilitator.workshop.input.older_words import in_words_of_today
from facilitator.workshop.input.people import hints_of
from facilitator.workshop.views.standing_rating import replaced
from facilitator.workshop.workshop import Workshop


def notices_of(workshop: Workshop, act: Mapping[str, Any]) -> Iterator[str]:
    """Give the sentences on one act, which is known to be in order."""
    match act["do"]:
        case "rate":
            moment = RatingMoment(act.get("moment", RatingMoment.INHERENT))
            words = replaced(workshop, workshop.find("threat", act["threat"]), moment)
            yield from [words] if words else []
        case "add":
            said = in_words_of_today(act)
            yield from hints_of(workshop.session, KINDS[said["kind"]], said)
        case "accept":
            for kind in ("threat", "note"):
                yield from hints_of(workshop.session, KINDS[kind], act)
