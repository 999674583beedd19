"""The walk for people who are new to the program and to the method."""

from facilitator.banks.load import read_bank
from facilitator.banks.places import built_in_folder
from facilitator.banks.schema import IntroductionBank, IntroductionPage


def introduction_pages() -> tuple[IntroductionPage, ...]:
    """The pages in order. Raises BankError."""
    return read_bank(built_in_folder() / "introduction.toml", IntroductionBank).page
