"""A walk of random acts through a session."""

import random
from collections.abc import Callable
from dataclasses import fields, replace
from enum import Enum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from benchmarks.guide_of_sessions import GuideOfSessions
from facilitator.banks.schema.banks import Banks
from facilitator.banks.schema.conditions import FOR_EACH
from facilitator.guide.evidence.facts import lasting_keys
from facilitator.guide.suggestions import record_of
from facilitator.model.edit import Change, Edit, EditKind, EditRefused
from facilitator.model.fields.references import ANY_KIND
from facilitator.model.kind import RECORD_TYPES
from facilitator.model.part import Part, Record
from facilitator.model.records.answers import Answer, Suggestion
from facilitator.model.records.session import Header
from facilitator.model.records.threats import Threat
from facilitator.model.references import removal
from facilitator.model.session import Session
from facilitator.model.vocabulary import (
    DREAD_FACTORS,
    AnswerState,
    Step,
    SuggestionState,
)
from facilitator.store.invariants import applied
from tests.support.small_banks import CATALOGUE

OFTEN = (*FOR_EACH, "threat", "failure_mode", "answer", "session")
ADD, CHANGE, REMOVE, HEAD, ANSWER, DECIDE, UNDO = range(7)


class Walk:
    """A session that takes one random act after another; `what` says which the last one was."""

    def __init__(self, banks: Banks, session: Session, seed: int) -> None:
        self.banks = banks
        self.chance = random.Random(seed)
        self.session = session
        self.what = "nothing yet"
        self.edits: list[Edit] = []
        self._undoable: list[Edit] = []
        self._words = _words_of(banks)

    def step(self) -> None:
        """Take one act that a session accepts."""
        while not self._acted():
            pass

    def _acted(self) -> bool:
        act = self.chance.choices(range(7), (4, 14, 2, 4, 6, 4, 3))[0]
        acts = (self._add, self._change, self._remove, self._change_header, self._answer, self._decide)
        try:
            if act == UNDO:
                return self._undo()
            what, changes = acts[act]()
            return bool(changes) and self._do(what, tuple(changes))
        except EditRefused:
            return False

    def _do(self, what: str, changes: tuple[Change, ...]) -> bool:
        edit = Edit(number=self.session.revision + 1, time=self._time(), by="Ada", what=what, changes=changes)
        self._take(edit)
        self._undoable.append(edit)
        return True

    def _undo(self) -> bool:
        if not self._undoable:
            return False
        last = self._undoable.pop()
        self._take(
            last.inverted(number=self.session.revision + 1, time=self._time(), by="Grace", kind=EditKind.UNDO),
        )
        self.what = f"take back: {last.what}"
        return True

    def _take(self, edit: Edit) -> None:
        self.session = applied(self.session, edit)
        self.edits.append(edit)
        self.what = edit.what

    def _time(self) -> str:
        return f"2026-03-02T10:00:{self.session.revision % 60:02}+00:00"

    def _add(self) -> tuple[str, list[Change]]:
        record_type = RECORD_TYPES[self._kind_of([kind for kind in RECORD_TYPES if kind != Header.kind])]
        made = self._made(record_type, id=self.session.next_id(record_type))
        assert isinstance(made, Record)
        return f"add {made}", [Change(before=None, after=made)]

    def _change(self) -> tuple[str, list[Change]]:
        kind = self._kind_of([kind for kind, table in self.session.tables.items() if table])
        return self._changed(self.chance.choice(list(self.session.tables[kind].values())))

    def _kind_of(self, kinds: list[str]) -> str:
        """Some kind of record; those that banks ask about come up more often."""
        return self.chance.choices(kinds, [5 if kind in OFTEN else 1 for kind in kinds])[0]

    def _change_header(self) -> tuple[str, list[Change]]:
        return self._changed(self.session.header, ("stages", "system_kind", "closed_steps", "scale"))

    def _changed(self, before: Record, only: tuple[str, ...] = ()) -> tuple[str, list[Change]]:
        names = only or [item.name for item in fields(before) if item.name not in ("id", "identity")]
        name = self.chance.choice(names)
        after = replace(before, **{name: self._value(type(before), name)})
        what = f"change {name} of {before.id} from {getattr(before, name)!r} to {getattr(after, name)!r}"
        return what, [Change(before=before, after=after)] if after != before else []

    def _remove(self) -> tuple[str, list[Change]]:
        record = self.chance.choice([item for item in self.session.every_record() if not isinstance(item, Header)])
        changes = removal(self.session, record.id, take_along=self.chance.random() < 0.3)
        return f"remove {record.id}", list(changes)

    def _answer(self) -> tuple[str, list[Change]]:
        guide = GuideOfSessions(self.banks)
        asked = [item for step in Step for item in guide.questions(self.session, step)]
        if not asked:
            return "", []
        item = self.chance.choice(asked)
        word = self.chance.choice(("yes", "no", *(state.value for state in AnswerState if state != "answered")))
        state = AnswerState(word) if word in tuple(AnswerState) else AnswerState.ANSWERED
        after = Answer(
            id=item.answer.id if item.answer else self.session.next_id(Answer),
            question=item.question.id,
            text=item.text,
            stage=item.stage,
            step=item.step.value,
            state=state,
            value=word if state is AnswerState.ANSWERED else "",
            about=item.about,
            facts=lasting_keys(item.because),
            by="Ada",
            time=self._time(),
        )
        return f"answer {item.key} with {word}", [Change(before=item.answer, after=after)]

    def _decide(self) -> tuple[str, list[Change]]:
        everything = GuideOfSessions(self.banks).suggestions(self.session)
        if not everything:
            return "", []
        item = self.chance.choice(everything)
        known = [one for one in self.session.all(Suggestion) if (one.template or one.rule, one.about) == item.key]
        state = self.chance.choice(tuple(SuggestionState))
        record_id = known[0].id if known else self.session.next_id(Suggestion)
        decision = record_of(item, record_id, state, "so we said")
        changes = [Change(before=known[0] if known else None, after=decision)]
        if state is SuggestionState.ACCEPTED and item.template:
            threat = Threat(id=self.session.next_id(Threat), title=item.title, suggestion=record_id)
            changes.append(Change(before=None, after=threat))
        return f"decide {state.value} on {item.key}", changes

    def _made(self, part_type: type[Part], **given: Any) -> Part:
        rest = [item.name for item in fields(part_type) if item.name not in given]
        return part_type(**given, **{name: self._value(part_type, name) for name in rest})

    def _value(self, part_type: type[Part], name: str) -> Any:
        """A value that fits a field: of its type, and where words mean something, words that do."""
        item = next(item for item in fields(part_type) if item.name == name)
        hint = get_type_hints(part_type)[name]
        several = get_origin(hint) is tuple
        refers = item.metadata.get("refers_to", ())
        if refers:
            return self._several(lambda: self._id_of(refers)) if several else self._id_of(refers, or_none=True)
        known = self._words.get((getattr(part_type, "kind", ""), name)) or self._words.get(("", name))
        if known:
            return self._several(lambda: self.chance.choice(known)) if several else self.chance.choice(known)
        if several:
            return self._several(lambda: self._plain(get_args(hint)[0]))
        return self._plain(hint)

    def _several(self, make: Callable[[], Any]) -> tuple[Any, ...]:
        found = (make() for _ in range(self.chance.randint(0, 3)))
        return tuple(dict.fromkeys(item for item in found if item != ""))

    def _plain(self, hint: Any) -> Any:
        if isinstance(hint, UnionType):
            return None if self.chance.random() < 0.3 else self._plain(get_args(hint)[0])
        if issubclass(hint, Part):
            return self._made(hint)
        if issubclass(hint, Enum):
            return self.chance.choice(list(hint))
        plain = {bool: (True, False), int: (1, 2, 5), float: (0.2, 3.0)}
        return self.chance.choice(plain.get(hint, ("Gold", "Attic", "Street", "a longer name")))

    def _id_of(self, kinds: tuple[str, ...], *, or_none: bool = False) -> str:
        wanted = FOR_EACH if kinds == ANY_KIND else kinds
        ids = [record_id for kind in wanted for record_id in self.session.tables[kind]]
        return self.chance.choice([*ids, ""] if or_none else ids or [""])


