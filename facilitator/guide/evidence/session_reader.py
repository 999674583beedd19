"""A session that changes, as it stands at any time, together with the banks."""

from collections.abc import Callable

from facilitator.banks.schema.banks import Banks
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.query import Memo
from facilitator.model.session import Session


class SessionReader:
    """Reads a session as it stands, and shares what was found in it from one reading to the next."""

    def __init__(self, banks: Banks, session: Callable[[], Session]) -> None:
        """session: gives the session as it stands."""
        self.banks = banks
        self._session = session
        self._memo = Memo()

    @property
    def context(self) -> Context:
        """The session as it stands, as queries read it."""
        return self._read(self._session())

    def _read(self, session: Session) -> Context:
        """Any session, as queries read it."""
        return Context(session, self.banks, self._memo)
