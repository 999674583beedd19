"""A session as conditions look at it: answers by question, what crosses boundaries, what is threatened."""

from collections.abc import Mapping
from dataclasses import dataclass

from facilitator.banks.schema import Banks
from facilitator.guide.memory import Memory
from facilitator.model.records import (
    Answer,
    Asset,
    Boundary,
    Component,
    EntryPoint,
    FailureMode,
    Flow,
    Header,
    Record,
    Threat,
)
from facilitator.model.session import Session, kind_of
from facilitator.model.vocabulary import PROPERTY_BROKEN_BY, AnswerState, Outlook, SecurityProperty

AnswersOfQuestion = Mapping[str, Answer]
"""Record that an answer is about, or "" -> the answer."""

NOTHING: AnswersOfQuestion = {}


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a trust boundary: the boundary's id and name, or “outside” for what lies in none."""

    id: str
    name: str


class Situation:
    """A session together with the banks; what it derives is kept in a memory between sessions."""

    def __init__(self, session: Session, banks: Banks, memory: Memory | None = None) -> None:
        self.session = session
        self.banks = banks
        self.memory = memory or Memory()

    @property
    def header(self) -> Header:
        """The session's particulars."""
        return self.session.header

    def table(self, kind: str) -> Mapping[str, Record]:
        """Every record of a kind by its id."""
        return self.session.tables[kind]

    @property
    def answers(self) -> Mapping[str, AnswersOfQuestion]:
        """Question id -> its answers. A question whose answers did not change keeps the same mapping."""
        table = self.table(Answer.kind)
        return self.memory.recall("answers", (table,), self._answers)

    def answers_to(self, question_id: str) -> AnswersOfQuestion:
        """The answers to one question."""
        return self.answers.get(question_id, NOTHING)

    def tables_named_in(self, answers: AnswersOfQuestion) -> tuple[Mapping[str, Record], ...]:
        """The tables of the records that answers are about; their names stand in the facts that answers make."""
        kinds = dict.fromkeys(filter(None, map(kind_of, answers)))
        return tuple(self.table(kind) for kind in kinds)

    @property
    def crossings(self) -> Mapping[str, tuple[Side, Side]]:
        """Flow id -> the two sides, for flows that cross a trust boundary."""
        inputs = (self.table(Flow.kind), self.table(Boundary.kind))
        return self.memory.recall("crossings", inputs, self._crossings)

    @property
    def entered(self) -> Mapping[str, EntryPoint]:
        """Component or flow id -> an entry point that names it."""
        table = self.table(EntryPoint.kind)
        return self.memory.recall("entered", (table,), self._entered)

    @property
    def targeted(self) -> Mapping[str, Threat]:
        """Record id -> the first threat that names it as its target or as an asset harmed."""
        table = self.table(Threat.kind)
        return self.memory.recall("targeted", (table,), self._targeted)

    @property
    def broken(self) -> Mapping[str, frozenset[SecurityProperty]]:
        """Asset id -> the properties that a documented threat breaks."""
        table = self.table(Threat.kind)
        return self.memory.recall("broken", (table,), self._broken)

    @property
    def looked_at(self) -> frozenset[tuple[str, str]]:
        """(asset id, failure mode of the catalogue) that the team judged to be fine."""
        table = self.table(FailureMode.kind)
        return self.memory.recall("looked at", (table,), self._looked_at)

    @property
    def targets_of_titles(self) -> Mapping[str, frozenset[str]]:
        """The title of a threat, folded for comparison -> what the threats of this title are to."""
        table = self.table(Threat.kind)
        return self.memory.recall("titles", (table,), self._targets_of_titles)

    @property
    def threats_of_suggestions(self) -> frozenset[str]:
        """The ids of the suggestions that a threat was made of."""
        table = self.table(Threat.kind)
        return self.memory.recall("made of", (table,), self._threats_of_suggestions)

    def catalogue_of(self, asset_id: str) -> str:
        """The catalogue id of an asset, or ""."""
        asset = self.table(Asset.kind).get(asset_id)
        return asset.catalogue if isinstance(asset, Asset) else ""

    def component(self, component_id: str) -> Component | None:
        """The component of this id, if there is one."""
        found = self.table(Component.kind).get(component_id)
        return found if isinstance(found, Component) else None

    def _answers(self) -> Mapping[str, AnswersOfQuestion]:
        found: dict[str, dict[str, Answer]] = {}
        for answer in self.session.all(Answer):
            found.setdefault(answer.question, {})[answer.about] = answer
        before: Mapping[str, AnswersOfQuestion] = self.memory.last("answers", {})
        return {question: _kept(before.get(question), answers) for question, answers in found.items()}

    def _crossings(self) -> Mapping[str, tuple[Side, Side]]:
        sides: dict[str, dict[str, str]] = {}
        for boundary in self.session.all(Boundary):
            for component in boundary.components:
                self._go_out(boundary, sides.setdefault(component, {}))
        found = {}
        for flow in self.session.all(Flow):
            start, end = sides.get(flow.source, {}), sides.get(flow.target, {})
            if flow.source and flow.target and set(start) != set(end):
                found[flow.id] = (_side(start, end), _side(end, start))
        return found

    def _go_out(self, boundary: Boundary, names: dict[str, str]) -> None:
        """Note the names of a boundary and of those around it; around one that is noted, all are."""
        here: Record | None = boundary
        while isinstance(here, Boundary) and here.id not in names:
            names[here.id] = here.name
            here = self.table(Boundary.kind).get(here.inside)

    def _entered(self) -> Mapping[str, EntryPoint]:
        return {
            record_id: entry
            for entry in self.session.all(EntryPoint)
            for record_id in (entry.component, *entry.flows)
            if record_id
        }

    def _targeted(self) -> Mapping[str, Threat]:
        found: dict[str, Threat] = {}
        for threat in self.session.all(Threat):
            for record_id in (*threat.target, *threat.assets):
                found.setdefault(record_id, threat)
        return found

    def _broken(self) -> Mapping[str, frozenset[SecurityProperty]]:
        found: dict[str, set[SecurityProperty]] = {}
        for threat in self.session.all(Threat):
            for asset in threat.assets:
                found.setdefault(asset, set()).update(properties_of(threat))
        return {asset: frozenset(properties) for asset, properties in found.items()}

    def _looked_at(self) -> frozenset[tuple[str, str]]:
        modes = self.session.all(FailureMode)
        return frozenset((mode.asset, mode.catalogue) for mode in modes if mode.outlook is Outlook.FINE)

    def _targets_of_titles(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for threat in self.session.all(Threat):
            found.setdefault(threat.title.casefold(), set()).update(threat.target)
        return {title: frozenset(targets) for title, targets in found.items()}

    def _threats_of_suggestions(self) -> frozenset[str]:
        return frozenset(threat.suggestion for threat in self.session.all(Threat) if threat.suggestion)


def properties_of(threat: Threat) -> tuple[SecurityProperty, ...]:
    """The properties that a threat breaks: those on its card, else those that follow from STRIDE."""
    return threat.properties or tuple(PROPERTY_BROKEN_BY[category] for category in threat.stride)


def meanings(answer: Answer) -> frozenset[str]:
    """Every word under which a condition or a lead may speak of an answer."""
    if answer.state is not AnswerState.ANSWERED:
        return frozenset({answer.state.value})
    return frozenset({"answered", answer.value, *answer.choices})


def spoken(answer: Answer) -> str:
    """An answer in a word or two."""
    match answer.state:
        case AnswerState.ANSWERED:
            return answer.value
        case AnswerState.UNKNOWN:
            return "don't know"
        case AnswerState.SKIPPED:
            return "skipped"
        case AnswerState.NOT_APPLICABLE:
            return "not applicable"


def _kept(before: AnswersOfQuestion | None, now: dict[str, Answer]) -> AnswersOfQuestion:
    """The mapping of before where the answers and their order are the same: the first one that fits is taken."""
    return before if before is not None and list(before.items()) == list(now.items()) else now


def _side(here: dict[str, str], there: dict[str, str]) -> Side:
    own = [Side(boundary, name) for boundary, name in here.items() if boundary not in there]
    return own[0] if own else Side("outside", "outside")
