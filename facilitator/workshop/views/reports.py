"""The report of an open session."""

from facilitator.guide.evidence.context import Context
from facilitator.report.json_report import json_report
from facilitator.report.markdown import markdown_report
from facilitator.workshop.workshop import Workshop


def report_of(workshop: Workshop, form: str = "markdown") -> str:
    """The summary as "markdown" or "json"."""
    make = json_report if form == "json" else markdown_report
    return make(Context(workshop.session, workshop.banks))
