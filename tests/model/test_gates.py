"""The gates of threat trees, and how an outline names them."""

from facilitator.analysis.trees import gate_words
from facilitator.model.method.gates import GATES, Gate, outline_beginnings
from facilitator.model.records.trees import Node
from facilitator.workshop.input.outline import parsed_outline


def test_every_gate_is_declared_and_read_from_an_outline() -> None:
    assert set(GATES) == set(Gate)
    assert outline_beginnings() == ("or:", "and:", "sequence:", "at-least 2:")
    for beginning in outline_beginnings():
        root, *_ = parsed_outline(f"{beginning} Goal\n  One\n  Two")
        drawn = gate_words(Node(id="n1", gate=root.gate, threshold=root.threshold))
        assert drawn == beginning[:-1].upper().replace("-", " ")


def test_a_gate_in_unusual_letters_is_that_gate() -> None:
    assert parsed_outline("ſEQUENCE: Goal")[0].gate is Gate.SEQUENCE
