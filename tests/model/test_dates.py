"""Days as people type them are understood, spelled out, or refused kindly."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.errors import UserError
from facilitator.model.fields import dates
from facilitator.model.fields.dates import Date, day_in, spelled_out
from facilitator.model.session import Session

WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-12-31", "2026-12-31"),
        ("today", "2026-11-25"),
        ("tomorrow", "2026-11-26"),
        ("friday", "2026-11-27"),
        ("Fri", "2026-11-27"),
        ("by Friday", "2026-11-27"),
        ("wednesday", "2026-12-02"),
        ("next friday", "2026-12-04"),
        ("next week", "2026-11-30"),
        ("next month", "2026-12-01"),
        ("in two weeks", "2026-12-09"),
        ("two weeks", "2026-12-09"),
        ("in a week", "2026-12-02"),
        ("in an  hour", ""),
        ("in 10 days", "2026-12-05"),
        ("in a month", "2026-12-25"),
        ("in a quarter", "2027-02-25"),
        ("31.12.", "2026-12-31"),
        ("31. 12. 2026", "2026-12-31"),
        ("31.12.26", "2026-12-31"),
        ("1.2.", "2027-02-01"),
        ("24/11", "2027-11-24"),
        ("13/12/2026", "2026-12-13"),
        ("12/13/2026", "2026-12-13"),
        ("12 December", "2026-12-12"),
        ("12 Dec 2027", "2027-12-12"),
        ("December 12, 2026", "2026-12-12"),
        ("5th of May", "2027-05-05"),
        ("end of month", "2026-11-30"),
        ("end of next month", "2026-12-31"),
        ("end of the week", "2026-11-27"),
        ("end of year", "2026-12-31"),
        ("q1", "2027-03-31"),
        ("Q4 2026", "2026-12-31"),
        ("29.2.2028", "2028-02-29"),
    ],
)
def test_a_day_is_understood(words: str, day: str) -> None:
    if day:
        assert day_in(words, WEDNESDAY).isoformat() == day
    else:
        with pytest.raises(UserError):
            day_in(words, WEDNESDAY)


@pytest.mark.parametrize(
    "words", ["soon", "Sa", "30.2.", "31.4.2026", "in 9999 years", "2026-13-01", "99.99.", "0/0", "q5", "٣١.١٢.", "."]
)
def test_what_is_no_day_is_refused_with_ways_to_write_one(words: str) -> None:
    with pytest.raises(UserError, match="2026-12-31"):
        day_in(words, WEDNESDAY)


def test_a_day_that_may_be_two_is_refused_with_both() -> None:
    with pytest.raises(UserError, match="12 November or 11 December"):
        day_in("12/11/2026", WEDNESDAY)


def test_a_field_keeps_the_day_and_says_how_it_was_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dates, "today", lambda: WEDNESDAY)
    assert Date().parse(Session(), " in two weeks ") == "2026-12-09"
    assert Date().understood("in two weeks") == "Wednesday 9 December 2026"
    assert Date().understood("  ") == ""


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_day_as_it_is_spelled_out_or_kept_means_itself(day: date, now: date) -> None:
    assert day_in(day.isoformat(), now) == day
    assert day_in(spelled_out(day).partition(" ")[2], now) == day


@given(st.text(max_size=30), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_any_words_are_a_day_or_refused(words: str, now: date) -> None:
    try:
        found = day_in(words, now)
    except UserError:
        return
    assert found - now < timedelta(days=366 * 9000)
