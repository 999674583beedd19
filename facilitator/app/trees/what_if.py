"""A question put to a threat tree: what if these controls were in place, or were not. Nothing of it is saved."""

from facilitator.analysis.trees import disabled_conditions
from facilitator.app.terminal.plain_text import one_line
from facilitator.model.records.trees import Control
from facilitator.model.session import Session


class WhatIf:
    """The controls that are tried, each as if it were in place or as if it were not."""

    def __init__(self) -> None:
        self._tried: dict[str, bool] = {}

    def switch(self, control: Control) -> None:
        """Try a control the other way round; a second time ends it."""
        if control.id in self._tried:
            self.forget(control.id)
            return
        is_otherwise = not control.in_place
        self._tried[control.id] = is_otherwise

    def forget(self, control_id: str) -> None:
        """Try a control no more."""
        self._tried.pop(control_id, None)

    def ids(self, session: Session) -> list[str]:
        """The controls that are tried and really stand the other way."""
        ids: list[str] = []
        for control in session.all(Control):
            tried = self._tried.get(control.id, control.in_place)
            if tried != control.in_place:
                ids.append(control.id)
        return ids

    def disabled(self, session: Session) -> frozenset[str]:
        """The conditions that are impossible while these controls are tried."""
        tried = self.ids(session)
        put_in = [name for name in tried if self._tried[name]]
        taken_out = [name for name in tried if not self._tried[name]]
        return disabled_conditions(session, put_in, taken_out)

    def words(self, session: Session) -> str:
        """Which controls are tried."""
        tried = ", ".join(self.ids(session))
        if not tried:
            return "with the controls in place"
        return f"trying {tried}: not saved"

    def line_of(self, session: Session, control: Control) -> str:
        """What the list says of a control: what is so, or what is tried."""
        is_tried = control.id in self.ids(session)
        if control.in_place:
            state = "◐ trying: taken out" if is_tried else "● in place"
        else:
            state = "◐ trying: put in place" if is_tried else "○ not in place"
        name = one_line(control.name, 50)
        disables = ", ".join(control.disables)
        return f"{state}  {control.id} {name} ({disables})"
