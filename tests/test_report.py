"""The report: typed text is shown as typed, whatever it holds, and ratings stand on their scales."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from facilitator.analysis.findings import findings
from facilitator.analysis.rating import ranked, total
from facilitator.banks.load import load_banks
from facilitator.model.records import HEADER_ID, Asset, Component, Flow, Header, Rating, Record, Score, Threat
from facilitator.model.session import Session, session_of
from facilitator.model.vocabulary import DREAD_FACTORS
from facilitator.report.markdown import markdown_report
from facilitator.report.markdown_text import fenced, inline, mermaid_label, visible

PARSER = MarkdownIt("commonmark").enable("table")
HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](http://x.y/z.png)",
    "a | b\n| c |",
    "```\nout\n```",
    "# heading",
    "1. one",
    "- x",
    "&lt;b&gt;",
    "[red]x[/red]",
    "\x1b[31mred",
    "\u202eevil",
    "=1+1",
    "https://example.org",
    'x"]; click A "javascript:alert(1)"',
    "---",
    "$x$",
]
TEXT = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), max_size=30))


def text_of(tokens: list[object]) -> str:
    return "".join(token.content for token in tokens if token.type in ("text", "text_special"))  # type: ignore[attr-defined]


@given(TEXT)
@settings(max_examples=500, deadline=None)
def test_typed_text_in_a_paragraph_is_shown_as_typed(text: str) -> None:
    tokens = PARSER.parse(f"a {inline(text)} b")
    inner = tokens[1].children or []
    assert {token.type for token in inner} <= {"text", "text_special"}
    assert text_of(inner).split() == ["a", *visible(text).split(), "b"]


@given(TEXT)
@settings(max_examples=500, deadline=None)
def test_typed_text_that_begins_a_line_is_no_markup(text: str) -> None:
    tokens = PARSER.parse(f"{inline(text)} b")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert text_of(tokens[1].children or []).split() == [*visible(text).split(), "b"]


@given(st.lists(TEXT, min_size=1, max_size=3))
@settings(max_examples=200, deadline=None)
def test_a_fence_holds_what_is_in_it(lines: list[str]) -> None:
    tokens = PARSER.parse(fenced(lines) + "\n\nafter")
    assert [token.type for token in tokens][0] == "fence"
    assert tokens[-2].content == "after"


@given(TEXT)
def test_a_diagram_label_cannot_leave_its_quotes(text: str) -> None:
    assert re.fullmatch(r"([^\"'<>`\[\](){}|;&]|#\d+;)*", mermaid_label(text))


def session_with(*records: Record) -> Session:
    return session_of([Header(id=HEADER_ID, identity="i", title="t"), *records], {}, 1)


def report_of(session: Session) -> str:
    return markdown_report(session, load_banks().scales_by_id(), {})


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_session_keeps_its_tables_and_has_no_html(text: str) -> None:
    session = session_with(
        Asset(id="A-1", name=text, owner=text, description=text),
        Component(id="C-1", name=text),
        Component(id="C-2", name="other"),
        Flow(id="F-1", name=text, source="C-1", target="C-2", protocol=text),
        Threat(id="T-1", title=text, description=text, techniques=(text,), target=("F-1",)),
    )
    report = report_of(session)
    plain = report_of(session_with(*(r for r in harmless())))
    kinds = [token.type for token in PARSER.parse(report)]
    assert kinds.count("tr_open") == [token.type for token in PARSER.parse(plain)].count("tr_open")
    inner = [child.type for token in PARSER.parse(report) for child in token.children or []]
    assert not {"html_inline", "link_open", "image", "code_inline"} & set(inner)
    assert "html_block" not in kinds
    assert not any(unicodedata.category(c) in ("Cc", "Cf") and c != "\n" for c in report)


def harmless() -> list[Record]:
    return [
        Asset(id="A-1", name="x", owner="x", description="x"),
        Component(id="C-1", name="x"),
        Component(id="C-2", name="other"),
        Flow(id="F-1", name="x", source="C-1", target="C-2", protocol="x"),
        Threat(id="T-1", title="x", description="x", techniques=("x",), target=("F-1",)),
    ]


def rating(number: int, threat: str, scale: str, *values: int | None) -> Rating:
    scores = tuple(Score(factor=f, value=v) for f, v in zip(DREAD_FACTORS, values, strict=True))
    return Rating(id=f"R-{number}", threat=threat, scale=scale, scores=scores)


def test_the_ranked_list_compares_across_scales_and_shows_ties() -> None:
    threats = [Threat(id=f"T-{number}", title="t") for number in range(1, 5)]
    session = session_with(
        *threats,
        rating(1, "T-1", "deck-1-5", 3, 3, 3, 3, 3),
        rating(2, "T-2", "ms-1-3", 3, 3, 3, 3, 3),
        rating(3, "T-3", "ms-1-3", 2, 2, 2, 2, 2),
        rating(4, "T-4", "ms-1-3", 2, 2, None, 2, 2),
    )
    rows = ranked(session, load_banks().scales_by_id())
    assert [(row.threat.id, row.place, row.tied) for row in rows] == [
        ("T-2", 1, False),
        ("T-1", 2, True),
        ("T-3", 2, True),
        ("T-4", 0, False),
    ]


def test_a_missing_factor_is_missing_and_never_nought() -> None:
    assert total(rating(1, "T-1", "avg-0-10", 5, 5, None, 5, 5), load_banks().scale("avg-0-10")) is None


def test_a_value_off_its_scale_is_a_finding_that_names_the_range() -> None:
    session = session_with(Threat(id="T-1", title="t"), rating(1, "T-1", "ms-1-3", 3, 2, 4, 2, 3))
    found = findings(session, load_banks().scales_by_id())
    assert [(item.record_id, "runs from 1 to 3" in item.text) for item in found] == [("R-1", True)]
