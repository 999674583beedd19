"""Banks that no question needs: the walk for newcomers, the agendas of reviews, and the sources."""

from facilitator.banks.paths import built_in_folder
from facilitator.banks.reading import read_bank
from facilitator.banks.schema.glossary import IntroductionBank, IntroductionPage
from facilitator.banks.schema.reviews import Review, ReviewBank
from facilitator.banks.schema.sources import Source, SourceBank


def introduction_pages() -> tuple[IntroductionPage, ...]:
    """The pages of the walk in order. Raises BankError."""
    return read_bank(built_in_folder() / "introduction.toml", IntroductionBank).page


def reviews() -> tuple[Review, ...]:
    """The passes of a review, each with its agenda. Raises BankError."""
    return read_bank(built_in_folder() / "reviews.toml", ReviewBank).review


def sources() -> tuple[Source, ...]:
    """Every source, with version, date, licence and what was taken. Raises BankError."""
    return read_bank(built_in_folder() / "sources.toml", SourceBank).source
