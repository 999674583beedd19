"""How a report names records: by id and title, escaped for Markdown."""

from collections.abc import Iterable

from facilitator.model.session import Session
from facilitator.report.markdown_text import inline, one_line


def plain_name(session: Session, record_id: str) -> str:
    """The id and title of a record on one line, not escaped; an id that names nothing says so."""
    record = session.find(record_id)
    if record is not None:
        return one_line(f"{record_id} {record.title_text}")
    tree_id, _, node_id = record_id.partition("/")
    tree = session.find(tree_id)
    for node in getattr(tree, "nodes", ()):
        if node.id == node_id:
            return one_line(f"{record_id} {node.label}")
    return one_line(f"{record_id} (not there)")


def named(session: Session, record_id: str) -> str:
    """The id and title of a record, escaped; a dash for none."""
    if not record_id:
        return "–"
    name = plain_name(session, record_id)
    return inline(name)


def all_named(session: Session, record_ids: Iterable[str]) -> str:
    """Several records by id and title, escaped; a dash for none."""
    names = [named(session, record_id) for record_id in record_ids]
    return ", ".join(names) or "–"
