"""What the built-in banks hold: enough of everything, all of it reached, nothing without its sentence."""

import re
from pathlib import Path

import pytest

from facilitator.app.questions.glossary_context import terms_here
from facilitator.banks.checking import checked
from facilitator.banks.coverage import reach
from facilitator.banks.extras import introduction_pages, sources
from facilitator.banks.load import load_banks
from facilitator.model.method.gates import Gate
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.trees import Condition, Node, Tree
from facilitator.model.vocabulary import SecurityProperty, Step, Stride, SystemKind
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.planting import PlantTree

BANKS = load_banks()


def test_every_stage_has_twelve_to_twenty_questions_over_all_six_steps() -> None:
    assert [stage.number for stage in BANKS.stages] == list(range(1, 14))
    counts = {stage: len(bank.question) for stage, bank in BANKS.questions.items()}
    assert len(counts) == 13
    assert {stage: count for stage, count in counts.items() if not 12 <= count <= 20} == {}
    assert sum(counts.values()) >= 180
    for bank in BANKS.questions.values():
        assert {question.step for question in bank.question} == set(Step), bank.stage


@pytest.mark.parametrize("kind", list(SystemKind))
def test_every_stage_has_ten_questions_for_any_system_of_a_kind(kind: SystemKind) -> None:
    for bank in BANKS.questions.values():
        plain = [one for one in bank.question if not one.when.answers]
        fitting = [one for one in plain if not one.when.kinds or kind in one.when.kinds]
        assert len(fitting) >= 10, bank.stage


def test_every_question_says_why_gives_an_example_and_leads_on_from_not_knowing() -> None:
    for question in BANKS.questions_by_id.values():
        assert question.why and question.example, question.id
        assert "unknown" in question.leads, question.id


def test_the_first_question_decides_what_concerns_the_team() -> None:
    first = BANKS.questions["requirements-analysis"].question[0]
    assert (first.id, first.always, len(first.choices)) == ("system-traits", True, 14)
    waited = {choice for one in BANKS.questions_by_id.values() for choice in one.when.answers.get("system-traits", ())}
    assert waited <= set(first.choices)


def test_eighty_threats_each_with_what_prevents_or_limits_it() -> None:
    assert len(BANKS.threats) >= 80
    for threat in BANKS.threats:
        assert threat.references and threat.example and threat.stages, threat.id
        assert {remedy.effect.value for remedy in threat.countermeasure} & {"prevents", "limits"}, threat.id


def test_nothing_is_left_unreached() -> None:
    banks, findings = checked()
    assert not findings
    assert banks is not None
    assert {part.part: part.missing for part in reach(banks) if part.missing} == {}


def test_no_finding_of_the_linter_about_an_id_that_is_not_in_the_published_list() -> None:
    for threat in BANKS.threats:
        assert [item for item in threat.references if BANKS.references.fault(item)] == [], threat.id


def test_eighty_words_of_two_sentences_with_an_example_each() -> None:
    terms = BANKS.glossary.term
    assert len(terms) >= 80
    assert len({term.id for term in terms}) == len(terms)
    for term in terms:
        assert len(re.findall(r"[.!?](?:\s|$)", term.meaning)) == 2, term.id
        assert term.example, term.id


def test_every_word_that_the_screens_ask_for_is_explained() -> None:
    known = {term.id for term in BANKS.glossary.term}
    wanted = {name for step in Step for name in terms_here(step, None, None)}
    wanted |= {item.value for item in (*Stride, *SecurityProperty)}
    wanted |= {"and-gate", "or-gate", "sequence-gate", "at-least-gate"}
    assert wanted - known == set()


def test_fifteen_trees_that_share_conditions_and_can_be_cut(tmp_path: Path) -> None:
    assert len(BANKS.trees.tree) >= 15
    workshop = begin_session(tmp_path / "x.toml", banks=BANKS)
    for template in BANKS.trees.tree:
        workshop.do(PlantTree(template.id))
    session = workshop.session
    assert len(session.all(Condition)) == len(BANKS.trees.condition)
    assert {measure.text for measure in session.all(Countermeasure)} == {
        control.name for control in BANKS.trees.control
    }
    for tree in session.all(Tree):
        assert all(gate_fits(node, tree) for node in tree.nodes), tree.title
    workshop.close()


def gate_fits(node: Node, tree: Tree) -> bool:
    children = [item for item in tree.nodes if item.parent == node.id]
    return not children if node.gate is Gate.LEAF else len(children) >= 2


def test_every_source_says_what_was_taken_and_share_alike_gives_no_text() -> None:
    for source in sources():
        assert source.date and source.licence and source.taken, source.id
        assert not ("SA" in source.licence and source.text), source.id


def test_the_introduction_goes_through_every_step() -> None:
    assert {page.step for page in introduction_pages()} == set(Step)


def test_no_question_makes_people_who_are_affected_into_people_who_take_part() -> None:
    assert [question.id for question in load_banks().questions_by_id.values() if question.record == "participant"] == []
