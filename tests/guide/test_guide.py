"""The guide: which questions apply, what is suggested and why, what a change touches, what is covered."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.guide_of_sessions import GuideOfSessions
from facilitator.banks.load import load_banks
from facilitator.banks.schema.banks import Banks
from facilitator.errors import UserError
from facilitator.guide.evidence.facts import lasting_keys
from facilitator.guide.questions import AskedQuestion, QuestionState
from facilitator.guide.suggestions import Suggested, SuggestedState
from facilitator.model.part import Record
from facilitator.model.records.answers import Answer, Suggestion
from facilitator.model.records.architecture import Boundary, Component, Flow
from facilitator.model.records.assets import Asset
from facilitator.model.records.failure_modes import FailureMode
from facilitator.model.records.ratings import Rating, Score
from facilitator.model.records.session import Header
from facilitator.model.records.threats import Threat
from facilitator.model.session import Session, session_of
from facilitator.model.vocabulary import (
    DREAD_FACTORS,
    AnswerState,
    Outlook,
    Protection,
    SecurityProperty,
    Step,
    Stride,
    SuggestionState,
    SystemKind,
)
from facilitator.workshop.answers_file import apply_acts
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.questions import AnswerQuestion, KnowBanks
from facilitator.workshop.commands.ratings import RateThreat
from facilitator.workshop.commands.records import ChangeRecord
from facilitator.workshop.commands.suggestions import AcceptSuggestion, Confirm, RejectSuggestion
from facilitator.workshop.workshop import Workshop
from tests.support.places import ROOT

CASE = ROOT / "tools" / "toreador_light.toml"
STAGES = ("collect-training-data", "train-classifier", "deploy-ml-system")

BANK = """
format = 1
stage = "maintenance"
number = 12
title = "Maintenance"
version = "1"

[[question]]
id = "own-open"
step = "assets"
text = "Is the door open?"
why = "Because."
answer = "yes-no"
leads.yes = { ask = ["own-who"], threats = ["own-threat"] }
leads.unknown = { action = "Look at the door" }

[[question]]
id = "own-after"
step = "assets"
text = "Is there a guard?"
why = "Because."
answer = "yes-no"
when.answers = { "own-open" = ["no", "unknown"] }

[[question]]
id = "own-who"
step = "assets"
text = "Who has the key?"
why = "Because."
answer = "text"

[[question]]
id = "own-flow"
step = "decompose"
for_each = "flow"
where = { crosses_boundary = true }
text = "Who reads {record} between {source} and {target}?"
why = "Because."
answer = "yes-no"
leads.yes = { threats = ["own-threat"] }

[[question]]
id = "own-generative"
step = "assets"
text = "Which prompts are there?"
why = "Because."
answer = "text"
when.kinds = ["generative"]

[[question]]
id = "own-places"
step = "threats"
text = "Where does it stand?"
why = "Because."
answer = "several-of"
choices = ["roof", "cellar", "garden"]
leads.roof = { threats = ["own-threat"] }
leads.cellar = { ask = ["own-damp"] }

[[question]]
id = "own-damp"
step = "threats"
text = "Is it damp?"
why = "Because."
answer = "yes-no"
"""

THREATS = """
format = 1
version = "1"

