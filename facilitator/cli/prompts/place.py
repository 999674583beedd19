"""Where a person is in the plain prompts: at which step, and in the middle of what."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

from facilitator.cli.prompts.leaving import Cancelled, ToRecords
from facilitator.model.vocabulary import Step


class Place:
    """The step that a person is at, whether it asks questions now, and whether a record is half typed."""

    def __init__(self) -> None:
        self.step = Step.ASSETS
        self.is_asking = False
        self.is_in_record = False

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Ask until all is answered, or until the person wants to go to the records."""
        self.is_asking = True
        try:
            with suppress(ToRecords):
                yield
        finally:
            self.is_asking = False

    @contextmanager
    def in_record(self) -> Iterator[None]:
        """Enter one record; what is left half typed by :cancel is not kept."""
        with self._half_typed(True):
            try:
                yield
            except Cancelled:
                click.echo("Left out; nothing of it is kept.")

    @contextmanager
    def beside_the_record(self) -> Iterator[None]:
        """Do something else while a record is half typed; :cancel and :undo do not mean that record meanwhile."""
        with self._half_typed(False):
            yield

    @contextmanager
    def _half_typed(self, is_in_record: bool) -> Iterator[None]:
        outside = self.is_in_record
        self.is_in_record = is_in_record
        try:
            yield
        finally:
            self.is_in_record = outside
