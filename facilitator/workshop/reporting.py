"""The report of an open session, with the titles and scales of its banks."""

from facilitator.report.json_report import json_report
from facilitator.report.markdown import markdown_report
from facilitator.workshop.workshop import Workshop


def report_of(workshop: Workshop, form: str = "markdown") -> str:
    """The summary as "markdown" or "json"."""
    banks = workshop.banks
    stages = {stage.id: stage.title for stage in banks.stages}
    make = json_report if form == "json" else markdown_report
    return make(workshop.session, banks.scales_by_id(), stages)
