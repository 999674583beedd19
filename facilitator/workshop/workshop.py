"""The workshop: everything that can be done to an open session, the same for every front end."""

import getpass
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from facilitator.banks.load import load_banks
from facilitator.banks.next_question import questions_for
from facilitator.banks.schema import Banks, Question
from facilitator.model.edit import Change, Edit, EditKind, EditRefused
from facilitator.model.records import (
    HEADER_ID,
    RECORD_TYPES,
    Answer,
    Condition,
    Control,
    Header,
    Node,
    Rating,
    Record,
    Threat,
    Tree,
)
from facilitator.model.references import named_by, removal
from facilitator.model.session import Session
from facilitator.model.undo import undo_stack
from facilitator.model.vocabulary import AnswerState, Gate, RatingMoment, Step, SystemKind
from facilitator.store.refusal import StoreRefused
from facilitator.store.session_file import SessionFile
from facilitator.store.snapshot import Place
from facilitator.workshop import tree_work
from facilitator.workshop.entering import Refused, Typed, checked_text, entered, listed, look_up
from facilitator.workshop.forms import FORMS
from facilitator.workshop.outline import parsed_outline
from facilitator.workshop.scoring import scored

Clock = Callable[[], str]
SNAPSHOT_EVERY = 25


def now() -> str:
    """The time in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def person() -> str:
    """Who sits at the keyboard, as far as the computer knows."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question that applies now, with the team's answer when there is one."""

    question: Question
    stage: str
    answer: Answer | None


