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
        else:
            self._tried[control.id] = not control.in_place

    def forget(self, control_id: str) -> None:
        """Try a control no more."""
        self._tried.pop(control_id, None)

    def ids(self, session: Session) -> list[str]:
        """The controls that are tried and really stand the other way."""
        controls = session.all(Control)
        return [item.id for item in controls if self._tried.get(item.id, item.in_place) != item.in_place]

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
        state = "● in place" if control.in_place else "○ not in place"
        if control.id in self.ids(session):
            state = f"◐ trying: {'taken out' if control.in_place else 'put in place'}"
        return f"{state}  {control.id} {one_line(control.name, 50)} ({', '.join(control.disables)})"
