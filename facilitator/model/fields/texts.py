"""Fields of words: a line, a long text, several lines, and ids that the question banks know."""

from typing import Any

from facilitator.model.fields.field import FieldType, Records, Typed, split_list, validate_text


class Text(FieldType):
    """One line of words."""

    is_free_line = True

    def parse(self, _: Records, typed: Typed) -> str:
        """The words, without spaces around them."""
        return validate_text(str(typed)).strip()


class LongText(Text):
    """Words of several lines."""

    is_free_line = False


class Stage(Text):
    """A stage of the lifecycle, by its id."""

    is_free_line = False
    terms = ("lifecycle-stage",)


class Catalogue(Text):
    """An asset of the catalogue, by its id."""

    is_free_line = False
    terms = ("asset", "failure-mode")


class ScaleId(Text):
    """A rating scale, by its id."""

    is_free_line = False


class Person(Text):
    """The name of a person; nobody is refused, and those who took part are offered."""


class Lines(FieldType):
    """Several texts, one a line."""

    def parse(self, _: Records, typed: Typed) -> tuple[str, ...]:
        """The lines that are not empty."""
        lines = str(typed).splitlines() if isinstance(typed, str | bool) else typed
        return tuple(validate_text(line).strip() for line in lines if line.strip())

    def format(self, value: Any) -> Typed:
        """The lines."""
        return tuple(value)


class Stages(FieldType):
    """Stages of the lifecycle, by their ids."""

    terms = ("lifecycle-stage",)

    def parse(self, _: Records, typed: Typed) -> tuple[str, ...]:
        """The ids."""
        return tuple(validate_text(text) for text in split_list(typed))

    def format(self, value: Any) -> Typed:
        """The ids."""
        return tuple(value)
