"""Print the tables of keys into the marked places of docs/workshop.md, from the keys as they are declared.

python tools/make_key_tables.py
"""

import argparse
import re
from pathlib import Path

from facilitator.app.key import Place
from facilitator.app.keymap import tables_of_keys

PAGE = Path(__file__).resolve().parent.parent / "docs" / "workshop.md"
MARKED = re.compile(r"<!-- keys (?P<place>.+?) -->\n.*?<!-- /keys -->", re.DOTALL)
"""A place for a table, between two comments that Markdown does not show."""


def with_tables(page: str) -> str:
    """Give a page with the tables of keys printed anew in their marked places."""
    return MARKED.sub(lambda found: _marked(Place(found["place"])), page)


def missing_places(page: str) -> list[Place]:
    """Name the tables that the page has no place for."""
    marked = [found["place"] for found in MARKED.finditer(page)]
    return [place for place in Place if place not in marked]


def _marked(place: Place) -> str:
    rows = [(place.value, "do"), ("---", "---"), *tables_of_keys()[place]]
    lines = [f"| {keys} | {words} |" for keys, words in rows]
    table = "\n".join(lines).replace("| --- | --- |", "|---|---|")
    return f"<!-- keys {place} -->\n{table}\n<!-- /keys -->"


def main() -> None:
    """Print the tables into the page."""
    argparse.ArgumentParser(description="Print the tables of keys into the documentation.").parse_args()
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(with_tables(page), encoding="utf-8")


if __name__ == "__main__":
    main()
