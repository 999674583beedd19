"""Hostile text in every field of every record, on every screen: shown as typed, harmless, no line too long or short."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

from facilitator.app.application import FacilitatorApp
from facilitator.app.screens.workshop_screen import WorkshopScreen
from facilitator.model.fields.dates import Date
from facilitator.model.fields.field import Field
from facilitator.model.fields.references import Reference, References
from facilitator.model.fields.texts import Catalogue, Lines, ScaleId, Stage, Text
from facilitator.model.kind import Kind
from facilitator.model.kinds import KINDS, filled_in
from facilitator.model.records.assets import Asset
from facilitator.model.vocabulary import Step
from facilitator.workshop.begin import begin_session
from facilitator.workshop.commands.questions import AnswerQuestion
from facilitator.workshop.commands.records import AddRecord, ChangeRecord
from facilitator.workshop.commands.trees import AddNode
from facilitator.workshop.workshop import Workshop

SIZES = [(80, 24), (120, 40)]
HOSTILE = {
    "markup": "[red]x[/red]",
    "closing markup": "[/]",
    "action": "[@click=app.quit]x[/]",
    "escape codes": "\x1b[31mred\x07\x9b2J",
    "override": "\u202eevil\u2066",
    "formula": "=1+1",
    "long": "a" * 300,
    "wide": "漢字かな" * 30,
    "combining": "e\u0301" + "z\u0334\u0335\u0336" * 12,
    "right to left": "שלום עולם مرحبا",
    "emoji": "👩‍👩‍👧🇩🇪👍🏽" * 5,
    "rich codes": ":warning: \\[b] {x} $y @z",
}
AT_EVERY_STEP = ("", "v", "b", "enter")
ONCE = ("g", "f", "c", "s", "D", "slash", "apostrophe", "h", "f1", "m")
"""Keys that show the same whatever the step."""


def hostile_session(path: Path) -> Workshop:
    """A session with each of the hostile texts in each field that can be typed into."""
    workshop = begin_session(path)
    for kind in ("asset", "component", "flow", "boundary", "threat"):
        for text in HOSTILE.values():
            workshop.do(AddRecord(kind, values(KINDS[kind], text)))
    for kind in {kind.name for kind in filled_in()} - {"session", "asset", "component", "flow", "boundary", "threat"}:
        for text in HOSTILE.values():
            workshop.do(AddRecord(kind, values(KINDS[kind], text)))
    for text in HOSTILE.values():
        workshop.do(AddNode("TR-1", parent="n1" if text != HOSTILE["markup"] else "", label=text))
    workshop.do(ChangeRecord("S-1", {"title": HOSTILE["markup"], "system": HOSTILE["escape codes"]}))
    for question, text in zip(workshop.guide.questions(Step.ASSETS), HOSTILE.values(), strict=False):
        if question.question.answer == "text":
            workshop.do(AnswerQuestion(question.question.id, text, note=text))
    return workshop


def values(form: Kind, text: str) -> dict[str, Any]:
    return {field.name: value for field in form.fields if (value := _value(form, field, text)) is not None}


def _value(form: Kind, field: Field, text: str) -> Any:
    match field.type:
        case References():
            return None
        case Stage() | Catalogue() | ScaleId() | Date():
            return None
        case Text():
            return text
        case Lines():
            return [text, text]
        case Reference() if field.required and "threat" in field.type.kinds:
            return "T-1"
        case Reference() if field.required or field.name in ("source", "target", "asset"):
            return {"flow": "C-1", "threat": "F-1"}.get(form.name, "A-1")
        case _:
            return None


async def written(app: App[None]) -> None:
    """Wait for the summary, where one is being written."""
    for worker in [one for one in app.workers if one.group == "summary"]:
        await app.workers.wait_for_complete([worker])


def check_screen(app: App[None]) -> None:
    """Every line of the screen is as wide as the screen, and holds no character that acts on a terminal."""
    for strip in app.screen._compositor.render_strips():
        assert strip.cell_length == app.size.width, strip.text
        acting = {letter for letter in strip.text if unicodedata.category(letter) in ("Cc", "Cf", "Cs")}
        assert not acting - {"\u200d"}, strip.text


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_is_shown_as_typed_and_breaks_no_layout(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "x.toml"
    hostile_session(path).close()
    app = FacilitatorApp(path.parent, open_path=path)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for step in "123456":
            await pilot.press("escape", f"alt+{step}")
            for key in (*AT_EVERY_STEP, *(ONCE if step == "1" else ())):
                await pilot.press(*filter(None, [key]))
                await written(app)
                await pilot.pause()
                check_screen(app)
                while not isinstance(app.screen, WorkshopScreen):
                    await pilot.press("escape")
        screen = app.screen
        assert isinstance(screen, WorkshopScreen)
        assert [asset.name for asset in screen.workshop.session.all(Asset)] == list(HOSTILE.values())