[[threat]]
id = "own-threat"
title = "Theft from {record}"
record_words = "the house"
what_happens = "Somebody comes. Something goes."
stride = ["information-disclosure"]
assets = ["D2"]
"""


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Banks:
    folder = tmp_path_factory.mktemp("banks")
    (folder / "stages").mkdir()
    (folder / "stages" / "own.toml").write_text(BANK, encoding="utf-8")
    (folder / "threats.toml").write_text(THREATS, encoding="utf-8")
    return load_banks(folder)


def header(**values: object) -> Header:
    return Header(id="S-1", identity="x", title="x", stages=("maintenance",), **values)  # type: ignore[arg-type]


def session(*records: Record) -> Session:
    found = records if any(isinstance(item, Header) for item in records) else (header(), *records)
    return session_of(found, {}, 1)


def answer(question: str, value: str, number: int = 1, about: str = "", **more: object) -> Answer:
    states = {state.value: state for state in AnswerState}
    state = states.get(value, AnswerState.ANSWERED)
    return Answer(
        id=f"Q-{number}",
        question=question,
        text="Is the door open?" if question == "own-open" else question,
        state=state,
        value=value if state is AnswerState.ANSWERED else "",
        about=about,
        choices=tuple(value.split(", ")) if ", " in value else (),
        **more,  # type: ignore[arg-type]
    )


HOUSE = (
    Asset(id="A-1", name="Gold", catalogue="D2"),
    Component(id="C-1", name="Attic", assets=("A-1",)),
    Component(id="C-2", name="Street"),
    Boundary(id="B-1", name="Wall", components=("C-1",)),
    Flow(id="F-1", name="Letters", source="C-1", target="C-2", assets=("A-1",), authentication=Protection.PRESENT),
    Flow(id="F-2", name="Whispers", source="C-1", target="C-1"),
)


def ids(banks: Banks, step: Step, *records: Record) -> list[str]:
    return [item.question.id for item in GuideOfSessions(banks).questions(session(*records), step, "maintenance")]


def own_ids(banks: Banks, step: Step, *records: Record) -> list[str]:
    return [item for item in ids(banks, step, *records) if item.startswith("own-")]


def test_a_follow_up_comes_right_after_the_answer_that_caused_it(own: Banks) -> None:
    assert own_ids(own, Step.ASSETS) == ["own-open"]
    assert own_ids(own, Step.ASSETS, answer("own-open", "yes")) == ["own-open", "own-who"]


def test_a_question_waits_for_one_of_the_answers_that_it_names(own: Banks) -> None:
    assert own_ids(own, Step.ASSETS, answer("own-open", "no")) == ["own-open", "own-after"]
    assert own_ids(own, Step.ASSETS, answer("own-open", "unknown")) == ["own-open", "own-after"]
    assert own_ids(own, Step.ASSETS, answer("own-open", "skipped")) == ["own-open"]


def test_several_choices_each_lead_on(own: Banks) -> None:
    both = answer("own-places", "roof, cellar")
    assert own_ids(own, Step.THREATS, both) == ["own-places", "own-damp"]
    assert [item.key for item in GuideOfSessions(own).suggestions(session(both))] == [("own-threat", "")]


def test_a_system_of_another_kind_is_asked_other_questions(own: Banks) -> None:
    assert own_ids(own, Step.ASSETS, header(system_kind=SystemKind.GENERATIVE)) == ["own-open", "own-generative"]


def test_a_question_for_each_flow_names_it_and_its_ends(own: Banks) -> None:
    asked = GuideOfSessions(own).questions(session(*HOUSE), Step.DECOMPOSE, "maintenance")
    own_ones = [item for item in asked if item.question.id == "own-flow"]
    assert [item.about for item in own_ones] == ["F-1"]
    assert own_ones[0].text == "Who reads Letters between Attic and Street?"
    assert "crosses from Wall to outside" in own_ones[0].because[0].text


def test_names_of_records_are_never_read_as_places_to_fill(own: Banks) -> None:
    flow = Flow(id="F-1", name="{source} {record}", source="C-1", target="C-2")
    asked = GuideOfSessions(own).questions(session(*HOUSE[:4], flow), Step.DECOMPOSE, "maintenance")
    assert "Who reads {source} {record} between Attic and Street?" in [item.text for item in asked]


def test_states_of_a_question(own: Banks) -> None:
    def state(*records: Record) -> QuestionState:
        return GuideOfSessions(own).questions(session(*records), Step.ASSETS, "maintenance")[-1].state

    found = [
        asked for asked in GuideOfSessions(own).questions(session(), Step.ASSETS) if asked.question.id == "own-open"
    ]
    assert found[0].state is QuestionState.OPEN
    for value in ("skipped", "unknown", "not-applicable"):
        asked = GuideOfSessions(own).questions(session(answer("own-open", value)), Step.ASSETS)
        assert next(item for item in asked if item.question.id == "own-open").state.value == value


def test_a_suggestion_carries_its_because_and_fills_in_the_names(own: Banks) -> None:
    (found,) = GuideOfSessions(own).suggestions(
        session(*HOUSE, answer("own-flow", "yes", about="F-1", by="Ana", time="2026-01-02"))
    )
    assert found.title == "Theft from Letters"
    assert found.about == "F-1"
    assert found.because == "“own-flow” for Letters was answered “yes” (Ana, 2026-01-02)."


def test_a_reason_about_no_record_joins_those_that_are_about_one(own: Banks) -> None:
    answers = (answer("own-flow", "yes", 1, "F-1"), answer("own-open", "yes", 2))
    (found,) = GuideOfSessions(own).suggestions(session(*HOUSE, *answers))
    assert (found.about, len(found.facts)) == ("F-1", 2)
    (alone,) = GuideOfSessions(own).suggestions(session(*HOUSE, answers[1]))
    assert alone.title == "Theft from the house"


def decided(item: Suggested, state: SuggestionState, **more: object) -> Suggestion:
    return Suggestion(
        id="SU-1",
        title=item.title,
        rule=item.rules[0],
        template=item.template,
        about=item.about,
        state=state,
        facts=lasting_keys(item.facts),
        **more,  # type: ignore[arg-type]
    )


def test_a_rejected_suggestion_stays_away_until_a_fact_behind_it_changes(own: Banks) -> None:
    yes = answer("own-open", "yes")
    (item,) = GuideOfSessions(own).suggestions(session(yes))
    rejected = decided(item, SuggestionState.REJECTED, reason="No gold here")
    assert GuideOfSessions(own).suggestions(session(yes, rejected)) == ()
    roof = answer("own-places", "roof", 2)
    (back,) = GuideOfSessions(own).suggestions(session(yes, rejected, roof))
    assert back.state is SuggestedState.BACK
    assert back.changed == ("“own-places” was answered “roof” now",)


def test_a_threat_that_was_written_already_is_not_suggested_again(own: Banks) -> None:
    written = Threat(id="T-1", title="THEFT from the house")
    assert GuideOfSessions(own).suggestions(session(answer("own-open", "yes"), written)) == ()


def test_what_was_put_off_comes_last(own: Banks) -> None:
    answers = (answer("own-open", "yes", 1), answer("own-flow", "yes", 2, "F-1"))
    guide = GuideOfSessions(own)
    (item,) = guide.suggestions(session(*HOUSE, *answers))
    later = decided(item, SuggestionState.LATER)
    door = answer("own-open", "unknown", 1)
    found = guide.suggestions(session(*HOUSE, door, answers[1], later))
    assert [entry.state for entry in found] == [SuggestedState.NEW, SuggestedState.LATER]


def test_changing_an_answer_marks_what_stands_on_it_and_back_again_takes_the_marks_away(own: Banks) -> None:
    yes = answer("own-open", "yes")
    (item,) = GuideOfSessions(own).suggestions(session(yes))
    who = GuideOfSessions(own).questions(session(yes), Step.ASSETS, "maintenance")
    facts = lasting_keys(next(asked for asked in who if asked.question.id == "own-who").because)
    records = (
        decided(item, SuggestionState.ACCEPTED),
        Threat(id="T-1", title="Theft from the house", suggestion="SU-1"),
        Rating(id="R-1", threat="T-1", scale="deck-1-5"),
        answer("own-who", "Ana", 2, facts=facts),
    )
    guide = GuideOfSessions(own)
    assert guide.stale(session(yes, *records)) == {}
    before, after = session(yes, *records), session(answer("own-open", "no"), *records)
    marks = guide.stale(after)
    assert set(marks) == {"SU-1", "T-1", "R-1", "Q-2"}
    assert marks["T-1"] == "This has changed: “Is the door open?” was answered yes."
    touched = guide.consequences(before, after)
    assert {record.id for record, _ in touched.touched} == set(marks)
    assert [item.question.id for item in touched.not_asked] == ["own-who"]
    assert guide.stale(before) == {}


def test_only_the_fact_that_was_lost_is_named(own: Banks) -> None:
    banks = load_banks()
    crossing = Flow(
        id="F-1", name="Letters", source="C-1", target="C-2", assets=("A-1",), authentication=Protection.NONE
    )
    records = (*HOUSE[:4], crossing)
    guide = GuideOfSessions(banks)
    item = next(item for item in guide.suggestions(session(*records)) if item.template == "training-data-substituted")
    accepted = decided(item, SuggestionState.ACCEPTED)
    mended = Flow(
        id="F-1", name="Letters", source="C-1", target="C-2", assets=("A-1",), authentication=Protection.PRESENT
    )
    assert guide.stale(session(*HOUSE[:4], mended, accepted)) == {
        "SU-1": "This has changed: the authentication of F-1 Letters was “none”."
    }


def test_failure_modes_are_documented_fine_or_open_and_own_ones_join() -> None:
    records = (
        Asset(id="A-1", name="Labels", catalogue="D4"),
        Threat(id="T-1", title="Flipped", assets=("A-1",), failure_mode="D4.3"),
        FailureMode(id="FM-1", asset="A-1", catalogue="D4.1", text="x", outlook=Outlook.FINE, reason="A copy is kept"),
        FailureMode(id="FM-2", asset="A-1", text="The labeller leaves"),
    )
    found = GuideOfSessions(load_banks()).failure_modes(session(*records), "A-1")
    assert [(mode.catalogue, mode.outlook.value) for mode in found] == [
        ("D4.1", "fine"),
        ("D4.2", "open"),
        ("D4.3", "documented"),
        ("D4.4", "open"),
        ("", "open"),
    ]


@pytest.mark.parametrize(("severity", "warned"), [(5, True), (1, False)])
def test_a_severity_above_the_rating_is_warned_about(severity: int, warned: bool) -> None:
    from facilitator.guide.failure_modes import under_rated

    records = (
        Asset(id="A-1", name="Labels", catalogue="D4"),
        Threat(id="T-1", title="Flipped", assets=("A-1",), failure_mode="D4.3"),
        FailureMode(id="FM-1", asset="A-1", catalogue="D4.3", text="x", severity=severity),
        Rating(id="R-1", threat="T-1", scale="deck-1-5", scores=tuple(Score(factor=f, value=3) for f in DREAD_FACTORS)),
    )
    found = under_rated(GuideOfSessions(load_banks()).context(session(*records)))
    assert bool(found) is warned
    assert all("T-1 is rated at 50%" in item.text for item in found)


def test_coverage_marks_what_is_published_but_leaves_nothing_out() -> None:
    records = (
        Asset(id="A-1", name="Labels", catalogue="D4", properties=(SecurityProperty.CONFIDENTIALITY,)),
        Threat(id="T-1", title="x", assets=("A-1",), target=("A-1",), stride=(Stride.TAMPERING,)),
        Component(id="C-1", name="Store"),
    )
    found = GuideOfSessions(load_banks()).coverage(session(*records))
    cells = {cell.property.value: (cell.looked.value, cell.published, cell.chosen) for cell in found.properties}
    assert len(cells) == 6
    assert cells["integrity"] == ("documented", True, False)
    assert cells["confidentiality"] == ("open", False, True)
    assert cells["authenticity"][1]
    assert [cell.element.id for cell in found.elements] == ["C-1"] * 6


def case(folder: Path) -> Workshop:
    """The case's architecture with its questions answered, and nothing else."""
    text = CASE.read_text(encoding="utf-8").partition("# Step 4: threats")[0]
    acts = folder / "acts.toml"
    acts.write_text(text, encoding="utf-8")
    workshop = begin_session(folder / "case.toml", title="Case", stages=STAGES, by="Ana")
    apply_acts(workshop, acts)
    return workshop


