"""The formats of the report: each a module NAME_report.py beside this one, with a function of that name.

A format is read in only when it is wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import facilitator.report
from facilitator.errors import UserError

if TYPE_CHECKING:
    from facilitator.guide.evidence.context import Context

Make = Callable[["Context"], str]
USUAL = "markdown"
ENDING = "_report"


def _names() -> list[str]:
    """The names of the formats, the usual one first."""
    modules = [module.name for module in iter_modules(facilitator.report.__path__)]
    names = [name.removesuffix(ENDING) for name in modules if name.endswith(ENDING)]
    return sorted(names, key=lambda name: (name != USUAL, name))


def _make(name: str, context: Context) -> str:
    module = import_module(f"facilitator.report.{name}{ENDING}")
    make: Make = getattr(module, f"{name}{ENDING}")
    return make(context)


FORMATS: dict[str, Make] = {name: partial(_make, name) for name in _names()}


def format_of(name: str) -> Make:
    """Find the function that makes a report in this format. Raises UserError."""
    if name not in FORMATS:
        raise UserError(f"“{name}” should be one of {', '.join(FORMATS)}.", "format")
    return FORMATS[name]
