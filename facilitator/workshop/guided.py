"""Working with the guide: answering its questions, deciding on its suggestions, considering failure modes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.banks.schema import Effect, Question, Remedy
from facilitator.guide.consequences import Consequences
from facilitator.guide.coverage import Coverage
from facilitator.guide.facts import grounds
from facilitator.guide.failure_modes import SEVERITIES, ConsideredMode, under_rated
from facilitator.guide.guide import Guide
from facilitator.guide.known_banks import News, known_now
from facilitator.guide.next_thing import NextThing
from facilitator.guide.past import was
from facilitator.guide.provenance import Ground, provenance
from facilitator.guide.questions import AskedQuestion, filled, leads_of, worded
from facilitator.guide.stale import ground_lost
from facilitator.guide.steps import StepState
from facilitator.guide.suggestions import Suggested, harmed, record_of
from facilitator.model.edit import Change, Edit
from facilitator.model.records import (
    RECORD_TYPES,
    Answer,
    Asset,
    Countermeasure,
    FailureMode,
    Note,
    Record,
    Suggestion,
    Threat,
)
from facilitator.model.references import removal
from facilitator.model.session import Session, apply
from facilitator.model.vocabulary import (
    PROPERTY_BROKEN_BY,
    CountermeasureStatus,
    NoteKind,
    Outlook,
    Step,
    SuggestionState,
)
from facilitator.workshop.answering import understood
from facilitator.workshop.cataloguing import catalogued
from facilitator.workshop.entering import Refused, Typed, checked_text, entered
from facilitator.workshop.forms import FORMS
from facilitator.workshop.record_lines import typed_record
from facilitator.workshop.wording import named, put, shortened

if TYPE_CHECKING:
    from facilitator.workshop.workshop import Workshop

TARGETS = ("component", "flow", "boundary", "entry_point", "asset")


class Guided:
    """What a workshop can do with what the banks say. Methods raise Refused."""

    def __init__(self, workshop: "Workshop") -> None:
        self._workshop = workshop
        self._guide = Guide(workshop.banks)

    @property
    def _session(self) -> Session:
        return self._workshop.session

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
            self._confirm_suggestion(record)
        elif isinstance(suggestion, Suggestion):
            self._confirm_suggestion(suggestion)
        elif getattr(record, "threat", ""):
            self.confirm(record.threat)  # type: ignore[attr-defined]

    def accept(self, suggested: Suggested, values: Mapping[str, Typed] | None = None) -> Threat | Note:
        """Take a suggestion: a threat becomes a card, an action a note.

        values: fields of the form that the team changed on the way.
        """
        made = self.prefilled(suggested)
        decision = self._decision(suggested, SuggestionState.ACCEPTED, "")
        assert decision.after is not None
        if isinstance(made, Threat):
            made = replace(made, suggestion=decision.after.id)
        if values:
            after = entered(self._session, made.kind, values, made, made.id)
            assert isinstance(after, Threat | Note)
            made = after
        self._workshop.do(f"Accept {named(made)}", decision, Change(before=None, after=made))
        return made

    def reject(self, suggested: Suggested, reason: str) -> Suggestion:
        """Turn a suggestion down; it comes back only when a fact behind it changes."""
        if not reason.strip():
            raise Refused("A few words why, please: somebody will ask in half a year.", "reason")
        return self._decide(suggested, SuggestionState.REJECTED, checked_text(reason.strip()), "Reject")

    def put_off(self, suggested: Suggested) -> Suggestion:
        """Leave a suggestion for later."""
        return self._decide(suggested, SuggestionState.LATER, "", "Leave for later")

    def prefilled(self, suggested: Suggested) -> Threat | Note:
        """The card or the note that a suggestion would become."""
        about = suggested.about if self._session.find(suggested.about) else ""
        if not suggested.template:
            new_id = self._session.next_id(Note)
            return Note(id=new_id, text=suggested.title, note_kind=NoteKind.ACTION, about=about)
        template = self._workshop.banks.threats_by_id[suggested.template]
        situation = self._guide.situation(self._session)
        assets = harmed(situation, template, about)
        target = self._session.find(about) if about else None
        names = " and ".join(asset.name for asset in assets[:2])
        return Threat(
            id=self._session.next_id(Threat),
            title=suggested.title,
            description=filled(situation, template.what_happens, about, names or "the data", template.record_words),
            target=(target.id,) if target and target.kind in TARGETS else (),
            stride=template.stride,
            properties=template.properties or tuple(PROPERTY_BROKEN_BY[item] for item in template.stride),
            assets=tuple(asset.id for asset in assets),
            failure_mode=_failure_mode(template.failure_modes, assets),
            stage=suggested.stage,
            techniques=template.techniques,
            countermeasures=tuple(_countermeasure(remedy) for remedy in template.countermeasure),
            references=template.references,
        )

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

    def _confirm_suggestion(self, suggestion: Suggestion) -> None:
        key = (suggestion.template or suggestion.rule, suggestion.about)
        now = next((item for item in self._guide.suggestions(self._session) if item.key == key), None)
        facts = now.facts if now else ()
        situation = self._guide.situation(self._session)
        gone = ground_lost(situation, suggestion, facts)
        words = "; ".join(was(situation, key) for key in gone)
        day, by = self._workshop.time()[:10], self._workshop.by
        after = replace(
            suggestion,
            facts=tuple(dict.fromkeys((*suggestion.facts, *grounds(facts)))),
            because=(*suggestion.because, f"{by} confirmed it on {day}, although no longer: {words}"),
            confirmed=tuple(dict.fromkeys((*suggestion.confirmed, *gone))),
        )
        self._workshop.do(f"Confirm {named(suggestion)}", Change(before=suggestion, after=after))

    def _decide(self, suggested: Suggested, state: SuggestionState, reason: str, verb: str) -> Suggestion:
        change = self._decision(suggested, state, reason)
        assert isinstance(change.after, Suggestion)
        self._workshop.do(f"{verb}: “{shortened(suggested.title)}”", change)
        return change.after

    def _decision(self, suggested: Suggested, state: SuggestionState, reason: str) -> Change:
        key = suggested.key
        known = self._session.all(Suggestion)
        before = next((item for item in known if (item.template or item.rule, item.about) == key), None)
        new_id = before.id if before else self._session.next_id(Suggestion)
        return Change(before=before, after=record_of(suggested, new_id, state, reason))

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


def _failure_mode(ids: tuple[str, ...], assets: tuple[Asset, ...]) -> str:
    """The first failure mode that belongs to one of these assets."""
    catalogue = {asset.catalogue for asset in assets}
    return next((item for item in ids if item.partition(".")[0] in catalogue), "")


def _countermeasure(remedy: Remedy) -> Countermeasure:
    verb = {Effect.PREVENTS: "Prevents", Effect.DETECTS: "Detects", Effect.LIMITS: "Limits"}[remedy.effect]
    return Countermeasure(text=f"{verb}: {remedy.text}", status=CountermeasureStatus.PROPOSED)


def _severity(value: int) -> int:
    if value not in SEVERITIES:
        raise Refused(f"Severity: {value} should be from {SEVERITIES[0]} to {SEVERITIES[-1]}.", "severity")
    return value