class Workshop:
    """An open session and what the people in the room do to it.

    Every act is one edit, safe on disk when the method returns. `unsafe` says
    what is not, in a sentence, and is empty when all is saved.
    Methods raise Refused when something cannot be taken as it was entered.
    """

    def __init__(
        self,
        path: Path,
        *,
        banks: Banks | None = None,
        by: str = "",
        clock: Clock = now,
        read_only: bool = False,
    ) -> None:
        """Open a session that is there. Raises StoreRefused."""
        self.path = path
        self.banks = banks or load_banks()
        self.by = by or person()
        self.unsafe = ""
        self._clock = clock
        self._file = SessionFile(path, read_only=read_only)
        self._stack = undo_stack(self._file.edits)
        self.place = self._file.place

    @classmethod
    def begin(
        cls,
        path: Path,
        *,
        title: str = "",
        system: str = "",
        kind: str = SystemKind.CLASSIC,
        stages: Sequence[str] = (),
        scale: str = "deck-1-5",
        banks: Banks | None = None,
        by: str = "",
        clock: Clock = now,
        identity: str = "",
    ) -> "Workshop":
        """Make a session that is not there yet. Raises Refused or StoreRefused."""
        known = banks or load_banks()
        _check_header(known, kind, stages, scale)
        if path.exists() or path.with_name(f"{path.stem}.history.jsonl").exists():
            raise StoreRefused(path, "there is a session of this name already; choose another name.")
        workshop = cls(path, banks=known, by=by, clock=clock)
        header = Header(
            id=HEADER_ID,
            identity=identity or str(uuid.uuid4()),
            title=checked_text(title.strip() or path.stem),
            system=checked_text(system.strip()),
            system_kind=SystemKind(kind),
            stages=tuple(stages) or tuple(known.questions),
            scale=scale,
            created=clock()[:10],
        )
        workshop._do("Begin the session", Change(before=None, after=header))
        workshop.save()
        return workshop

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self._file.session

    @property
    def history(self) -> Sequence[Edit]:
        """Every edit that the history holds."""
        return self._file.edits

    @property
    def notices(self) -> Sequence[str]:
        """What was found while opening, a sentence each."""
        return self._file.notices

    @property
    def writable(self) -> bool:
        """False while somebody else writes this session."""
        return self._file.writable

    def add(self, kind: str, values: Mapping[str, Typed]) -> Record:
        """Add a record from the values of its form."""
        if kind == Header.kind:
            raise Refused("A session has its particulars already; change them instead.", "kind")
        new_id = self.session.next_id(RECORD_TYPES[kind])
        record = entered(self.session, kind, values, None, new_id)
        self._do(f"Add {FORMS[kind].singular} {_named(record)}", Change(before=None, after=record))
        return record

    def change(self, record_id: str, values: Mapping[str, Typed]) -> Record:
        """Change some fields of a record."""
        before = self.record(record_id)
        after = entered(self.session, before.kind, values, before, record_id)
        if isinstance(after, Header):
            _check_header(self.banks, after.system_kind, after.stages, after.scale)
        if after != before:
            self._do(f"Change {FORMS[before.kind].singular} {_named(after)}", Change(before=before, after=after))
        return after

    def close_step(self, step: Step, closed: bool) -> None:
        """Mark a step as done, or open it again."""
        before = self.session.header
        steps = [item for item in before.closed_steps if item != step] + ([step.value] if closed else [])
        after = replace(before, closed_steps=tuple(steps))
        if after != before:
            what = f"Mark {step.value} as {'done' if closed else 'open'}"
            self._do(what, Change(before=before, after=after))

    def record(self, record_id: str) -> Record:
        """The record of this id. Raises Refused when it is not there."""
        found = self.session.find(record_id)
        if found is None:
            raise Refused(f"There is no {record_id} in this session.")
        return found

    def named_by(self, record_id: str) -> tuple[Record, ...]:
        """The records that name this one, and would be touched if it went."""
        return named_by(self.session, record_id)

    def remove(self, record_id: str, *, take_along: bool = False) -> None:
        """Remove a record; those that name it forget it, or go along."""
        record = self.record(record_id)
        if record_id == HEADER_ID:
            raise Refused("The session's own particulars cannot be removed.")
        changes = removal(self.session, record_id, take_along=take_along)
        self._do(f"Remove {_named(record)}", *changes)

    def undo(self) -> str:
        """Take the last act back; the words of what was undone, or "" when there is nothing."""
        return self._swap(self._stack.undoable, EditKind.UNDO)

    def redo(self) -> str:
        """Put the last undone act again; its words, or "" when there is nothing."""
        return self._swap(self._stack.redoable, EditKind.REDO)

    def questions(self, step: Step, stage: str = "") -> tuple[AskedQuestion, ...]:
        """The questions that apply to a step, in order, with their answers."""
        header = self.session.header
        answers = {answer.question: answer for answer in self.session.all(Answer) if not answer.about}
        asked = questions_for(
            self.banks,
            step=step,
            stages=(stage,) if stage else header.stages,
            kind=header.system_kind,
            answers={question: _meaning(answer) for question, answer in answers.items()},
        )
        return tuple(AskedQuestion(item.question, item.stage, answers.get(item.question.id)) for item in asked)

    def answer(self, question_id: str, value: str, note: str = "") -> Answer:
        """Answer a question, or change the answer.

        value: "yes", "no", "unknown", "skipped", "not-applicable", a choice, several choices
        separated by commas, or free text, as the question asks for.
        """
        question = self._question(question_id)
        before = next((a for a in self.session.all(Answer) if a.question == question_id and not a.about), None)
        state, text, choices = _understood(question, value)
        bank = next(b for b in self.banks.questions.values() if question in b.question)
        after = Answer(
            id=before.id if before else self.session.next_id(Answer),
            question=question_id,
            text=question.text,
            stage=bank.stage,
            step=question.step.value,
            bank_version=bank.version,
            state=state,
            value=text,
            choices=choices,
            note=checked_text(note.strip()),
            by=self.by,
            time=self._clock(),
        )
        self._do(f"Answer “{_shortened(question.text)}”", Change(before=before, after=after))
        return after

    def take_back_answer(self, question_id: str) -> None:
        """Make a question open again."""
        for answer in self.session.all(Answer):
            if answer.question == question_id and not answer.about:
                self.remove(answer.id)

    def rating_of(self, threat_id: str, moment: RatingMoment = RatingMoment.INHERENT) -> Rating | None:
        """The rating of a threat, before or after its countermeasures."""
        return next((r for r in self.session.all(Rating) if r.threat == threat_id and r.moment is moment), None)

    def rate(
        self,
        threat_id: str,
        scores: Mapping[str, tuple[int | None, str]],
        *,
        probability: int | None = None,
        damage_potential: int | None = None,
        note: str | None = None,
        moment: RatingMoment = RatingMoment.INHERENT,
    ) -> Rating:
        """Rate a threat: a value and a reason per DREAD factor, on the session's scale.

        Factors that are not given stay as they were. P x D is kept when not given.
        """
        threat = self.session.get(Threat, self.find("threat", threat_id))
        before = self.rating_of(threat.id, moment)
        scale = self.banks.scale(before.scale if before else self.session.header.scale)
        base = before or Rating(
            id=self.session.next_id(Rating),
            threat=threat.id,
            scale=scale.id,
            scale_version=scale.version,
            moment=moment,
        )
        after = scored(base, scale, scores, probability, damage_potential, note)
        if after != before:
            self._do(f"Rate {_named(threat)}", Change(before=before, after=after))
        return after

    def find(self, kind: str, words: str) -> str:
        """The id of the record that words mean: an id, a name, or the start of one."""
        return look_up(self.session, (kind,), words)

    def set_outline(self, tree_id: str, text: str) -> Tree:
        """Replace a tree's nodes by those of an outline; conditions are found by name or made."""
        before = self.session.get(Tree, tree_id)
        lines = parsed_outline(text)
        new: list[Condition] = []
        ids = [self._condition_id(line.condition, new) if line.gate is Gate.LEAF else "" for line in lines]
        after = replace(before, nodes=tree_work.nodes_of_outline(lines, ids))
        self._do(f"Draw tree {_named(after)}", *_put(new), Change(before=before, after=after))
        return after

    def add_node(
        self,
        tree_id: str,
        *,
        label: str,
        parent: str = "",
        beside: str = "",
        gate: Gate = Gate.LEAF,
        condition: str = "",
        threshold: int = 0,
    ) -> str:
        """Add a node below `parent` or right after `beside`; the new node's id.

        condition: the name or id of a condition, made when it is new; a leaf without one
        stands on a condition of its own words.
        """
        before = self.session.get(Tree, tree_id)
        new: list[Condition] = []
        node = self._node(label, gate, condition, threshold, new)
        node_id = tree_work.next_node_id(before)
        after = tree_work.with_sibling(before, beside, node) if beside else tree_work.with_child(before, parent, node)
        self._do(
            f"Add “{_shortened(node.label)}” to {_named(before)}",
            *_put(new),
            Change(before=before, after=after),
        )
        return node_id

    def change_node(
        self,
        tree_id: str,
        node_id: str,
        *,
        label: str | None = None,
        gate: Gate | None = None,
        condition: str | None = None,
        threshold: int | None = None,
    ) -> None:
        """Change a node's words, gate, threshold or condition."""
        before = self.session.get(Tree, tree_id)
        old = tree_work.node_of(before, node_id)
        new: list[Condition] = []
        changed = replace(
            old,
            label=old.label if label is None else self._label(label),
            gate=old.gate if gate is None else gate,
            threshold=old.threshold if threshold is None else threshold,
            condition=old.condition if condition is None else self._condition_id(condition, new),
        )
        after = tree_work.with_node(before, changed)
        if after != before:
            what = f"Change “{_shortened(changed.label)}” of {_named(before)}"
            self._do(what, *_put(new), Change(before=before, after=after))

    def remove_node(self, tree_id: str, node_id: str) -> None:
        """Remove a node and all below it."""
        self._reshape(tree_id, "Remove", node_id, lambda tree: tree_work.without_node(tree, node_id))

    def move_node(self, tree_id: str, node_id: str, by: int) -> None:
        """Move a node up (-1) or down (1) among its siblings."""
        self._reshape(tree_id, "Move", node_id, lambda tree: tree_work.moved_node(tree, node_id, by))

    def attach_control(self, condition_id: str, control: str) -> Control:
        """Say that a control makes a condition impossible; the control is made when it is new."""
        condition = self.session.get(Condition, self.find("condition", condition_id))
        try:
            before: Control | None = self.session.get(Control, self.find("control", control))
        except Refused:
            before = None
        name = checked_text(control.strip())
        if before is None and not name:
            raise Refused("Name: please write something here.", "name")
        base = before or Control(id=self.session.next_id(Control), name=name)
        after = replace(base, disables=tuple(dict.fromkeys((*base.disables, condition.id))))
        if after != before:
            self._do(f"Set {_named(after)} against {_named(condition)}", Change(before=before, after=after))
        return after

    def switch_control(self, control_id: str) -> Control:
        """Put a control in place, or take it out."""
        before = self.session.get(Control, self.find("control", control_id))
        after = replace(before, in_place=not before.in_place)
        what = "Put in place" if after.in_place else "Take out"
        self._do(f"{what} {_named(after)}", Change(before=before, after=after))
        return after

    def go_to(self, step: str, record: str = "") -> None:
        """Remember where the team is, to come back to it."""
        self.place = Place(step, record)

    def save(self) -> None:
        """Write the snapshot; edits are safe in the history without it."""
        try:
            self._file.write_snapshot(self.place)
        except OSError as error:
            self.unsafe = f"The snapshot could not be written ({error.strerror}); the history is safe."

    def close(self) -> None:
        """Write the snapshot and let the session go."""
        if self.writable:
            self.save()
        self._file.close()

    def _reshape(self, tree_id: str, verb: str, node_id: str, act: Callable[[Tree], Tree]) -> None:
        before = self.session.get(Tree, tree_id)
        label = tree_work.node_of(before, node_id).label
        after = act(before)
        if after != before:
            self._do(f"{verb} “{_shortened(label)}” of {_named(before)}", Change(before=before, after=after))

    def _node(self, label: str, gate: Gate, condition: str, threshold: int, new: list[Condition]) -> Node:
        words = self._label(label)
        stands_on = self._condition_id(condition or words, new) if gate is Gate.LEAF else ""
        return Node(id="n0", label=words, gate=gate, threshold=threshold, condition=stands_on)

    def _label(self, label: str) -> str:
        words = checked_text(label).strip()
        if not words:
            raise Refused("A node needs a few words.", "label")
        return words

    def _condition_id(self, words: str, new: list[Condition]) -> str:
        if not words.strip():
            return ""
        wanted = words.strip().casefold()
        for known in (*self.session.all(Condition), *new):
            if wanted in (known.id.casefold(), known.name.casefold()):
                return known.id
        made = Condition(id=self.session.next_id(Condition, len(new)), name=checked_text(words.strip()))
        new.append(made)
        return made.id

    def _question(self, question_id: str) -> Question:
        try:
            return self.banks.question(question_id)
        except KeyError:
            raise Refused(f"There is no question {question_id} in the banks.") from None

    def _swap(self, edits: list[Edit], kind: EditKind) -> str:
        if not edits:
            return ""
        edit = edits[-1].inverted(number=self.session.revision + 1, time=self._clock(), by=self.by, kind=kind)
        self._append(edit)
        return edit.what

    def _do(self, what: str, *changes: Change) -> None:
        self._append(Edit(number=self.session.revision + 1, time=self._clock(), by=self.by, what=what, changes=changes))

    def _append(self, edit: Edit) -> None:
        try:
            self._file.append(edit)
        except (EditRefused, StoreRefused) as refusal:
            raise Refused(str(refusal)) from None
        except OSError as error:
            self.unsafe = f"NOT saved ({error.strerror}): {edit.what}. Mend the disk and do it again."
            raise Refused(self.unsafe) from None
        self.unsafe = ""
        if edit.number > 1:
            self._stack.record(edit)
        if edit.number % SNAPSHOT_EVERY == 0:
            self.save()


