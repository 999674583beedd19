"""The small pieces that sections are laid out with."""

from collections.abc import Iterable, Sequence

from facilitator.model.session import Session
from facilitator.report.markdown_text import cell, inline


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are safe already; "" when there is no row."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if not lines:
        return ""
    return "\n".join([f"| {' | '.join(headings)} |", f"|{' --- |' * len(headings)}", *lines])


def bullets(items: Iterable[str]) -> str:
    """A list of items that are safe already."""
    return "\n".join(f"- {item}" for item in items)


def named(session: Session, record_id: str) -> str:
    """A record by its id and name, safe for Markdown."""
    record = session.find(record_id)
    return f"{record_id} {inline(record.title_text)}" if record else inline(record_id)


def named_all(session: Session, record_ids: Iterable[str]) -> str:
    """Several records by id and name, or a dash."""
    return ", ".join(named(session, record_id) for record_id in record_ids) or "–"


def section(title: str, *parts: str) -> str:
    """A section with the parts that are not empty, or a word that there is nothing yet."""
    filled = [part for part in parts if part]
    return "\n\n".join([f"## {title}", *(filled or ["Nothing is written down here yet."])])


__all__ = ["bullets", "cell", "named", "named_all", "section", "table"]
