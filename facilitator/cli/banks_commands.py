"""Commands about the question banks."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facilitator.cli.settings import Settings, common, refuse, say
from facilitator.text.escape import visible
from facilitator.text.json_text import json_text

if TYPE_CHECKING:
    from facilitator.banks.coverage import Reach
    from facilitator.banks.lint import Finding
    from facilitator.banks.schema.questions import Question

folder_argument = click.argument(
    "folder", required=False, type=click.Path(path_type=Path, file_okay=False, exists=True)
)


@click.group()
def banks() -> None:
    """List, show and check the question banks."""


@banks.command("list")
@folder_argument
@common
@click.pass_obj
def list_banks(settings: Settings, folder: Path | None) -> None:
    """The lifecycle stages, with how many questions each has."""
    settings.extra_banks = folder or settings.extra_banks
    known = settings.banks()
    for stage in known.stages:
        bank = known.questions.get(stage.id)
        count = len(bank.question) if bank else 0
        name = f"{stage.number:>2}  {stage.id:<24}"
        _show(f"{name} {count:>3} questions  {stage.title}")


@banks.command("show")
@click.argument("name")
@common
@click.pass_obj
def show_bank(settings: Settings, name: str) -> None:
    """The questions of a stage, or one question whole."""
    known = settings.banks()
    if name in known.questions:
        for question in known.questions[name].question:
            _show(f"{_heading(question)}\n    {question.text}")
        return
    try:
        question = known.question(name)
    except KeyError:
        refuse(f"“{name}” is neither a stage nor a question; see “facilitator banks list”.")
    _show(f"{_heading(question)}\n{question.text}")
    _show(f"Why we ask: {question.why}")
    if question.example:
        _show(f"For example: {question.example}")
    for number, choice in enumerate(question.choices, 1):
        _show(f"  {number}  {choice}")


@banks.command("sources")
def list_sources() -> None:
    """Every source with its version, date, licence and what was taken."""
    from facilitator.banks.extras import sources

    for source in sources():
        note = f"; {source.note}" if source.note else ""
        click.echo(source.title)
        click.echo(f"    {source.publisher}, {source.version}, {source.date}; {source.licence}")
        click.echo(f"    taken: {source.taken}{note}")


@banks.command("check")
@folder_argument
@click.option("--coverage", is_flag=True, help="Say also how much of what is published is reached.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@common
@click.pass_obj
def check_banks(settings: Settings, folder: Path | None, coverage: bool, as_json: bool) -> None:
    """Check every bank for form, wiring and references; findings one a line, with file and line."""
    from facilitator.banks.checking import checked
    from facilitator.banks.coverage import reach

    banks, findings = checked(folder or settings.extra_banks)
    parts = reach(banks) if coverage and banks else ()
    if as_json:
        click.echo(_as_json(findings, parts))
    else:
        for finding in findings:
            click.echo(visible(finding.sentence))
        for part in parts:
            click.echo(_reached(part))
    if banks:
        questions = len(banks.questions_by_id)
        threats = len(banks.threats)
        count = len(findings) or "no"
        say(f"{questions} questions, {threats} threats, {count} findings.")
    missing = any(part.missing for part in parts)
    if findings or missing:
        raise SystemExit(1)


def _heading(question: "Question") -> str:
    step = question.step.value
    wanted = question.answer.value
    return f"{question.id}  ({step}, {wanted})"


def _show(line: str) -> None:
    """Print what a bank says; a bank of somebody else's may hold anything."""
    click.echo(visible(line))


def _reached(part: "Reach") -> str:
    reached = len(part.reached)
    share = f"{reached / part.total:.0%}" if part.total else "nothing to reach"
    lines = [f"{part.part}: {reached} of {part.total} ({share})"]
    if part.missing:
        names = ", ".join(part.missing)
        lines.append(f"  not reached: {names}")
    reasons = Counter(reason for _, reason in part.left_out)
    for reason, count in reasons.items():
        lines.append(f"  left out ({count}): {reason}")
    return "\n".join(lines)


def _as_json(findings: "tuple[Finding, ...]", parts: "tuple[Reach, ...]") -> str:
    found = [_finding_json(finding) for finding in findings]
    coverage = [_reach_json(part) for part in parts]
    return json_text({"format": 1, "findings": found, "coverage": coverage})


def _finding_json(finding: "Finding") -> dict[str, Any]:
    return {
        "file": str(finding.path),
        "line": finding.line,
        "rule": finding.rule,
        "text": finding.text,
    }


def _reach_json(part: "Reach") -> dict[str, Any]:
    left_out = [{"id": name, "reason": reason} for name, reason in part.left_out]
    return {
        "part": part.part,
        "reached": len(part.reached),
        "total": part.total,
        "missing": list(part.missing),
        "left_out": left_out,
    }
