"""Working with the guide: answering its questions, considering failure modes, confirming what is stale."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.banks.schema import Question
from facilitator.guide.consequences import Consequences
from facilitator.guide.coverage import Coverage
from facilitator.guide.facts import grounds
from facilitator.guide.failure_modes import SEVERITIES, ConsideredMode, under_rated
from facilitator.guide.known_banks import News, known_now
from facilitator.guide.next_thing import NextThing
from facilitator.guide.provenance import Ground, provenance
from facilitator.guide.questions import AskedQuestion, filled, leads_of, worded
from facilitator.guide.steps import StepState
from facilitator.guide.suggestions import Suggested
from facilitator.model.edit import Change, Edit
from facilitator.model.records import (
    RECORD_TYPES,
    Answer,
    Asset,
    FailureMode,
    Record,
    Suggestion,
    Threat,
)
from facilitator.model.references import removal
from facilitator.model.session import apply
from facilitator.model.vocabulary import (
    Outlook,
    Step,
)
from facilitator.workshop.answering import understood
from facilitator.workshop.cataloguing import catalogued
from facilitator.workshop.deciding import Deciding
from facilitator.workshop.entering import Refused, Typed, checked_text, entered
from facilitator.workshop.forms import FORMS
from facilitator.workshop.record_lines import typed_record
from facilitator.workshop.wording import named, put, shortened

if TYPE_CHECKING:
    pass


class Guided(Deciding):
    """What a workshop can do with what the banks say. Methods raise Refused."""

    def questions(self, step: Step, stage: str = "") -> tuple[AskedQuestion, ...]:
        """The questions that apply to a step, in order, each with its state and answer."""
        return self._guide.questions(self._session, step, stage)

    def look_ahead(self) -> None:
        """Work out what a first look at the session needs; the guide remembers it."""
        for step in Step:
            self.questions(step)
        self.suggestions()
        self.stale()
        self.steps()
        self.next_thing()
        self.news()

    def asked(self, key: tuple[str, str]) -> AskedQuestion | None:
        """The question with this key, where it applies."""
        return self._guide.asked(self._session, key)

    def steps(self) -> dict[Step, StepState]:
        """Where every step stands."""
        return self._guide.steps(self._session)

    def next_thing(self) -> NextThing:
        """What is worth doing next, and why."""
        return self._guide.next_thing(self._session)

    def suggestions(self) -> tuple[Suggested, ...]:
        """The suggestions to decide on; those put off for later come last."""
        return self._guide.pending(self._session)

    def undecided(self) -> tuple[Suggested, ...]:
        """The suggestions that wait for a decision, without those put off: what every count of them counts."""
        return self._guide.undecided(self._session)

    def stale(self) -> Mapping[str, str]:
        """The records that should be looked at again, each with the reason."""
        return self._guide.stale(self._session)

    def coverage(self) -> Coverage:
        """What was looked at and what is open."""
        return self._guide.coverage(self._session)

    def news(self) -> News:
        """How the banks differ from those that the session was held with."""
        return self._guide.news(self._session)

    def provenance(self, record_id: str) -> tuple[Ground, ...]:
        """Why a record is here."""
        record = self._workshop.record(record_id)
        return provenance(self._guide.situation(self._session), record, self._workshop.history)

    def warnings(self, threat_id: str) -> tuple[str, ...]:
        """Where the rating of a threat lies below the severity of a failure mode that it brings about."""
        found = under_rated(self._guide.situation(self._session))
        return tuple(item.text for item in found if item.threat.id == threat_id)

    def failure_modes(self, asset_id: str) -> tuple[ConsideredMode, ...]:
        """The failure modes of an asset and what was found of each."""
        return self._guide.failure_modes(self._session, self._asset(asset_id))

    def answer(self, question_id: str, value: str, note: str = "", about: str = "") -> Answer:
        """Answer a question, or change the answer.

        value: "yes", "no", "unknown", "skipped", "not-applicable", a choice, several choices
        separated by commas, or free text, as the question asks for.
        about: for a question that is asked of each record, the record's id.
        """
        change = self._answering(question_id, value, note, about)
        assert isinstance(change.after, Answer)
        self._workshop.do(f"Answer “{shortened(change.after.text)}”", change)
        return change.after

    def enter(self, asked: AskedQuestion, line: str) -> Record:
        """Add a record as part of the answer to a question that asks for records.

        line: its name; for a data flow, “name: from > to” names its ends, which are made when they are new.
        """
        kind = asked.question.record
        new, typed = typed_record(self._session, kind, line)
        record = catalogued(self._workshop.banks, typed)
        change = self._answering(asked.question.id, "entered", asked.answer.note if asked.answer else "", asked.about)
        assert isinstance(change.after, Answer)
        ids = (*(change.before.records if isinstance(change.before, Answer) else ()), record.id)
        after = replace(change.after, records=ids, value=f"{len(ids)} entered")
        self._workshop.do(
            f"Add {FORMS[kind].singular} {named(record)}",
            *put((*new, record)),
            Change(before=change.before, after=after),
        )
        return record

    def consequences_of_answer(self, question_id: str, value: str, about: str = "") -> Consequences:
        """What an answer would touch, without giving it."""
        return self._consequences(self._answering(question_id, value, "", about))

    def consequences_of_taking_back(self, question_id: str, about: str = "") -> Consequences:
        """What would be touched if a question were open again."""
        before = self._answer_to(question_id, about)
        return self._consequences(*([Change(before=before, after=None)] if before else []))

    def consequences_of_change(self, record_id: str, values: Mapping[str, Typed]) -> Consequences:
        """What changing some fields of a record would touch."""
        before = self._workshop.record(record_id)
        after = entered(self._session, before.kind, values, before, record_id)
        return self._consequences(Change(before=before, after=after))

    def consequences_of_removal(self, record_id: str) -> Consequences:
        """What removing a record would touch."""
        self._workshop.record(record_id)
        return self._consequences(*removal(self._session, record_id, take_along=False))

    def take_back_answer(self, question_id: str, about: str = "") -> None:
        """Make a question open again."""
        before = self._answer_to(question_id, about)
        if before is not None:
            self._workshop.remove(before.id)

    def confirm(self, record_id: str) -> None:
        """Say that an answer or a threat still stands on what is known now."""
        record = self._workshop.record(record_id)
        suggestion = self._session.find(getattr(record, "suggestion", ""))
        if isinstance(record, Answer):
            self._confirm_answer(record)
        elif isinstance(record, Suggestion):
            self.confirm_suggestion(record)
        elif isinstance(suggestion, Suggestion):
            self.confirm_suggestion(suggestion)
        elif getattr(record, "threat", ""):
            self.confirm(record.threat)  # type: ignore[attr-defined]

    def consider(
        self,
        mode: ConsideredMode,
        *,
        outlook: Outlook | None = None,
        reason: str | None = None,
        cause: str | None = None,
        effect: str | None = None,
        severity: int | None = None,
    ) -> FailureMode:
        """Note what the team found of a failure mode. What is not given stays as it was."""
        base = mode.record or self._record_of(mode)
        after = replace(
            base,
            outlook=base.outlook if outlook is None else outlook,
            reason=base.reason if reason is None else checked_text(reason.strip()),
            cause=base.cause if cause is None else checked_text(cause.strip()),
            effect=base.effect if effect is None else checked_text(effect.strip()),
            severity=base.severity if severity is None else _severity(severity),
        )
        if after.outlook is Outlook.FINE and not after.reason:
            raise Refused("Why is it fine? A few words, please.", "reason")
        if after != mode.record:
            what = f"Consider “{shortened(mode.text)}” of {named(mode.asset)}"
            self._workshop.do(what, Change(before=mode.record, after=after))
        return after

    def document(self, mode: ConsideredMode, values: Mapping[str, Typed]) -> Threat:
        """Write a threat that brings a failure mode about, and note that it is documented."""
        threat = entered(self._session, "threat", values, None, self._session.next_id(Threat))
        assert isinstance(threat, Threat)
        base = mode.record or self._record_of(mode)
        after = replace(base, outlook=Outlook.DOCUMENTED, threats=(*base.threats, threat.id))
        changes = (Change(before=None, after=threat), Change(before=mode.record, after=after))
        self._workshop.do(f"Add threat {named(threat)}", *changes)
        return threat

    def said(self, asked: AskedQuestion) -> tuple[str, ...]:
        """What the banks say to the answer of a question, a line each."""
        if asked.answer is None:
            return ()
        situation = self._guide.situation(self._session)
        leads = [lead for _, lead in leads_of(asked.question, asked.answer)]
        lines = [lead.say for lead in leads if lead.say]
        lines += [f"Action: {lead.action}" for lead in leads if lead.action]
        return tuple(filled(situation, line, asked.about) for line in lines)

    def mode(self, asset_id: str, catalogue: str) -> ConsideredMode:
        """The failure mode of an asset with this catalogue id."""
        for mode in self.failure_modes(asset_id):
            if mode.catalogue == catalogue and catalogue:
                return mode
        raise Refused(
            f"{asset_id} has no failure mode “{catalogue}”; see those of its catalogue asset.", "failure_mode"
        )

    def know_banks(self) -> None:
        """Take the questions of the banks as known; what is new is no longer listed as new."""
        changes = known_now(self._guide.situation(self._session))
        if changes:
            self._workshop.do("Take note of the question banks", *changes)

    def _answering(self, question_id: str, value: str, note: str, about: str) -> Change:
        question = self._question(question_id)
        if bool(about) is not bool(question.for_each):
            kind = question.for_each.replace("_", " ")
            words = f"is asked of each {kind}; say of which" if kind else "is about no record"
            raise Refused(f"“{question_id}” {words}.", "about")
        if about and self._workshop.record(about).kind != question.for_each:
            raise Refused(f"“{question_id}” is asked of each {question.for_each}; {about} is none.", "about")
        before = self._answer_to(question_id, about)
        situation = self._guide.situation(self._session)
        state, text, choices = understood(question, value)
        banks = self._workshop.banks
        asked = self._asked(question, about)
        after = Answer(
            id=before.id if before else self._session.next_id(Answer),
            question=question_id,
            text=worded(situation, question, about),
            stage=banks.stage_of[question_id],
            step=(asked.step if asked else question.step).value,
            bank_version=banks.versions[question_id],
            state=state,
            value=text,
            choices=choices,
            note=checked_text(note.strip()),
            about=about,
            records=before.records if before else (),
            facts=grounds(asked.because) if asked else (),
            by=self._workshop.by,
            time=self._workshop.time(),
        )
        return Change(before=before, after=after)

    def _record_of(self, mode: ConsideredMode) -> FailureMode:
        new_id = self._session.next_id(FailureMode)
        return FailureMode(id=new_id, asset=mode.asset.id, catalogue=mode.catalogue, text=mode.text)

    def _asked(self, question: Question, about: str) -> AskedQuestion | None:
        return self.asked((question.id, about))

    def _answer_to(self, question_id: str, about: str) -> Answer | None:
        return self._guide.situation(self._session).answers_to(question_id).get(about)

    def _confirm_answer(self, answer: Answer) -> None:
        asked = self._asked(self._question(answer.question), answer.about)
        after = replace(answer, facts=(), by=self._workshop.by, time=self._workshop.time())
        if asked is not None:
            version = self._workshop.banks.versions[answer.question]
            after = replace(after, text=asked.text, facts=grounds(asked.because), bank_version=version)
        self._workshop.do(f"Confirm {named(answer)}", Change(before=answer, after=after))

    def _consequences(self, *changes: Change) -> Consequences:
        now = self._session
        edit = Edit(number=now.revision + 1, time="", by="", what="", changes=changes)
        return self._guide.consequences(now, apply(now, edit))

    def _question(self, question_id: str) -> Question:
        try:
            return self._workshop.banks.question(question_id)
        except KeyError:
            raise Refused(f"There is no question {question_id} in the banks.", "question") from None

    def _asset(self, asset_id: str) -> Asset:
        found = self._session.tables[RECORD_TYPES["asset"].kind].get(asset_id)
        if not isinstance(found, Asset):
            raise Refused(f"There is no asset {asset_id} in this session.")
        return found


def _severity(value: int) -> int:
    if value not in SEVERITIES:
        raise Refused(f"Severity: {value} should be from {SEVERITIES[0]} to {SEVERITIES[-1]}.", "severity")
    return value
