"""The part of the guide for change: what it touches, what has changed since, where a record comes from."""

from collections.abc import Mapping, Sequence

from facilitator.guide.evidence.session_reader import SessionReader
from facilitator.guide.over_time.consequences import Consequences, consequences
from facilitator.guide.over_time.grounds import Ground
from facilitator.guide.over_time.known_banks import News, news
from facilitator.guide.over_time.provenance import provenance
from facilitator.guide.over_time.stale import stale
from facilitator.model.edit import Change, Edit
from facilitator.model.part import Record
from facilitator.model.session import apply


class ChangeGuide(SessionReader):
    """Compares the session with what it was and would be, and the banks with what they were."""

    def stale(self) -> Mapping[str, str]:
        """The records that should be looked at again, each with the reason."""
        return stale(self.context)

    def news(self) -> News:
        """How the banks differ from those that the session was held with."""
        return news(self.context)

    def provenance(self, record: Record, history: Sequence[Edit]) -> tuple[Ground, ...]:
        """The way back from a record to what it stands on: why it is here."""
        return provenance(self.context, record, history)

    def consequences(self, changes: tuple[Change, ...]) -> Consequences:
        """What changes of the session would touch."""
        now = self._session()
        edit = Edit(number=now.revision + 1, time="", by="", what="", changes=changes)
        changed = apply(now, edit)
        return consequences(self._read(now), self._read(changed))
