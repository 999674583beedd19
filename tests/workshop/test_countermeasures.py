"""A countermeasure is one record: what is said of it once, every threat and every tree that it is meant for follows."""

from pathlib import Path

import pytest

from facilitator.analysis.trees import analyse_tree, disabled_conditions
from facilitator.errors import UserError
from facilitator.model.fields.closures import Closure
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Tree
from facilitator.model.vocabulary import CountermeasureStatus
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord, ChangeRecord, RemoveRecord
from facilitator.workshop.commands.treatment.countermeasures import CloseCondition, SwitchCountermeasure
from facilitator.workshop.commands.trees import RedrawTree
from facilitator.workshop.views.record_summary import card_of
from facilitator.workshop.views.reports import report_of
from facilitator.workshop.workshop import Workshop


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """Two threats that name one countermeasure, which closes the one condition of a tree."""
    workshop = begin_session(tmp_path / "x.toml")
    workshop.do(AddRecord("threat", {"title": "Eavesdropping", "countermeasures": "Sign it | planned | Ann"}))
    workshop.do(AddRecord("threat", {"title": "Substitution", "countermeasures": "CM-1"}))
    tree = workshop.do(AddRecord("tree", {"title": "Get in", "threat": "T-1"}))
    workshop.do(RedrawTree(tree.id, "or: Get in\n  Inject @ Link is open\n  Insert @ Link is open"))
    workshop.do(CloseCondition("Link is open", "sign it"))
    return workshop


def said(workshop: Workshop) -> tuple[list[bool], list[bool], bool]:
    """Whether the cards, the report and the tree say that it is in place."""
    session = workshop.session
    cards = [dict(card_of(session, threat))["Countermeasures"] for threat in session.all(Threat)]
    of_threats = [line for line in report_of(workshop).splitlines() if line.startswith("- Countermeasure: CM-1")]
    tree = session.all(Tree)[0]
    is_cut = not analyse_tree(session, tree, disabled_conditions(session)).reachable
    return ["in place" in card for card in cards], ["in place" in line for line in of_threats], is_cut


def test_it_is_one_record_however_it_is_named(workshop: Workshop) -> None:
    (measure,) = workshop.session.all(Countermeasure)
    assert (measure.text, measure.owner, measure.status.value) == ("Sign it", "Ann", "planned")
    assert measure.closes == (Closure(condition="CO-1"),)
    assert [threat.countermeasures for threat in workshop.session.all(Threat)] == [("CM-1",), ("CM-1",)]


def test_put_in_place_once_it_is_so_for_both_threats_and_the_tree_and_one_undo_takes_all_back(
    workshop: Workshop,
) -> None:
    nowhere, everywhere = ([False, False], [False, False], False), ([True, True], [True, True], True)
    assert said(workshop) == nowhere
    workshop.do(SwitchCountermeasure("CM-1"))
    assert said(workshop) == everywhere
    workshop.log.undo()
    assert said(workshop) == nowhere
    workshop.log.redo()
    assert said(workshop) == everywhere


def test_what_a_threat_says_of_it_is_said_for_all(workshop: Workshop) -> None:
    edits = len(workshop.log.history)
    workshop.do(ChangeRecord("T-2", {"countermeasures": "CM-1 | in-place | Bob | 2030-01-02"}))
    measure = workshop.session.get(Countermeasure, "CM-1")
    assert (measure.text, measure.owner, measure.due) == ("Sign it", "Bob", "2030-01-02")
    assert said(workshop) == ([True, True], [True, True], True)
    assert len(workshop.log.history) == edits + 1


def test_the_same_words_with_another_owner_are_another_countermeasure(workshop: Workshop) -> None:
    workshop.do(AddRecord("threat", {"title": "Third", "countermeasures": "Sign it | planned | Bob"}))
    workshop.do(AddRecord("threat", {"title": "Fourth", "countermeasures": "sign it | planned | Ann"}))
    assert [threat.countermeasures for threat in workshop.session.all(Threat)][2:] == [("CM-2",), ("CM-1",)]


def test_removed_it_is_named_nowhere_any_more(workshop: Workshop) -> None:
    workshop.do(RemoveRecord("CM-1"))
    assert [threat.countermeasures for threat in workshop.session.all(Threat)] == [(), ()]
    workshop.log.undo()
    assert [threat.countermeasures for threat in workshop.session.all(Threat)] == [("CM-1",), ("CM-1",)]


def test_a_condition_may_be_closed_in_part_and_then_the_tree_still_stands(workshop: Workshop) -> None:
    workshop.do(ChangeRecord("CM-1", {"closes": "CO-1 x 0.3", "status": "in-place"}))
    assert workshop.session.get(Countermeasure, "CM-1").closes == (Closure(condition="CO-1", factor=0.3),)
    assert said(workshop) == ([True, True], [True, True], False)
    assert "Link is open x 0.3" in dict(card_of(workshop.session, workshop.record("CM-1")))["Conditions that it closes"]


@pytest.mark.parametrize("words", ["CO-1 x 1", "CO-1 x 2.5", "CO-1 x 0.3.3", "CO-9", "nowhere"])
def test_what_is_left_of_a_condition_is_less_than_all_of_one_that_there_is(workshop: Workshop, words: str) -> None:
    before = workshop.session
    with pytest.raises(UserError, match="Conditions that it closes: "):
        workshop.do(ChangeRecord("CM-1", {"closes": words}))
    assert workshop.session is before


def test_a_rejection_needs_a_reason(workshop: Workshop) -> None:
    with pytest.raises(UserError, match="rejected needs a reason"):
        workshop.do(ChangeRecord("CM-1", {"status": "rejected"}))
    workshop.do(ChangeRecord("CM-1", {"status": "rejected", "reason": "Too slow"}))
    assert workshop.session.get(Countermeasure, "CM-1").status is CountermeasureStatus.REJECTED