def _words_of(banks: Banks) -> dict[tuple[str, str], tuple[str, ...]]:
    """(kind of record or "", field) -> words that mean something in this field."""
    modes = tuple(mode.id for entry in CATALOGUE for mode in banks.asset(entry).failure_mode)
    questions = tuple(banks.questions_by_id)
    stages = tuple(banks.questions)
    return {
        ("session", "stages"): stages,
        ("session", "closed_steps"): tuple(Step),
        ("", "scale"): tuple(banks.scales_by_id),
        ("asset", "catalogue"): ("", *CATALOGUE),
        ("failure_mode", "catalogue"): ("", *modes),
        ("threat", "failure_mode"): ("", *modes),
        ("", "factor"): DREAD_FACTORS,
        ("answer", "question"): (*questions, "of-another-bank"),
        ("answer", "value"): ("yes", "no"),
        ("answer", "facts"): ("A-1|catalogue|D2", "of-another-bank|answer|yes", "A-1|without a threat|integrity"),
        ("", "step"): tuple(Step),
        ("", "stage"): stages,
        ("suggestion", "template"): ("", *banks.threats_by_id),
        ("suggestion", "rule"): tuple(rule.id for rule in banks.rules) or ("none",),
        ("suggestion", "facts"): ("A-1|catalogue|D2", "of-another-bank|answer|yes", "A-1|without a threat|integrity"),
        ("known_bank", "questions"): questions,
    }
