"""The report of an open session."""

from facilitator.guide.evidence.context import Context
from facilitator.report.formats import USUAL, format_of
from facilitator.workshop.workshop import Workshop


def report_of(workshop: Workshop, form: str = USUAL) -> str:
    """The summary in one of the formats of a report. Raises UserError for any other."""
    return format_of(form)(Context(workshop.session, workshop.banks))
