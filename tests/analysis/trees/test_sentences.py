"""What the command, the screen and the report say of a tree."""

import subprocess
import sys
from pathlib import Path

import pytest
from textual.widgets import Static

from facilitator.analysis.trees.assumptions import Situation
from facilitator.app.application import FacilitatorApp
from facilitator.app.screens.tree_screen import TreeScreen
from facilitator.model.fields.closures import Closure
from facilitator.model.method.gates import Gate
from facilitator.model.part import Record
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.trees import Condition, Node, Tree
from facilitator.model.vocabulary import CountermeasureStatus
from facilitator.report.naming import named
from facilitator.report.tree_sentences import tree_words
from facilitator.workshop.example import copy_of_example
from facilitator.workshop.views.reports import report_of
from facilitator.workshop.views.tree_scenarios import AnalysedTree, analysed
from facilitator.workshop.workshop import Workshop
from tests.analysis.trees.made_trees import session_with

SURVIVES = "Nothing closes it: this way survives everything."


def measure(number: int, *conditions: str, cost: float | None = None, in_place: bool = False) -> Countermeasure:
    status = CountermeasureStatus.IN_PLACE if in_place else CountermeasureStatus.PROPOSED
    closes = tuple(Closure(condition=condition) for condition in conditions)
    return Countermeasure(id=f"CM-{number}", text=f"Lock {number}", status=status, cost=cost, closes=closes)


def condition(number: int, probability: float | None = None, cost: float | None = None) -> Condition:
    return Condition(id=f"CO-{number}", name=f"Door {number}", probability=probability, cost=cost)


def two_doors(*records: Record, added: tuple[str, ...] = ()) -> AnalysedTree:
    """Either the front door alone, or two others together."""
    tree = Tree(
        id="TR-1",
        title="Get in",
        nodes=(
            Node(id="n1", gate=Gate.OR),
            Node(id="n2", parent="n1", condition="CO-1"),
            Node(id="n3", parent="n1", gate=Gate.AND),
            Node(id="n4", parent="n3", condition="CO-2"),
            Node(id="n5", parent="n3", condition="CO-3"),
        ),
    )
    known = {record.id for record in records}
    conditions = [one for one in map(condition, (1, 2, 3)) if one.id not in known]
    return analysed(Situation(session_with(tree, *records, *conditions), added), tree)


def test_ways_in_are_counted_by_size_and_the_shortest_is_named() -> None:
    sentences = list(two_doors().sentences())
    assert sentences[:2] == [
        "2 ways in: 1 of 1 condition, 1 of 2 conditions.",
        "The shortest way in, of 1 condition: CO-1 Door 1.",
    ]


def test_equal_answers_are_told_as_equal() -> None:
    found = two_doors(measure(1, "CO-1"), measure(2, "CO-2"), measure(3, "CO-3"))
    sentences = list(found.sentences())
    assert "CO-1 Door 1, CO-2 Door 2 and CO-3 Door 3 stand in most ways in: each in 1 of 2." in sentences
    assert (
        "2 sets are the smallest that close all, each with 2 countermeasures: "
        "CM-1 Lock 1 and CM-2 Lock 2; or CM-1 Lock 1 and CM-3 Lock 3." in sentences
    )
    assert found.as_json()["closing_sets"] == [["CM-1", "CM-2"], ["CM-1", "CM-3"]]


def test_where_all_have_costs_the_cheapest_set_comes_first() -> None:
    found = two_doors(measure(1, "CO-1", cost=5), measure(2, "CO-2", cost=4), measure(3, "CO-3", cost=1))
    assert "The cheapest set that closes all for 6: CM-1 Lock 1 and CM-3 Lock 3." in list(found.sentences())
    assert found.as_json()["closing_sets"][0] == ["CM-1", "CM-3"]


def test_a_countermeasure_without_a_cost_is_not_taken_as_free() -> None:
    found = two_doors(measure(1, "CO-1", "CO-2"), measure(2, "CO-1", cost=1), measure(3, "CO-2", cost=1))
    assert found.as_json()["closing_sets"] == [["CM-1"], ["CM-2", "CM-3"]]


def test_what_a_countermeasure_closes_is_told_before_and_after_and_why_the_rest_remains() -> None:
    sentences = list(two_doors(measure(1, "CO-1"), measure(2, "CO-2", in_place=True)).sentences())
    assert "CM-2 Lock 2 (in place): 2 → 1 ways in. The one left passes through CO-1 Door 1." in sentences
    assert "CM-1 Lock 1 (not in place) closes all: 1 → 0 ways in." in sentences


