"""Output for other programs holds no dangerous character raw, and reads as the same text."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import tomli

from facilitator.cli.main import facilitator
from facilitator.model.method.gates import Gate
from facilitator.text.escape import RANGES, is_dangerous
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.records import AddRecord, ChangeRecord
from facilitator.workshop.commands.trees import AddNode
from facilitator.workshop.workshop import Workshop

HOSTILE = "x" + "".join(chr(first) + chr(last) for first, last, what in RANGES if what != "surrogates") + "y"
ON_ONE_LINE = "".join(one for one in HOSTILE if not one.isspace() and one != "\0") + "\x1b]0;z\x07"
AS_JSON = {
    ("list",): "list --json",
    ("tree",): "tree hostile --json",
    ("history",): "history hostile --json",
    ("diff",): "diff hostile plain --json",
    ("banks", "check"): "banks check --json",
    ("report",): "report hostile --format json",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A session whose every text is hostile, and a plain copy of an earlier state of it."""
    folder = tmp_path_factory.mktemp("sessions")
    workshop = begin_session(folder / "hostile.toml", title="Plain")
    workshop.close()
    for end in ("toml", "history.jsonl"):
        (folder / f"plain.{end}").write_bytes((folder / f"hostile.{end}").read_bytes())
    workshop = Workshop(folder / "hostile.toml")
    workshop.by = ON_ONE_LINE
    workshop.do(ChangeRecord("S-1", {"title": ON_ONE_LINE, "system": HOSTILE}))
    workshop.do(AddRecord("asset", {"name": HOSTILE}))
    workshop.do(AddRecord("threat", {"title": ON_ONE_LINE, "description": HOSTILE, "references": (ON_ONE_LINE,)}))
    workshop.do(AddRecord("tree", {"title": ON_ONE_LINE, "threat": "T-1"}))
    workshop.do(AddNode("TR-1", label=ON_ONE_LINE, gate=Gate.OR))
    workshop.do(AddNode("TR-1", label=ON_ONE_LINE, parent="n1", condition=ON_ONE_LINE))
    workshop.close()
    return folder


def output(folder: Path, *words: str) -> bytes:
    command = [sys.executable, "-m", "facilitator.cli.main", *words, "--sessions", str(folder)]
    done = subprocess.run(command, capture_output=True, timeout=60)
    assert b"Traceback" not in done.stderr and b"foreseen" not in done.stderr, done.stderr
    assert done.stdout, done.stderr
    return done.stdout


def raw(text: str) -> set[str]:
    return {one for one in set(text) - {"\n"} if is_dangerous(one)}


def texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    for item in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from texts(item)


def with_json(group: click.Group, *names: str) -> Iterator[tuple[str, ...]]:
    """The commands that print JSON."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from with_json(command, *names, name)
        elif any(parameter.name in ("as_json", "form") for parameter in command.params):
            yield (*names, name)


def test_every_command_that_prints_json_is_tried() -> None:
    assert set(with_json(facilitator)) == AS_JSON.keys()


@pytest.mark.parametrize("command", [command for command in AS_JSON.values() if "banks" not in command])
def test_json_is_harmless_on_a_terminal_and_reads_as_what_was_typed(folder: Path, command: str) -> None:
    text = output(folder, *command.split()).decode()
    assert not raw(text)
    assert ON_ONE_LINE in set(texts(json.loads(text)))


def test_json_about_banks_is_harmless_on_a_terminal(tmp_path: Path) -> None:
    hostile = tmp_path / "own\x7f\x9b\u202e"
    (hostile / "stages").mkdir(parents=True)
    (hostile / "stages" / "x\u2066.toml").write_text("format = 1\nversion = 3\n", encoding="utf-8")
    text = output(tmp_path, "banks", "check", str(hostile), "--json").decode()
    assert not raw(text)
    assert any("x\u2066.toml" in found["file"] for found in json.loads(text)["findings"])


def test_a_merge_prints_toml_that_is_harmless_on_a_terminal(folder: Path) -> None:
    plain, hostile = str(folder / "plain.toml"), str(folder / "hostile.toml")
    text = output(folder, "merge", plain, plain, hostile).decode()
    assert not raw(text) - {"\t"}
    assert tomli.loads(text)["asset"][0]["name"] == HOSTILE


def test_a_snapshot_is_harmless_on_a_terminal_and_opens_as_it_was(folder: Path) -> None:
    text = (folder / "hostile.toml").read_text(encoding="utf-8")
    assert not raw(text) - {"\t"}
    assert tomli.loads(text)["session"]["title"] == ON_ONE_LINE


def test_a_snapshot_with_raw_characters_from_before_still_opens_as_written(folder: Path, tmp_path: Path) -> None:
    """The characters of an earlier snapshot stand in it raw; its digest and its text count as they are."""
    typed = '[[asset]]\nid = "A-1"\nname = "a\u202eb\x9bc"\n'
    text = (folder / "plain.toml").read_text(encoding="utf-8").replace("# end\n", f"{typed}\n# end\n")
    (tmp_path / "old.toml").write_text(text, encoding="utf-8")
    assert json.loads(output(tmp_path, "report", "old", "--format", "json"))["records"]["asset"][0]["name"] == (
        "a\u202eb\x9bc"
    )