def test_the_case_is_suggested_the_three_threats_of_the_deck(tmp_path: Path) -> None:
    workshop = case(tmp_path)
    found = {(item.template, item.about): item for item in workshop.guide.suggestions()}
    wanted = {
        ("training-data-eavesdropped", "F-1"): (
            Stride.INFORMATION_DISCLOSURE,
            SecurityProperty.CONFIDENTIALITY,
            "sniffer",
            "SSL/TLS",
        ),
        ("inference-data-key-stolen", "C-1"): (
            Stride.INFORMATION_DISCLOSURE,
            SecurityProperty.CONFIDENTIALITY,
            "Physical access to the root of trust",
            "Surveillance",
        ),
        ("training-data-substituted", "F-1"): (
            Stride.TAMPERING,
            SecurityProperty.INTEGRITY,
            "not authenticated",
            "Authenticate",
        ),
    }
    for key, (stride, broken, technique, countermeasure) in wanted.items():
        item = found[key]
        assert item.because
        card = workshop.do(AcceptSuggestion(*item.key))
        assert isinstance(card, Threat)
        assert stride in card.stride and broken in card.properties
        assert technique in " ".join(card.techniques)
        assert countermeasure in " ".join(entry.text for entry in card.countermeasures)
        assert card.target == (key[1],)
    workshop.close()


