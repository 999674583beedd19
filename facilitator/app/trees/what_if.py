"""A question put to a threat tree: what if these countermeasures were in place, or were not. Nothing of it is saved."""

from facilitator.analysis.trees.assumptions import Situation, before_any
from facilitator.app.terminal.plain_text import one_line
from facilitator.model.fields.closures import written
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.trees import Tree
from facilitator.model.session import Session
from facilitator.workshop.views.tree_scenarios import AnalysedTree, analysed


class WhatIf:
    """The countermeasures that are tried, each as if it were in place or as if it were not."""

    def __init__(self) -> None:
        self._tried: dict[str, bool] = {}

    def switch(self, measure: Countermeasure) -> None:
        """Try a countermeasure the other way round; a second time ends it."""
        if measure.id in self._tried:
            self.forget(measure.id)
        else:
            self._tried[measure.id] = not measure.is_in_place

    def forget(self, measure_id: str) -> None:
        """Try a countermeasure no more."""
        self._tried.pop(measure_id, None)

    def ids(self, session: Session) -> list[str]:
        """The countermeasures that are tried and really stand the other way."""
        found: list[str] = []
        for measure in session.all(Countermeasure):
            tried = self._tried.get(measure.id, measure.is_in_place)
            if tried != measure.is_in_place:
                found.append(measure.id)
        return found

    def situation(self, session: Session) -> Situation:
        """The countermeasures as they are tried."""
        tried = self.ids(session)
        put_in = tuple(name for name in tried if self._tried[name])
        taken_out = tuple(name for name in tried if not self._tried[name])
        return Situation(session, put_in, taken_out)

    def looked_at(self, session: Session, tree: Tree, before: bool) -> AnalysedTree:
        """A tree as it is with what is tried, or before any countermeasure."""
        situation = before_any(session) if before else self.situation(session)
        return analysed(situation, tree)

    def words(self, session: Session) -> str:
        """Which countermeasures are tried."""
        tried = ", ".join(self.ids(session))
        if not tried:
            return "with what is in place"
        return f"trying {tried}: not saved"

    def line_of(self, session: Session, measure: Countermeasure) -> str:
        """What the list says of a countermeasure: what is so, or what is tried."""
        state = "● in place" if measure.is_in_place else "○ not in place"
        if measure.id in self.ids(session):
            tried = "taken out" if measure.is_in_place else "put in place"
            state = f"◐ trying: {tried}"
        name = one_line(measure.text, 50)
        conditions = ", ".join(written(closure, closure.condition) for closure in measure.closes)
        return f"{state}  {measure.id} {name}" + (f" ({conditions})" if conditions else "")
