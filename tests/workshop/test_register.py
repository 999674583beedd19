"""One register of countermeasures: what is typed at a threat, made one of two, removed, and approved."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.analysis.approval import ApprovalState, before_approval, state_of
from facilitator.banks.load import load_banks
from facilitator.errors import UserError
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.session import Approval
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import CountermeasureStatus, RatingMoment, ReviewPass
from facilitator.workshop.answers_file import do_act
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.notes import Park
from facilitator.workshop.commands.records import AddRecord, ChangeRecord, MakeOne, RemoveRecord, RemoveRecords
from facilitator.workshop.commands.treatment.approvals import Approve
from facilitator.workshop.commands.treatment.countermeasures import CloseCondition, SwitchCountermeasure
from facilitator.workshop.views.findings import checked
from facilitator.workshop.views.record_summary import card_of, whole_card_of
from facilitator.workshop.workshop import Workshop

TODAY = "2026-05-04T10:00:00+00:00"


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    made = begin_session(tmp_path / "x.toml", banks=load_banks(), by="Ada", clock=lambda: TODAY)
    yield made
    made.close()


def threat(workshop: Workshop, title: str, *lines: str) -> Threat:
    made = workshop.do(AddRecord("threat", {"title": title, "countermeasures": tuple(lines)}))
    assert isinstance(made, Threat)
    return made


def measures(workshop: Workshop) -> dict[str, Countermeasure]:
    return {one.id: one for one in workshop.session.all(Countermeasure)}


def test_lines_at_a_threat_make_countermeasures_and_name_those_that_there_are(workshop: Workshop) -> None:
    first = threat(workshop, "Theft", "Lock it | planned | Ada | 2026-06-01", "Watch it")
    second = threat(workshop, "Loss", "CM-1", "watch it", "Insure it")
    assert first.countermeasures == ("CM-1", "CM-2")
    assert second.countermeasures == ("CM-1", "CM-2", "CM-3")
    known = measures(workshop)
    assert (known["CM-1"].status, known["CM-1"].owner, known["CM-1"].due) == ("planned", "Ada", "2026-06-01")
    assert workshop.log.undo().startswith("Add threat")
    assert list(measures(workshop)) == ["CM-1", "CM-2"]


def test_the_same_words_with_another_status_are_another_countermeasure(workshop: Workshop) -> None:
    threat(workshop, "Theft", "Lock it | proposed")
    second = threat(workshop, "Loss", "Lock it | in-place")
    assert second.countermeasures == ("CM-2",)
    assert any("CM-2" in line and "CM-1" in line for line in checked(workshop))


def test_a_line_with_an_id_changes_that_countermeasure_for_all(workshop: Workshop) -> None:
    first = threat(workshop, "Theft", "Lock it")
    second = threat(workshop, "Loss", "CM-1")
    workshop.do(ChangeRecord(first.id, {"countermeasures": ("CM-1 Lock it twice | in-place | Bo",)}))
    changed = measures(workshop)["CM-1"]
    assert (changed.text, changed.status, changed.owner) == ("Lock it twice", CountermeasureStatus.IN_PLACE, "Bo")
    card = dict(card_of(workshop.session, workshop.record(second.id)))
    assert card["Countermeasures"] == "Lock it twice (CM-1, in place, Bo)"


@pytest.mark.parametrize("line", ["Lock it | soon", "CM-1 | soon", " | planned"])
def test_a_line_that_is_not_understood_is_refused_and_makes_nothing(workshop: Workshop, line: str) -> None:
    threat(workshop, "Theft", "Lock it")
    with pytest.raises(UserError, match="Countermeasures: "):
        threat(workshop, "Loss", "Watch it", line)
    assert list(measures(workshop)) == ["CM-1"]


def test_one_countermeasure_is_put_in_place_for_threats_and_tree_alike(workshop: Workshop) -> None:
    workshop.do(AddRecord("condition", {"name": "Door is open"}))
    threat(workshop, "Theft", "Lock it")
    workshop.do(CloseCondition("Door is open", "CM-1"))
    workshop.do(SwitchCountermeasure("CM-1"))
    assert measures(workshop)["CM-1"].is_in_place
    workshop.log.undo()
    assert not measures(workshop)["CM-1"].is_in_place


def test_two_that_are_the_same_become_one_that_says_what_both_said(workshop: Workshop) -> None:
    workshop.do(AddRecord("condition", {"name": "Door is open"}))
    first = threat(workshop, "Theft", "Lock it | planned")
    second = threat(workshop, "Loss", "Lock the door | planned | Bo", "CM-1")
    workshop.do(CloseCondition("CO-1", "CM-2"))
    before = workshop.session.tables
    workshop.do(MakeOne("CM-1", "Lock the door"))
    kept = measures(workshop)["CM-1"]
    assert (kept.text, kept.owner, kept.acts_on("CO-1")) == ("Lock it", "Bo", True)
    assert workshop.session.get(Threat, first.id).countermeasures == ("CM-1",)
    assert workshop.session.get(Threat, second.id).countermeasures == ("CM-1",)
    assert "CM-2" not in measures(workshop)
    workshop.log.undo()
    assert workshop.session.tables == before


@pytest.mark.parametrize(("record", "same"), [("CM-1", "CM-1"), ("CM-1", "T-1"), ("S-1", "S-1")])
def test_only_another_record_of_the_kind_can_be_the_same(workshop: Workshop, record: str, same: str) -> None:
    threat(workshop, "Theft", "Lock it")
    with pytest.raises(UserError):
        workshop.do(MakeOne(record, same))


def test_an_idea_goes_with_its_threat_and_a_plan_stays(workshop: Workshop) -> None:
    first = threat(workshop, "Theft", "Lock it", "Watch it | planned | Bo", "Shared")
    second = threat(workshop, "Loss", "Shared")
    workshop.do(RemoveRecord(first.id))
    assert [one.text for one in measures(workshop).values()] == ["Watch it", "Shared"]
    workshop.log.undo()
    assert len(measures(workshop)) == 3
    workshop.do(RemoveRecords((first.id, second.id)))
    assert [one.text for one in measures(workshop).values()] == ["Watch it"]


def test_an_approval_speaks_of_the_content_and_comes_back_with_it(workshop: Workshop) -> None:
    threat(workshop, "Theft", "Lock it")
    approval = workshop.do(Approve("Carla", ReviewPass.SECURITY, "2026-12-31"))
    assert state_of(workshop.session, approval, "2026-05-05") is ApprovalState.VALID
    assert state_of(workshop.session, approval, "2027-01-01") is ApprovalState.EXPIRED
    workshop.do(Park("a thought changes nothing"))
    assert state_of(workshop.session, approval, "2026-05-05") is ApprovalState.VALID
    workshop.do(ChangeRecord("CM-1", {"text": "Lock it twice"}))
    assert state_of(workshop.session, approval, "2026-05-05") is ApprovalState.CHANGED
    assert ("State", "changed since approved") in whole_card_of(workshop, workshop.record("AP-1"))
    assert any(line.startswith("AP-1: changed since Carla") for line in checked(workshop))
    workshop.log.undo()
    assert state_of(workshop.session, approval, "2026-05-05") is ApprovalState.VALID


def test_the_order_of_lists_is_no_content(workshop: Workshop) -> None:
    first = threat(workshop, "Theft", "Lock it", "Watch it")
    approval = workshop.do(Approve("Carla"))
    workshop.do(ChangeRecord(first.id, {"countermeasures": ("CM-2", "CM-1")}))
    assert state_of(workshop.session, approval, "2026-05-05") is ApprovalState.VALID


def test_before_an_approval_what_is_open_is_listed(workshop: Workshop) -> None:
    threat(workshop, "Theft")
    workshop.do(AddRecord("assumption", {"text": "Nobody is root"}))
    found = {finding.record_id for finding in before_approval(workshop.session, workshop.banks.scales_by_id)}
    assert found == {"T-1", "AS-1"}


def test_a_day_that_is_over_is_no_end_of_an_approval(workshop: Workshop) -> None:
    with pytest.raises(UserError, match="is over"):
        workshop.do(Approve("Carla", until="2026-05-03"))
    assert not workshop.session.all(Approval)


def test_an_accepted_risk_needs_somebody_who_answers_for_it(workshop: Workshop) -> None:
    first = threat(workshop, "Theft")
    with pytest.raises(UserError, match="Owner"):
        workshop.do(ChangeRecord(first.id, {"status": "accepted", "status_reason": "cheap"}))
    workshop.do(ChangeRecord(first.id, {"status": "accepted", "status_reason": "cheap", "owner": "Bo"}))
    do_act(workshop, {"do": "add", "kind": "threat", "title": "x", "status": "accepted", "status_reason": "cheap"})
    assert workshop.session.get(Threat, "T-2").owner == "Ada"


def test_a_rating_says_when_and_may_be_aimed_at(workshop: Workshop) -> None:
    threat(workshop, "Theft")
    do_act(workshop, {"do": "rate", "threat": "T-1", "moment": "target", "damage": 1})
    rating = workshop.rating_of("T-1", RatingMoment.TARGET)
    assert rating is not None
    assert rating.time == TODAY
    assert workshop.rating_of("T-1") is None


def test_a_card_says_who_said_it_and_who_changed_it(workshop: Workshop) -> None:
    first = threat(workshop, "Theft")
    workshop.by = "Bo"
    workshop.do(ChangeRecord(first.id, {"description": "At night"}))
    card = dict(whole_card_of(workshop, workshop.record(first.id)))
    assert card["Origin"] == "said by Ada on 2026-05-04; changed by Bo on 2026-05-04"
    workshop.do(AddRecord("assumption", {"text": "Nobody is root"}))
    card = dict(whole_card_of(workshop, workshop.record("AS-1")))
    assert card["Origin"] == "assumed by Bo on 2026-05-04, not confirmed yet"