def _named(record: Record) -> str:
    return f"{record.id} “{_shortened(record.title_text)}”"


def _shortened(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _put(records: Sequence[Record]) -> list[Change]:
    return [Change(before=None, after=record) for record in records]


def _check_header(banks: Banks, kind: str, stages: Sequence[str], scale: str) -> None:
    if kind not in tuple(SystemKind):
        raise Refused(f"“{kind}” is not one of {', '.join(SystemKind)}.", "kind")
    known = [stage.id for stage in banks.stages]
    for stage in stages:
        if stage not in known:
            raise Refused(f"“{stage}” is not a stage; the stages are {', '.join(known)}.", "stages")
    try:
        banks.scale(scale)
    except KeyError:
        names = ", ".join(item.id for item in banks.scales.scale)
        raise Refused(f"“{scale}” is not a scale; the scales are {names}.", "scale") from None


def _understood(question: Question, value: str) -> tuple[AnswerState, str, tuple[str, ...]]:
    word = checked_text(value).strip()
    states = {
        "unknown": AnswerState.UNKNOWN,
        "skipped": AnswerState.SKIPPED,
        "not-applicable": AnswerState.NOT_APPLICABLE,
    }
    if word in states:
        return states[word], "", ()
    if not word:
        raise Refused("Please answer, or say “don't know”.", "value")
    match question.answer.value:
        case "yes-no":
            if word.casefold() not in ("yes", "no"):
                raise Refused(f"“{word}” should be yes, no, unknown or not-applicable.", "value")
            return AnswerState.ANSWERED, word.casefold(), ()
        case "one-of":
            return AnswerState.ANSWERED, _chosen(question, word), ()
        case "several-of":
            chosen = tuple(_chosen(question, part) for part in listed(word))
            return AnswerState.ANSWERED, ", ".join(chosen), chosen
        case _:
            return AnswerState.ANSWERED, word, ()


def _chosen(question: Question, word: str) -> str:
    if word.isdecimal() and 1 <= int(word) <= len(question.choices):
        return question.choices[int(word) - 1]
    for choice in question.choices:
        if choice.casefold() == word.casefold():
            return choice
    raise Refused(f"“{word}” is not one of: {'; '.join(question.choices)}.", "value")


def _meaning(answer: Answer) -> str:
    return answer.value if answer.state is AnswerState.ANSWERED else answer.state.value
