"""Commands that read a session and print a result."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facilitator.cli.settings import Settings, common, refuse, say
from facilitator.report.formats import FORMATS, USUAL
from facilitator.text.escape import visible
from facilitator.text.json_text import json_text

if TYPE_CHECKING:
    from facilitator.workshop.views.change_log import Minute

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.command("list")
@json_option
@common
@click.pass_obj
def list_sessions(settings: Settings, as_json: bool) -> None:
    """Sessions with step, progress, counts and last change."""
    from facilitator.store.files.folder import sessions_in
    from facilitator.workshop.views.session_list import listed_session

    rows = [listed_session(path) for path in sessions_in(settings.folder)]
    if as_json:
        click.echo(json_text({"sessions": [row.as_json() for row in rows]}))
        return
    for row in rows:
        click.echo(visible(row.as_line()))
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
@click.option("--with", "added", multiple=True, metavar="CONTROL", help="As if this control were in place.")
@click.option("--without", "taken", multiple=True, metavar="CONTROL", help="As if it were not in place.")
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
    """Scenarios of the threat trees, what the controls in place prune, and what remains."""
    from facilitator.analysis.trees import analyse_tree, disabled_conditions
    from facilitator.model.records.trees import Tree

    workshop = settings.read(name)
    session = workshop.session
    disabled = disabled_conditions(
        session,
        with_controls=[workshop.find("control", words) for words in added],
        without_controls=[workshop.find("control", words) for words in taken],
    )
    trees = session.all(Tree)
    if wanted:
        trees = (session.get(Tree, workshop.find("tree", wanted)),)
    analysed = [(item, analyse_tree(session, item, disabled)) for item in trees]
    if as_json:
        click.echo(json_text({"trees": [_tree_json(*pair) for pair in analysed]}))
        return
    for item, analysis in analysed:
        click.echo(visible(_tree_text(session, item, analysis)))


@click.command()
@click.argument("name")
@json_option
@common
@click.pass_obj
def history(settings: Settings, name: str, as_json: bool) -> None:
    """The minutes of the workshop: when, who, what and why, act by act."""
    workshop = settings.read(name)
    if as_json:
        click.echo(json_text({"edits": [_edit_json(edit) for edit in workshop.log.history]}))
        return
    from facilitator.workshop.views.change_log import minutes

    day = ""
    for minute in minutes(workshop.log.history):
        if minute.day != day:
            day = minute.day
            click.echo(f"{visible(day)}")
        _print_minute(minute, f"{minute.number:>5}  {minute.time}")
        for act in minute.brought:
            _print_minute(act, f"         {act.day} {act.time}")


def _print_minute(minute: "Minute", start: str) -> None:
    gone = "  (taken back)" if minute.taken_back else ""
    words = f"{start}  {minute.by}: {minute.what}{gone}"
    click.echo(visible(" ".join(words.split("\n"))))
    if minute.why:
        click.echo(visible(f"{' ' * len(start)}  because {' '.join(minute.why.split())}"))


def _tree_json(item: Any, analysis: Any) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title,
        "threat": item.threat,
        "reachable": analysis.reachable,
        "scenarios": [list(scenario) for scenario in analysis.scenarios],
        "pruned": list(analysis.pruned),
    }


def _tree_text(session: Any, item: Any, analysis: Any) -> str:
    from facilitator.analysis.trees import drawn_tree, gate_words

    lines = [f"{item.id} {item.title}" + (f" ({item.threat})" if item.threat else "")]
    for depth, node, pruned in drawn_tree(session, item, analysis.pruned):
        gate = gate_words(node)
        lines.append(f"  {'  ' * depth}{gate}{' ' if gate else ''}{node.label}{'  [pruned]' if pruned else ''}")
    lines += [f"  ! {problem}" for problem in analysis.problems]
    lines.append(f"  The goal is {'reachable' if analysis.reachable else 'not reachable'}.")
    for number, scenario in enumerate(analysis.scenarios, 1):
        lines.append(f"  Scenario {number}: {' and '.join(_condition(session, c) for c in scenario)}")
    return "\n".join(lines)


def _condition(session: Any, condition_id: str) -> str:
    record = session.find(condition_id)
    return f"{condition_id} {record.title_text}" if record else condition_id


def _edit_json(edit: Any) -> dict[str, Any]:
    from facilitator.store.formats.codec import edit_to_line

    return dict(json.loads(edit_to_line(edit, "")))
