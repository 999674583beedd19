"""The report: typed text stays text, and the sections say what the session holds."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from facilitator.banks.load import load_banks
from facilitator.guide.evidence.context import Context
from facilitator.model.fields.closures import Closure
from facilitator.model.method.gates import Gate
from facilitator.model.part import Record
from facilitator.model.records.architecture import Component, Flow
from facilitator.model.records.countermeasures import Countermeasure
from facilitator.model.records.ratings import Rating, Score
from facilitator.model.records.session import Header
from facilitator.model.records.threats import Threat
from facilitator.model.records.trees import Condition, Node, Tree
from facilitator.model.session import Session, session_of
from facilitator.model.vocabulary import DREAD_FACTORS, CountermeasureStatus
from facilitator.report.json_report import json_report
from facilitator.report.markdown_report import markdown_report
from facilitator.report.markdown_text import cell, fenced, inline, mermaid_label, one_line

PARSER = MarkdownIt("commonmark").enable("table")
LINKING = MarkdownIt("gfm-like")
PLAIN = {"text", "text_special"}
"""What a parser calls text and escaped text; code is what mail addresses stand in."""
MARKUP = st.text(alphabet=st.sampled_from("\\`*_{}[]<>#+-=.!|&~$():/@\"'1a \n\t\u202e\x00;"), max_size=30)
ADDRESS_PARTS = [
    "https://",
    "HTTP://",
    "ftp://",
    "mailto:",
    "xmpp:",
    "www.",
    "//",
    "a@b.org",
    "x.org",
    "model.py",
    ".com",
    ".",
    "@",
    "_",
    "-",
    "+",
    ":",
    "/",
    "a",
    "b1",
    "é",
    "(",
    "`",
    "|",
    "\\",
]
ADDRESSES = st.lists(st.sampled_from([*ADDRESS_PARTS, " "]), max_size=9).map("".join)
TYPED = st.one_of(MARKUP, ADDRESSES, st.text(max_size=40))
HOSTILE = '<script>alert(1)</script> | **x** `y` ``` [a](b) &amp; \u202eend"]; %%{init}%%\n# head'


def shown(markdown: str, parser: MarkdownIt = PARSER) -> tuple[str, set[str]]:
    """The text that a parser shows, and the kinds of tokens it found."""
    inlines = [token for token in parser.parse(markdown) if token.type == "inline"]
    children = [child for token in inlines for child in token.children or ()]
    return "".join(child.content for child in children), {child.type for child in children}


@given(TYPED)
def test_typed_text_is_shown_as_typed_in_a_paragraph_a_heading_and_a_list(text: str) -> None:
    for before in ("", "# ", "- "):
        found, kinds = shown(before + inline(text))
        assert found == one_line(text)
        assert kinds <= PLAIN | ({"code_inline"} if "@" in text else set())


@given(TYPED)
def test_typed_addresses_are_no_links_for_a_reader_that_looks_for_some(text: str) -> None:
    for before in ("", "# ", "- "):
        found, kinds = shown(before + inline(text), LINKING)
        assert found == one_line(text)
        assert kinds <= PLAIN | {"code_inline"}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("see https://example.org/a", "see https:/\\/example\\.org/a"),
        ("www.example.org", "www\\.example\\.org"),
        ("write to a_b@example.org.", "write to `a_b@example.org`."),
        ("mailto:a@b.org, xmpp:a@b.org/x", "mailto:`a@b.org`, xmpp:`a@b.org/x`"),
        ("ask @mara on user@host", "ask \\@mara on user\\@host"),
        ("Version 1.2, e.g. 3:45 or a/b", "Version 1.2, e.g. 3:45 or a/b"),
    ],
)
def test_an_address_stays_readable_in_the_source(typed: str, written: str) -> None:
    assert inline(typed) == written
    assert shown(written, LINKING) == (typed, shown(written)[1])


def test_a_long_row_of_what_addresses_are_made_of_is_no_trouble() -> None:
    for part in ("a", "a@", ".", "a@b.", "/", ":@"):
        assert shown(inline(part * 20_000))[0] == part * 20_000


@given(TYPED, TYPED)
def test_typed_text_stays_in_its_cell(first: str, second: str) -> None:
    tokens = PARSER.parse(f"| A | B |\n| --- | --- |\n| {cell(first)} | {cell(second)} |")
    cells = [token for token in tokens if token.type == "inline"][2:]
    assert len(cells) == 2
    for token, text in zip(cells, (first, second), strict=True):
        kinds = {child.type for child in token.children or ()}
        assert kinds <= PLAIN | ({"code_inline"} if "@" in text else set())
        assert "".join(child.content for child in token.children or ()) == (one_line(text) or "\u2013")


@given(st.lists(TYPED, max_size=4))
def test_nothing_ends_a_fenced_block_early(lines: list[str]) -> None:
    assert [token.type for token in PARSER.parse(fenced(lines))] == ["fence"]


def test_direction_characters_become_visible() -> None:
    assert inline("a\u202eb") == "a⟨U+202E⟩b"


def test_a_name_with_underscores_stays_readable() -> None:
    assert inline("training_data_set, C#") == "training_data_set, C#"


def test_a_mermaid_label_holds_nothing_that_mermaid_acts_on() -> None:
    assert mermaid_label('a "b" <c>') == "a #quot;b#quot; #lt;c#gt;"
    assert not set('"<>&`%{}|[]\n') & set(mermaid_label(HOSTILE))


def example(text: str = "Tampering") -> Session:
    scores = tuple(
        Score(factor=factor, value=value, reason=f"because {value}")
        for factor, value in zip(DREAD_FACTORS, (3, 2, 4, 2, 5), strict=True)
    )
    nodes = (
        Node(id="n1", label="Tamper", gate=Gate.AND),
        Node(id="n2", parent="n1", label="Inject", condition="CO-1"),
    )
    records: list[Record] = [
        Header(id="S-1", identity="x", title=text, system=text, stages=("train-classifier",)),
        Component(id="C-1", name=text),
        Component(id="C-2", name="Ingestor"),
        Flow(id="F-1", name=text, source="C-1", target="C-2"),
        Threat(id="T-1", title=text, description=text, target=("F-1",), techniques=(text,)),
        Condition(id="CO-1", name="Unauthenticated"),
        Countermeasure(id="CM-1", text=text, status=CountermeasureStatus.IN_PLACE, closes=(Closure(condition="CO-1"),)),
        Tree(id="TR-1", title=text, threat="T-1", note=text, nodes=nodes),
        Rating(
            id="R-1",
            threat="T-1",
            scale="deck-1-5",
            scores=scores,
            probability=4,
            damage_potential=5,
            note=text,
        ),
    ]
    return session_of(records, {}, 7)


BANKS = load_banks()


def report(session: Session) -> str:
    return markdown_report(Context(session, BANKS))


def test_the_rating_stands_in_the_table_with_its_reasons() -> None:
    text = report(example())
    assert "| Threat | D | R | E | A | D | Total" in text
    assert "3 | 2 | 4 | 2 | 5 | 16" in text
    assert "Reproducibility 2: because 2" in text
    assert re.search(r"\b20\b", text)


def test_a_tree_stands_before_and_after_its_countermeasures() -> None:
    text = report(example())
    before, after = text.split("#### After")
    assert "Scenario 1: CO-1 Unauthenticated" in before and "[pruned]" not in before
    assert "AND: Tamper [pruned]" in after and "no scenario remains" in after


def test_a_report_is_the_same_each_time_and_holds_every_section() -> None:
    text = report(example())
    assert text == report(example())
    for title in ("What matters first", "Assets", "Architecture", "Decomposition", "Threats", "Threat trees"):
        assert f"\n## {title}\n" in text
    for title in ("Ratings", "Ranked list", "Open points", "Questions and answers"):
        assert f"\n## {title}\n" in text


def test_an_empty_session_has_a_report() -> None:
    empty = session_of([Header(id="S-1", identity="x", title="")], {}, 1)
    assert "No asset is named yet" in report(empty)


def test_hostile_text_adds_no_markup_anywhere() -> None:
    plain, hostile = PARSER.parse(report(example())), PARSER.parse(report(example(HOSTILE)))
    assert "html_block" not in {token.type for token in hostile}
    kinds = {child.type for token in hostile for child in token.children or ()}
    assert kinds <= {"text", "text_special"}
    count = [sum(token.type == "heading_open" for token in tokens) for tokens in (plain, hostile)]
    assert count[0] == count[1]
    assert "\u202e" not in report(example(HOSTILE))


def test_json_holds_records_ranking_and_trees() -> None:
    document = json.loads(json_report(Context(example(), BANKS)))
    assert document["ranking"][0]["total"] == 16
    assert document["trees"][0]["before_countermeasures"]["scenarios"] == [["CO-1"]]
    assert document["trees"][0]["after_countermeasures"]["reachable"] is False
    assert document["records"]["threat"][0]["id"] == "T-1"
