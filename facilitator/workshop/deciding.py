"""Deciding on what the guide suggests: taking it, turning it down, leaving it, saying that it still holds."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.banks.schema.threats import Effect, Remedy
from facilitator.errors import UserError
from facilitator.guide.fact_history import describe
from facilitator.guide.facts import lasting_keys
from facilitator.guide.guide import Guide
from facilitator.guide.questions import filled
from facilitator.guide.stale import ground_lost
from facilitator.guide.suggestions import Suggested, harmed, record_of
from facilitator.model.edit import Change
from facilitator.model.fields.field import Typed, validate_text
from facilitator.model.records.answers import Suggestion
from facilitator.model.records.assets import Asset
from facilitator.model.records.notes import Note
from facilitator.model.records.threats import TARGET_KINDS, Countermeasure, Threat
from facilitator.model.session import Session
from facilitator.model.vocabulary import (
    PROPERTY_BROKEN_BY,
    CountermeasureStatus,
    NoteKind,
    SuggestionState,
)
from facilitator.workshop.form_input import parse_record
from facilitator.workshop.wording import named, shortened

if TYPE_CHECKING:
    from facilitator.workshop.workshop import Workshop


class Deciding:
    """What a workshop can do with suggestions. Methods raise UserError."""

    def __init__(self, workshop: "Workshop") -> None:
        self._workshop = workshop
        self._guide = Guide(workshop.banks)

    @property
    def _session(self) -> Session:
        return self._workshop.session

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
            after = parse_record(self._session, made.kind, values, made, made.id)
            assert isinstance(after, Threat | Note)
            made = after
        self._workshop.do(f"Accept {named(made)}", decision, Change(before=None, after=made))
        return made

    def reject(self, suggested: Suggested, reason: str) -> Suggestion:
        """Turn a suggestion down; it comes back only when a fact behind it changes."""
        if not reason.strip():
            raise UserError("A few words why, please: somebody will ask in half a year.", "reason")
        return self._decide(suggested, SuggestionState.REJECTED, validate_text(reason.strip()), "Reject")

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
        context = self._guide.context(self._session)
        assets = harmed(context, template, about)
        target = self._session.find(about) if about else None
        names = " and ".join(asset.name for asset in assets[:2])
        return Threat(
            id=self._session.next_id(Threat),
            title=suggested.title,
            description=filled(context, template.what_happens, about, names or "the data", template.record_words),
            target=(target.id,) if target and target.kind in TARGET_KINDS else (),
            stride=template.stride,
            properties=template.properties or tuple(PROPERTY_BROKEN_BY[item] for item in template.stride),
            assets=tuple(asset.id for asset in assets),
            failure_mode=_failure_mode(template.failure_modes, assets),
            stage=suggested.stage,
            techniques=template.techniques,
            countermeasures=tuple(_countermeasure(remedy) for remedy in template.countermeasure),
            references=template.references,
        )

    def confirm_suggestion(self, suggestion: Suggestion) -> None:
        """Say that what was suggested still holds, although something that it stood on is gone."""
        key = (suggestion.template or suggestion.rule, suggestion.about)
        now = next((item for item in self._guide.suggestions(self._session) if item.key == key), None)
        facts = now.facts if now else ()
        context = self._guide.context(self._session)
        gone = ground_lost(context, suggestion, facts)
        words = "; ".join(describe(context, key) for key in gone)
        day, by = self._workshop.time()[:10], self._workshop.by
        after = replace(
            suggestion,
            facts=tuple(dict.fromkeys((*suggestion.facts, *lasting_keys(facts)))),
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


def _failure_mode(ids: tuple[str, ...], assets: tuple[Asset, ...]) -> str:
    """The first failure mode that belongs to one of these assets."""
    catalogue = {asset.catalogue for asset in assets}
    return next((item for item in ids if item.partition(".")[0] in catalogue), "")


def _countermeasure(remedy: Remedy) -> Countermeasure:
    verb = {Effect.PREVENTS: "Prevents", Effect.DETECTS: "Detects", Effect.LIMITS: "Limits"}[remedy.effect]
    return Countermeasure(text=f"{verb}: {remedy.text}", status=CountermeasureStatus.PROPOSED)