def test_no_bank_names_the_case() -> None:
    folder = ROOT / "question_banks"
    for path in folder.rglob("*.toml"):
        if path.name != "sources.toml":
            assert "toreador" not in path.read_text(encoding="utf-8").casefold(), path


def test_why_a_rating_is_here_goes_back_to_question_answer_person_and_time(tmp_path: Path) -> None:
    workshop = case(tmp_path)
    item = next(item for item in workshop.guide.suggestions() if item.template == "inference-data-key-stolen")
    card = workshop.do(AcceptSuggestion(*item.key))
    rating = workshop.do(RateThreat(card.id, {"damage": (3, "bad")}))
    lines = [ground.text for ground in workshop.guide.provenance(workshop.record(rating.id), workshop.log.history)]
    text = "\n".join(lines)
    assert "entered by Ana at" in text
    assert "Could a key that is kept at Sensor open" in text and "yes, by Ana at" in text
    assert "Why it was asked: One stolen key" in text
    workshop.close()


def test_a_decision_needs_a_reason_to_reject_and_can_be_undone(tmp_path: Path) -> None:
    workshop = case(tmp_path)
    item = workshop.guide.suggestions()[0]
    with pytest.raises(UserError, match="why"):
        workshop.do(RejectSuggestion(*item.key, "  "))
    workshop.do(RejectSuggestion(*item.key, "Wired and buried"))
    assert item.key not in [other.key for other in workshop.guide.suggestions()]
    workshop.log.undo()
    assert workshop.guide.suggestions()[0] == item
    workshop.close()


