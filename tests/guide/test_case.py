"""The guide on the case of the worked example: what it suggests, and what becomes of a decision."""

from pathlib import Path

import pytest

from facilitator.errors import UserError
from facilitator.model.records.threats import Threat
from facilitator.model.vocabulary import (
    SecurityProperty,
    Stride,
)
from facilitator.workshop.answers_file import apply_acts
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.ratings import RateThreat
from facilitator.workshop.commands.records import ChangeRecord
from facilitator.workshop.commands.suggestions import AcceptSuggestion, Confirm, RejectSuggestion
from facilitator.workshop.workshop import Workshop
from tests.support.places import ROOT

CASE = ROOT / "tools" / "toreador_light.toml"
STAGES = ("collect-training-data", "train-classifier", "deploy-ml-system")


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
        assert countermeasure in " ".join(workshop.record(name).title_text for name in card.countermeasures)
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
