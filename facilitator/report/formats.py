"""The formats of the report by name; each is made of a session, and read in only when it is wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.errors import UserError

if TYPE_CHECKING:
    from facilitator.guide.evidence.context import Context

Make = Callable[["Context"], str]
USUAL = "markdown"


def _markdown(context: Context) -> str:
    from facilitator.report.markdown import markdown_report

    return markdown_report(context)


def _json(context: Context) -> str:
    from facilitator.report.json_report import json_report

    return json_report(context)


FORMATS: dict[str, Make] = {USUAL: _markdown, "json": _json}


def format_of(name: str) -> Make:
    """What makes a report in the format of this name. Raises UserError."""
    if name not in FORMATS:
        raise UserError(f"“{name}” should be one of {', '.join(FORMATS)}.", "format")
    return FORMATS[name]