def test_a_confirmed_threat_loses_its_mark(tmp_path: Path) -> None:
    workshop = case(tmp_path)
    item = next(item for item in workshop.guide.suggestions() if item.template == "training-data-eavesdropped")
    card = workshop.do(AcceptSuggestion(*item.key))
    workshop.do(ChangeRecord("F-1", {"encryption": "present"}))
    assert card.id in workshop.guide.stale()
    workshop.do(Confirm(card.id))
    assert workshop.guide.stale() == {}
    workshop.close()


def test_newer_banks_show_new_changed_and_withdrawn_questions(tmp_path: Path) -> None:
    folder = tmp_path / "banks"
    (folder / "stages").mkdir(parents=True)
    (folder / "threats.toml").write_text(THREATS, encoding="utf-8")
    bank = folder / "stages" / "own.toml"
    bank.write_text(BANK, encoding="utf-8")
    workshop = begin_session(tmp_path / "s.toml", stages=("maintenance",), banks=load_banks(folder))
    workshop.do(AnswerQuestion("own-open", "no"))
    workshop.do(AnswerQuestion("own-after", "no"))
    assert not workshop.guide.news()
    workshop.close()
    newer = BANK.replace("Is the door open?", "Is the gate open?").replace('"own-after"', '"own-guard"')
    bank.write_text(newer, encoding="utf-8")
    load_banks.cache_clear()
    again = Workshop(tmp_path / "s.toml", banks=load_banks(folder))
    found = again.guide.news()
    assert [item.question.id for item in found.new] == ["own-guard"]
    assert [(item.text, now) for item, now in found.changed] == [("Is the door open?", "Is the gate open?")]
    assert [item.question for item in found.withdrawn] == ["own-after"]
    again.do(KnowBanks())
    assert again.guide.news().new == ()
    assert again.guide.questions(Step.ASSETS)[-1].question.id == "own-guard"
    again.close()


