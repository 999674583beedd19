"""The conditions that a tree needs: found by name or id, or made new."""

from facilitator.model.fields.field import validate_text
from facilitator.model.records.trees import Condition
from facilitator.model.session import Session


class NewConditions:
    """Finds the conditions of a session, and gathers those that are to be made."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.records: list[Condition] = []

    def id_of(self, words: str) -> str:
        """The id of the condition of this name or id, made when it is new; "" for no words."""
        wanted = words.strip().casefold()
        if not wanted:
            return ""
        for known in (*self._session.all(Condition), *self.records):
            if wanted in (known.id.casefold(), known.name.casefold()):
                return known.id
        new_id = self._session.next_id(Condition, len(self.records))
        self.records.append(Condition(id=new_id, name=validate_text(words.strip())))
        return new_id
