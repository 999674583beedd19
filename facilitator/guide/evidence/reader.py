"""A reader of a session that changes; what it worked out once serves until something of it changes."""

from collections.abc import Callable

from facilitator.banks.schema.banks import Banks
from facilitator.guide.evidence.context import Context
from facilitator.guide.evidence.query import Memo
from facilitator.model.session import Session


class Reader:
    """Reads a session as it stands, together with the banks."""

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
        """A session as queries read it, with what is remembered of others."""
        return Context(session, self.banks, self._memo)
