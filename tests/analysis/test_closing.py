"""Which conditions are impossible: those that countermeasures in place close wholly."""

from facilitator.analysis.trees import disabled_conditions
from facilitator.model.fields.closures import Closure
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.vocabulary import CountermeasureStatus
from tests.support.complete import session_with


def test_a_countermeasure_in_place_can_be_taken_out_for_the_question() -> None:
    session = session_with(closing("CM-1", CountermeasureStatus.IN_PLACE, Closure(condition="CO-1")))
    assert disabled_conditions(session) == {"CO-1"}
    assert disabled_conditions(session, taken=["CM-1"]) == frozenset()


def closing(name: str, status: CountermeasureStatus, *closes: Closure) -> Countermeasure:
    return Countermeasure(id=name, text=name, status=status, closes=closes)


def test_only_what_is_in_place_and_closes_wholly_makes_a_condition_impossible() -> None:
    in_place, closed = CountermeasureStatus.IN_PLACE, Closure(condition="CO-1")
    for status in CountermeasureStatus:
        expected = {"CO-1"} if status is in_place else frozenset()
        assert disabled_conditions(session_with(closing("CM-1", status, closed))) == expected, status
    in_part = closing("CM-1", in_place, Closure(condition="CO-1", factor=0.3), Closure(condition="CO-2"))
    assert disabled_conditions(session_with(in_part)) == {"CO-2"}