def test_when_nothing_closes_the_goal_the_way_that_survives_is_named() -> None:
    found = two_doors(measure(1, "CO-1"))
    sentences = list(found.sentences())
    place = sentences.index(SURVIVES)
    assert sentences[place + 1] == "It needs CO-2 Door 2 and CO-3 Door 3."
    assert found.as_json()["closing_sets"] == []


def test_a_goal_that_is_closed_needs_nothing_more() -> None:
    found = two_doors(measure(1, "CO-1", "CO-2"), added=("CM-1",))
    assert next(found.sentences()) == "The goal is out of reach: no way in is left."
    assert (found.as_json()["count"], found.as_json()["closing_sets"]) == (0, [[]])


def test_a_factor_changes_the_probability_and_closes_nothing() -> None:
    partly = Countermeasure(id="CM-1", text="Bell", closes=(Closure(condition="CO-1", factor=0.5),))
    found = two_doors(partly, condition(1, 0.4), condition(2, 0.0), added=("CM-1",))
    sentences = list(found.sentences())
    assert found.analysis.count == 2 and SURVIVES in sentences
    assert "The goal is reached with a probability of 0.2; before any countermeasure, of 0.4." in sentences
    assert any("independent" in sentence for sentence in sentences)


def test_an_unknown_probability_gives_an_interval() -> None:
    sentences = list(two_doors(condition(1, 0.4)).sentences())
    assert any("between 0.4 and 1" in sentence for sentence in sentences)


def test_a_cost_that_is_not_known_makes_the_sum_a_bound() -> None:
    sentences = list(two_doors(condition(2, cost=3)).sentences())
    assert "The cheapest way in, for at least 0: CO-1 Door 1." in sentences


def test_the_text_says_at_least_where_the_count_is_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    from facilitator.analysis.trees import goal

    monkeypatch.setattr(goal, "STEPS", 0)
    nodes = [Node(id="root", gate=Gate.AND)]
    for group in range(6):
        nodes.append(Node(id=f"g{group}", parent="root", gate=Gate.OR))
        nodes += [Node(id=f"g{group}l{leaf}", parent=f"g{group}", condition=f"CO-9{leaf}") for leaf in range(3)]
        nodes.append(Node(id=f"own{group}", parent=f"g{group}"))
    tree = Tree(id="TR-1", title="Big", nodes=tuple(nodes))
    found = analysed(Situation(session_with(tree)), tree)
    assert str(found.as_json()["count"]).startswith("at least ")
    text = found.as_text()
    assert "  at least " in text and "of those that were found" in text


def test_equal_answers_that_were_cut_off_are_said_to_be_at_least_so_many() -> None:
    leaves = [Node(id=f"l{number}", parent="root") for number in range(80)]
    tree = Tree(id="TR-1", title="Wide", nodes=(Node(id="root", gate=Gate.OR), *leaves))
    sentences = list(analysed(Situation(session_with(tree)), tree).sentences())
    assert sentences[0] == "80 ways in, each of 1 condition."
    assert sentences[1].endswith("; and at least 47 more.")


def test_a_faulty_tree_is_explained_and_says_nothing_else() -> None:
    tree = Tree(id="TR-1", title="Hollow", nodes=(Node(id="n1", gate=Gate.AND, label="Hollow"),))
    found = analysed(Situation(session_with(tree)), tree)
    assert list(found.sentences()) == []
    assert "has nothing below it" in found.as_text()
    assert (found.as_json()["count"], found.as_json()["closing_sets"]) == (0, [])


async def test_the_screen_and_the_report_say_the_same_sentences(tmp_path: Path) -> None:
    workshop = Workshop(copy_of_example(tmp_path))
    session = workshop.session
    for tree in session.all(Tree):
        app = FacilitatorApp(tmp_path)
        said = list(analysed(Situation(session), tree).sentences())
        async with app.run_test() as pilot:
            await app.push_screen(TreeScreen(workshop, tree.id))
            await pilot.pause()
            shown = str(app.screen.query_one("#scenarios", Static).content)
        assert all(sentence in shown for sentence in said)
        words = tree_words(Situation(session), tree, lambda name: named(session, name))
        assert words is not None
        report = report_of(workshop)
        assert all(f"- {sentence}" in report for sentence in words.sentences())


@pytest.mark.parametrize("start", ["facilitator.cli.main", "facilitator.app.application"])
def test_starting_the_program_does_not_import_the_analysis(start: str) -> None:
    code = f"import {start}, sys; print([name for name in sys.modules if 'trees.diagrams' in name])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")
    assert done.stdout == "[]\n"
