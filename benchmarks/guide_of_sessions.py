"""One guide that is asked about one session after another."""

from collections.abc import Callable
from typing import Any

from facilitator.banks.schema.banks import Banks
from facilitator.guide.evidence.context import Context
from facilitator.guide.guide import Guide
from facilitator.guide.over_time.consequences import Consequences, consequences
from facilitator.model.session import Session


class GuideOfSessions:
    """A guide whose session is given with each question; what it found for one it may remember for the next."""

    def __init__(self, banks: Banks) -> None:
        self.guide = Guide(banks, lambda: self._session)
        self._session = Session()

    def of(self, session: Session) -> Guide:
        """The guide, looking at this session."""
        self._session = session
        return self.guide

    def context(self, session: Session) -> Context:
        """The session as queries read it."""
        return self.of(session).context

    def consequences(self, before: Session, after: Session) -> Consequences:
        """What is different between two sessions."""
        return consequences(self.context(before), self.context(after))

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Anything that the guide can be asked, with the session before its arguments."""
        return lambda session, *arguments: getattr(self.of(session), name)(*arguments)
