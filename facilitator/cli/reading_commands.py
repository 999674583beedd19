"""Commands that read a session and print a result."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.settings import Settings, common, json_option, refuse, say
from facilitator.report.formats import FORMATS, USUAL
from facilitator.text.escape import visible
from facilitator.text.json_text import json_text

if TYPE_CHECKING:
    from facilitator.workshop.views.change_log import Minute


@click.command("list")
@json_option
@common
@click.pass_obj
def list_sessions(settings: Settings, as_json: bool) -> None:
    """Sessions with step, progress, counts and last change."""
    from facilitator.store.files.folder import sessions_in
    from facilitator.workshop.views.session_list import listed_session

    paths = sessions_in(settings.folder)
    rows = [listed_session(path) for path in paths]
    if as_json:
        found = [row.as_json() for row in rows]
        click.echo(json_text({"sessions": found}))
        return
    for row in rows:
        line = row.as_line()
        click.echo(visible(line))
    if not rows:
        say(f"There is no session in {settings.folder}; make one with “facilitator new NAME”.")


@click.command()
@click.argument("name")
@click.option("--zoom", type=click.IntRange(0, 2), default=1, help="0: ids alone; 1: names; 2: kind and assets.")
@common
@click.pass_obj
def draw(settings: Settings, name: str, zoom: int) -> None:
    """Draw the architecture: components, flows, trust boundaries."""
    from facilitator.drawing.architecture import LEGEND, drawn_architecture

    drawing = drawn_architecture(settings.read(name).session, zoom)
    if not drawing.lines:
        say("There is no component yet; name the parts in step 2, architecture.")
        return
    click.echo(visible(drawing.text))
    say("\n".join(LEGEND))


@click.command()
@click.argument("name")
@common
@click.pass_obj
def check(settings: Settings, name: str) -> None:
    """Validate a session, and hold it against the banks; findings one a line."""
    from facilitator.workshop.views.findings import checked, step_lines

    workshop = settings.read(name)
    for notice in workshop.log.notices:
        say(notice)
    found = checked(workshop)
    for line in found:
        click.echo(visible(line))
    for line in step_lines(workshop):
        say(line)
    if found:
        raise SystemExit(1)
    say("No findings.")


@click.command()
@click.argument("name")
@click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default=USUAL)
@click.option("-o", "output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
@common
@click.pass_obj
def report(settings: Settings, name: str, form: str, output: Path | None) -> None:
    """The summary, to standard output or a file."""
    from facilitator.store.files.output import file_behind, write_output
    from facilitator.workshop.views.reports import report_of

    text = report_of(settings.read(name), form)
    if output is None:
        click.echo(text, nl=False)
        return
    for file in (output, file_behind(output)):
        if file is not None and file.suffix in (".toml", ".jsonl"):
            what = f"a report does not go into a {file.suffix} file, which may be a session; take another name."
            refuse(f"{output}: {what}")
    write_output(output, text)
    say(f"Written to {output}")


@click.command()
@click.argument("name")
@click.argument("wanted", required=False, metavar="[TREE]")
@click.option("--with", "added", multiple=True, metavar="COUNTERMEASURE", help="As if this were in place.")
@click.option("--without", "taken", multiple=True, metavar="COUNTERMEASURE", help="As if it were not in place.")
@json_option
@common
@click.pass_obj
def tree(
    settings: Settings,
    name: str,
    wanted: str | None,
    added: tuple[str, ...],
    taken: tuple[str, ...],
    as_json: bool,
) -> None:
    """Scenarios of the threat trees, what the countermeasures in place prune, and what remains."""
    from facilitator.workshop.views.tree_scenarios import analysed_trees

    workshop = settings.read(name)
    trees = analysed_trees(workshop, wanted, added, taken)
    if as_json:
        rows = [item.as_json() for item in trees]
        click.echo(json_text({"trees": rows}))
        return
    for item in trees:
        text = item.as_text()
        click.echo(visible(text))


@click.command()
@click.argument("name")
@json_option
@common
@click.pass_obj
def history(settings: Settings, name: str, as_json: bool) -> None:
    """The minutes of the workshop: when, who, what and why, act by act."""
    from facilitator.workshop.views.change_log import edits_as_json, minutes

    workshop = settings.read(name)
    edits = workshop.log.history
    if as_json:
        rows = edits_as_json(edits)
        click.echo(json_text({"edits": rows}))
        return
    day = ""
    for minute in minutes(edits):
        if minute.day != day:
            day = minute.day
            click.echo(visible(day))
        _print_minute(minute, f"{minute.number:>5}  {minute.time}")
        for act in minute.brought:
            _print_minute(act, f"         {act.day} {act.time}")


def _print_minute(minute: "Minute", start: str) -> None:
    gone = "  (taken back)" if minute.taken_back else ""
    words = f"{start}  {minute.by}: {minute.what}{gone}"
    on_one_line = words.replace("\n", " ")
    click.echo(visible(on_one_line))
    if minute.why:
        indent = " " * len(start)
        why = " ".join(minute.why.split())
        click.echo(visible(f"{indent}  because {why}"))
