"""Files of answers that were written before countermeasures were records of their own work as they are."""

from pathlib import Path

import pytest
import tomli

from facilitator.errors import UserError
from facilitator.model.fields.closures import Closure
from facilitator.model.records.answers import Suggestion
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.threats import Threat
from facilitator.store.errors import StoreRefused
from facilitator.workshop.answers_file import apply_acts
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.command import COMMANDS
from facilitator.workshop.commands.suggestions import RejectSuggestion
from facilitator.workshop.workshop import Workshop
from tests.support.places import DATA, ROOT

OLD = DATA / "format-1-answers.toml"
OLD_KINDS = {
    *("asset", "component", "flow", "boundary", "entry_point", "technology", "threat"),
    *("condition", "control", "tree", "participant", "failure_mode", "note"),
}
STAGES = ("collect-training-data", "deploy-ml-system")


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    workshop = begin_session(tmp_path / "x.toml", stages=STAGES)
    apply_acts(workshop, OLD)
    return workshop


def measures(workshop: Workshop) -> dict[str, Countermeasure]:
    return {measure.text: measure for measure in workshop.session.all(Countermeasure)}


def test_the_file_holds_every_act_and_every_kind_of_its_time() -> None:
    acts = tomli.loads(OLD.read_text(encoding="utf-8"))["act"]
    held = {name for name, command in COMMANDS.items() if command.offer.in_file}
    assert {act["do"] for act in acts} == held - {"approve", "same"}
    assert {act["kind"] for act in acts if act["do"] == "add"} == OLD_KINDS


def test_lines_of_threats_become_countermeasures_that_the_threat_names(workshop: Workshop) -> None:
    threats = {threat.title: threat for threat in workshop.session.all(Threat)}
    said = {}
    for title, threat in threats.items():
        named = [workshop.session.get(Countermeasure, name) for name in threat.countermeasures]
        said[title] = [(one.text, one.status.value, one.owner) for one in named]
    assert said == {
        "Theft of readings on the radio link": [
            ("TLS on the link", "planned", "Ann"),
            ("Watch the traffic", "proposed", ""),
        ],
        "False readings": [("Authenticate senders", "proposed", "Ann"), ("Pray", "rejected", "")],
    }


def test_controls_become_countermeasures_that_close_their_conditions(workshop: Workshop) -> None:
    conditions = {record.title_text: record.id for record in workshop.session.tables["condition"].values()}
    key, senders = conditions["Key is known"], conditions["Senders are not authenticated"]
    known = measures(workshop)
    hardware = known["Key in hardware"]
    assert (hardware.description, hardware.cost, hardware.is_in_place) == ("A chip keeps it", 30, True)
    assert hardware.closes == (Closure(condition=key),)
    assert known["Authenticate every sender"].closes == (Closure(condition=senders),)
    assert known["Authenticate every sender"].is_in_place
    assert known["Second factor"].closes == (Closure(condition=key), Closure(condition=senders))
    assert not known["Second factor"].is_in_place


def test_everything_else_is_there_as_the_file_says(workshop: Workshop) -> None:
    session = workshop.session
    for kind in OLD_KINDS - {"control"}:
        assert session.tables[kind], kind
    states = [suggestion.state.value for suggestion in session.all(Suggestion)]
    assert states == ["accepted", "rejected", "later"]
    assert len(session.tables["tree"]) == 3
    rating = workshop.rating_of("T-2")
    assert rating is not None and rating.note == "Rated together"


def test_a_control_with_a_word_that_it_never_had_is_refused_with_its_line(tmp_path: Path) -> None:
    workshop = begin_session(tmp_path / "y.toml")
    path = tmp_path / "a.toml"
    path.write_text('format = 1\n[[act]]\ndo = "add"\nkind = "control"\nname = "Lock"\nplace = "door"\n', "utf-8")
    with pytest.raises(StoreRefused, match="place") as refused:
        apply_acts(workshop, path)
    assert refused.value.line == 6
    assert not measures(workshop)


@pytest.mark.parametrize("name", ["credit-scores", "parts-inspection", "support-assistant"])
def test_decisions_on_what_is_not_suggested_any_more_are_taken(tmp_path: Path, name: str) -> None:
    header = Workshop(ROOT / "examples" / f"{name}.toml", read_only=True).session.header
    workshop = begin_session(tmp_path / "x.toml", kind=header.system_kind, stages=header.stages)
    done = apply_acts(workshop, DATA / "older_answers" / f"{name}.toml")
    assert len(workshop.log.history) == done + 1
    workshop.close()


def test_what_the_banks_do_not_know_is_no_suggestion(workshop: Workshop) -> None:
    with pytest.raises(UserError, match="do not know it"):
        workshop.do(RejectSuggestion("no-such-threat", "", "why not"))
