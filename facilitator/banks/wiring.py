"""How questions hang together: ids, follow-ups and conditions that must fit across all banks."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from facilitator.banks.schema import AnswerKind, AssetBank, Question, StageBank, StageEntry
from facilitator.model.records import RECORD_TYPES

STATES = ("unknown", "not-applicable", "skipped")


class WiringFault(ValueError):
    """A fault in how questions hang together. needle: words to find its line by."""

    def __init__(self, path: Path, needle: str, what: str) -> None:
        super().__init__(what)
        self.path = path
        self.needle = needle


def check_wiring(
    stages: Sequence[StageEntry], read: Sequence[tuple[Path, StageBank]], assets: AssetBank
) -> dict[str, StageBank]:
    """The banks by stage, merged and checked. Raises WiringFault."""
    from dataclasses import replace

    known_stages = {stage.id for stage in stages}
    merged: dict[str, StageBank] = {}
    homes: dict[str, tuple[Path, Question]] = {}
    for path, bank in read:
        if bank.format != 1:
            raise WiringFault(path, "format", f"format {bank.format} is not known; this program reads format 1.")
        if bank.stage not in known_stages:
            raise WiringFault(path, bank.stage, f"“{bank.stage}” is not a stage; use one of stages.toml.")
        for question in bank.question:
            if question.id in homes:
                raise WiringFault(path, f'"{question.id}"', f"the id “{question.id}” is taken; give it another.")
            homes[question.id] = (path, question)
        before = merged.get(bank.stage)
        merged[bank.stage] = replace(before, question=before.question + bank.question) if before else bank
    asset_ids = {asset.id for asset in assets.asset}
    for path, question in homes.values():
        for needle, what in _faults(question, homes, asset_ids):
            raise WiringFault(path, needle, what)
    _check_cycles(homes)
    return {stage.id: merged[stage.id] for stage in stages if stage.id in merged}


def _faults(
    question: Question, homes: dict[str, tuple[Path, Question]], asset_ids: set[str]
) -> Iterator[tuple[str, str]]:
    here = f'id = "{question.id}"'
    if question.answer in (AnswerKind.ONE_OF, AnswerKind.SEVERAL_OF) and len(question.choices) < 2:
        yield here, f"“{question.id}” needs at least two choices; add them."
    if question.answer is AnswerKind.RECORDS and question.record not in RECORD_TYPES:
        yield here, f"“{question.id}” should name in “record” one of {', '.join(RECORD_TYPES)}."
    for asset in question.assets:
        if asset not in asset_ids:
            yield here, f"“{question.id}” names the asset “{asset}”, which is not in assets.toml."
    for follower in _follow_ups(question):
        if follower not in homes:
            yield f'"{follower}"', f"“{question.id}” leads to “{follower}”, which is not there; mend the id."
    for value in question.leads:
        if value not in _possible(question):
            yield here, f"“{question.id}” has a lead for “{value}”, which nobody can answer; mend it."
    if question.when:
        yield from _when_faults(question, homes)


def _when_faults(question: Question, homes: dict[str, tuple[Path, Question]]) -> Iterator[tuple[str, str]]:
    assert question.when is not None
    if question.when.question not in homes:
        yield (
            f'"{question.when.question}"',
            f"“{question.id}” waits for “{question.when.question}”, which is not there.",
        )
        return
    possible = _possible(homes[question.when.question][1])
    for value in question.when.answers:
        if value not in possible:
            yield (
                f'id = "{question.id}"',
                f"“{question.id}” waits for the answer “{value}”, which cannot be given.",
            )


def _possible(question: Question) -> tuple[str, ...]:
    match question.answer:
        case AnswerKind.YES_NO:
            return ("yes", "no", *STATES)
        case AnswerKind.ONE_OF | AnswerKind.SEVERAL_OF:
            return (*question.choices, *STATES)
        case _:
            return ("answered", *STATES)


def _follow_ups(question: Question) -> Iterable[str]:
    return [follower for lead in question.leads.values() for follower in lead.ask]


def _check_cycles(homes: dict[str, tuple[Path, Question]]) -> None:
    after: dict[str, list[str]] = {question_id: list(_follow_ups(q)) for question_id, (_, q) in homes.items()}
    for question_id, (_, question) in homes.items():
        if question.when:
            after[question.when.question].append(question_id)
    done: set[str] = set()
    for start in after:
        _walk(start, after, done, (), homes)


def _walk(
    here: str,
    after: dict[str, list[str]],
    done: set[str],
    road: tuple[str, ...],
    homes: dict[str, tuple[Path, Question]],
) -> None:
    if here in road:
        path = homes[here][0]
        raise WiringFault(path, f'id = "{here}"', f"“{here}” leads back to itself; cut the circle.")
    if here in done:
        return
    for following in after[here]:
        _walk(following, after, done, (*road, here), homes)
    done.add(here)