def answerable(asked: AskedQuestion) -> list[str]:
    question = asked.question
    return (
        [*question.possible_answers[:2], "unknown", "not-applicable", "skipped"]
        if not question.choices
        else [
            *question.choices,
            "unknown",
        ]
    )


EVERYTHING = ("requirements-analysis", *STAGES, "maintenance")


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_chain_of_answers_ends_and_every_because_holds(own: Banks, data: st.DataObject) -> None:
    guide = GuideOfSessions(own)
    records: list[Record] = [*HOUSE, Header(id="S-1", identity="x", title="x", stages=EVERYTHING)]
    for number in range(1, 500):
        now = session_of(records, {}, 1)
        openings = [item for step in Step for item in guide.questions(now, step) if item.state is QuestionState.OPEN]
        if not openings:
            break
        asked = data.draw(st.sampled_from(openings))
        assert asked.question.for_each == "" or now.find(asked.about) is not None
        value = data.draw(st.sampled_from(answerable(asked)))
        given_answer = answer(asked.question.id, value, number, asked.about, facts=lasting_keys(asked.because))
        records.append(given_answer)
        check_suggestions(guide, session_of(records, {}, 1), own)
    else:
        pytest.fail("the questions did not end")


def check_suggestions(guide: GuideOfSessions, now: Session, banks: Banks) -> None:
    fresh = {item.key: item for item in GuideOfSessions(banks).all_suggestions(now)}
    found = {item.key: item for item in guide.all_suggestions(now)}
    assert found == fresh
    given_answers = {(item.question, item.about): item for item in now.all(Answer)}
    for item in found.values():
        assert item.facts
        for fact in item.facts:
            question, _, about = fact.subject.partition("/")
            if fact.what == "answer":
                kept = given_answers[(question, about)]
                assert fact.value in (kept.value, kept.state.value, *kept.choices, "answered")
            else:
                assert now.find(fact.subject) is not None


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["yes", "no", "unknown", "skipped"]), min_size=1, max_size=6))
def test_changing_a_fact_back_restores_the_state(own: Banks, values: list[str]) -> None:
    guide = GuideOfSessions(own)

    def at(value: str) -> tuple[object, ...]:
        now = session(*HOUSE, answer("own-open", value), answer("own-flow", "yes", 2, "F-1"))
        questions = tuple(guide.questions(now, step) for step in Step)
        return questions, guide.all_suggestions(now), dict(guide.stale(now)), guide.next_thing(now)

    first = at("yes")
    for value in values:
        at(value)
    assert at("yes") == first
