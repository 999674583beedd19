"""What the table of each kind of record shows of a session."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter

from facilitator.analysis.rating import factors_used
from facilitator.app.records.column_widths import ColumnWidths
from facilitator.app.records.columns import Cells, cells_of, columns_of
from facilitator.app.records.rating_table import factor_letters, rating_cells, rating_columns, rating_rows
from facilitator.app.records.record_table import RecordTable
from facilitator.app.records.table_lines import Title
from facilitator.model.kinds import KINDS, kinds_in
from facilitator.model.records.ratings import Rating
from facilitator.model.records.session import Header
from facilitator.model.session import Session
from facilitator.model.vocabulary import Step
from facilitator.workshop.workshop import Workshop

RATING = Rating.kind
RATING_HINT = "Enter rates the threat; columns in the order"


def aside_kinds() -> tuple[str, ...]:
    """The kinds that are shown beside the steps."""
    kinds = KINDS.values()
    return tuple(kind.name for kind in kinds if kind.aside)


def kinds_in_order() -> tuple[str, ...]:
    """The kinds of the tables from the top to the bottom of a step."""
    # A kind of two steps has one table; its place holds in both.
    in_any = {kind for step in Step for kind in kinds_in(step)}
    in_steps = [kind.name for kind in sorted(KINDS.values(), key=attrgetter("place")) if kind.name in in_any]
    return (*aside_kinds(), *in_steps, RATING)


def new_table(kind: str, moved: Callable[[], None]) -> RecordTable:
    """An empty table of a kind. moved: called when its cursor is on another row."""
    columns = _rating_widths() if kind == RATING else ColumnWidths(columns_of(kind))
    return RecordTable(kind, columns, moved)


def _rating_widths() -> ColumnWidths:
    labels = rating_columns(())
    return ColumnWidths(labels, gap=1)


@dataclass(frozen=True, slots=True)
class Filled:
    """What a table was filled from: which tables of records (by identity), and what is to be looked at again.

    session: held so that no other table can come to have the identity of one of them.
    """

    tables: tuple[int, ...]
    marks: Mapping[str, str]
    session: Session = field(compare=False)


class TableFilling:
    """Fills tables from a session, each only when what it shows is something else."""

    def __init__(self) -> None:
        self._filled: dict[str, Filled] = {}

    def fill(self, table: RecordTable, workshop: Workshop) -> None:
        """Show in a table what the session holds."""
        filled = _filled_from(workshop)
        if filled == self._filled.get(table.kind):
            return
        self._filled[table.kind] = filled
        if table.kind == RATING:
            _fill_ratings(table, workshop)
        else:
            _fill_records(table, workshop)


def _filled_from(workshop: Workshop) -> Filled:
    session = workshop.session
    spoken_of = (*kinds_in_order(), Header.kind)
    tables: list[int] = []
    for kind, rows in session.tables.items():
        if kind in spoken_of:
            tables.append(id(rows))
    marks = dict(_marks(workshop))
    return Filled(tuple(tables), marks, session)


def _fill_records(table: RecordTable, workshop: Workshop) -> None:
    session = workshop.session
    marks = _marks(workshop)
    records = session.tables[table.kind]
    count = len(records)
    kind = KINDS[table.kind]
    words = f"{kind.plural} ({count})" if count else kind.plural
    title = Title(words, f"{kind.hint} Press a to add one.")

    def cells(row: str) -> Cells:
        return cells_of(session, records[row], marks)

    table.fill(tuple(records), cells, title)


def _fill_ratings(table: RecordTable, workshop: Workshop) -> None:
    session = workshop.session
    scales = workshop.banks.scales_by_id
    rated = rating_rows(session, scales)
    factors = factors_used(session, scales)
    letters = " ".join(letter.strip() for letter in factor_letters(factors))
    title = Title(f"{RATING_HINT} {letters}", "Document a threat first; then it can be rated.")
    labels = rating_columns(factors)

    def cells(row: str) -> Cells:
        return rating_cells(rated[row], factors)

    table.fill(tuple(rated), cells, title, labels)


def _marks(workshop: Workshop) -> Mapping[str, str]:
    """What is to be looked at again, as soon as the guide knows it."""
    return workshop.guide.stale() if workshop.is_prepared else {}
