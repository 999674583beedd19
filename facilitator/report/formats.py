"""The formats of the report by name; the code of each is imported only when it is wanted."""

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
    """Find the function that makes a report in this format. Raises UserError."""
    if name not in FORMATS:
        raise UserError(f"“{name}” should be one of {', '.join(FORMATS)}.", "format")
    return FORMATS[name]
