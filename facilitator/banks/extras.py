"""Banks that no question needs: the walk for newcomers, and the sources."""

from facilitator.banks.paths import built_in_folder
from facilitator.banks.reading import read_bank
from facilitator.banks.schema.glossary import IntroductionBank, IntroductionPage
from facilitator.banks.schema.sources import Source, SourceBank


def introduction_pages() -> tuple[IntroductionPage, ...]:
    """The pages of the walk in order. Raises BankError."""
    return read_bank(built_in_folder() / "introduction.toml", IntroductionBank).page


def sources() -> tuple[Source, ...]:
    """Every source, with version, date, licence and what was taken. Raises BankError."""
    return read_bank(built_in_folder() / "sources.toml", SourceBank).source
