"""Days as people type them: “friday”, “in two weeks”, “31.12.”, “12 December”, “end of month”, 2026-12-31."""

import re
from calendar import day_name, month_name, monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from facilitator.errors import UserError
from facilitator.model.fields.field import Records, Typed
from facilitator.model.fields.texts import Text

Reading = Callable[[re.Match[str], date], date]
"""The day that matching words mean, seen from today. Raises ValueError where there is no such day."""

WAYS = "write it like 2026-12-31, 31.12., friday, or in two weeks"
SHORTEST_NAME = 3
LAST_YEAR = 9000
"""Far from the last year that a date can have, so that nothing that is added leads beyond it."""
SMALL_NUMBERS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
DAYS_OF = {"day": 1, "week": 7, "fortnight": 14}
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}


def today() -> date:
    """Give the day of the computer's clock."""
    return date.today()


class Date(Text):
    """A day, or nothing."""

    def parse(self, records: Records, typed: Typed) -> str:
        """Read the day; it is kept in ISO 8601."""
        words = super().parse(records, typed)
        return day_in(words, today()).isoformat() if words else ""

    def understood(self, typed: Typed) -> str:
        """Spell out the day that was typed, such as “Friday 4 December 2026”. Raises UserError."""
        words = str(typed).strip()
        return spelled_out(day_in(words, today())) if words else ""


def spelled_out(day: date) -> str:
    """Spell out a day with its weekday."""
    return f"{day_name[day.weekday()]} {day.day} {month_name[day.month]} {day.year}"


def day_in(words: str, now: date) -> date:
    """Find the day that words mean, seen from a day. Raises UserError where they mean none, or two."""
    wanted = " ".join(words.casefold().replace(",", " ").split())
    for pattern, reading in WRITTEN:
        match = pattern.fullmatch(wanted)
        if match:
            return _read(words, match, reading, now)
    raise UserError(f"“{words.strip()}” is not a date; {WAYS}.")


def _read(words: str, match: re.Match[str], reading: Reading, now: date) -> date:
    try:
        day = reading(match, now)
    except UserError:
        raise
    except (ValueError, OverflowError):
        raise UserError(f"There is no day “{words.strip()}”; {WAYS}.") from None
    if day.year > LAST_YEAR:
        raise UserError(f"“{words.strip()}” is too far away; {WAYS}.")
    return day


def _iso(match: re.Match[str], _: date) -> date:
    return date.fromisoformat(match[0])


def _with_dots(match: re.Match[str], now: date) -> date:
    return _day_and_month(int(match["day"]), int(match["month"]), match["year"], now)


def _with_slashes(match: re.Match[str], now: date) -> date:
    first, second = int(match["day"]), int(match["month"])
    if first != second and max(first, second) <= len(month_name) - 1:
        either = f"{first} {month_name[second]} or {second} {month_name[first]}"
        raise UserError(f"“{match[0]}” may be {either}; write it like 2026-12-31.")
    day, month = (first, second) if second <= first else (second, first)
    return _day_and_month(day, month, match["year"], now)


def _with_name_of_month(match: re.Match[str], now: date) -> date:
    return _day_and_month(int(match["day"]), _place(match["name"], month_name), match["year"], now)


def _day_and_month(day: int, month: int, year: str | None, now: date) -> date:
    """Find a day of a month; without a year the next one that comes."""
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this_year = now.year + (not _is_there(now.year, month, day))
    found = date(this_year, month, day)
    return found if found >= now else date(this_year + 1, month, day)


def _is_there(year: int, month: int, day: int) -> bool:
    """Tell whether a year has such a day; only 29 February comes and goes."""
    return (month, day) != (2, 29) or monthrange(year, 2)[1] == 29


def _near(match: re.Match[str], now: date) -> date:
    days = {"today": 0, "tomorrow": 1, "the day after tomorrow": 2}
    return now + timedelta(days=days[match[0]])


def _weekday(match: re.Match[str], now: date) -> date:
    """Find the next such weekday; with “next” that of the week that begins on Monday."""
    wanted = _place(match["name"], day_name)
    if match["next"]:
        return _monday_after(now) + timedelta(days=wanted)
    ahead = (wanted - now.weekday() - 1) % 7 + 1
    return now + timedelta(days=ahead)


def _monday_after(now: date) -> date:
    return now + timedelta(days=7 - now.weekday())


def _span(match: re.Match[str], now: date) -> date:
    word = match["count"]
    count = int(word) if word.isdigit() else max(1, SMALL_NUMBERS.index(word.replace("an", "a")))
    unit = match["unit"].removesuffix("s")
    if unit in DAYS_OF:
        return now + timedelta(days=count * DAYS_OF[unit])
    return _months_later(now, count * MONTHS_OF[unit])


def _next(match: re.Match[str], now: date) -> date:
    if match["unit"] == "week":
        return _monday_after(now)
    first = now.replace(day=1)
    later = _months_later(first, 1 if match["unit"] == "month" else 12)
    return later if match["unit"] == "month" else later.replace(month=1)


def _end(match: re.Match[str], now: date) -> date:
    """Find the last day of a week (its Friday), a month or a year."""
    is_next = bool(match["next"])
    if match["unit"] == "week":
        friday = now - timedelta(days=now.weekday()) + timedelta(days=4)
        return friday + timedelta(days=7) if is_next or friday < now else friday
    if match["unit"] == "month":
        return _last_of_month(_months_later(now.replace(day=1), int(is_next)))
    return date(now.year + is_next, 12, 31)


def _quarter(match: re.Match[str], now: date) -> date:
    month = int(match["number"]) * 3
    year = int(match["year"]) if match["year"] else now.year
    end = _last_of_month(date(year, month, 1))
    return end if match["year"] or end >= now else _last_of_month(date(year + 1, month, 1))


def _months_later(day: date, months: int) -> date:
    """Find the same day so many months later, or the last one of a shorter month."""
    ahead, month = divmod(day.month - 1 + months, 12)
    year = day.year + ahead
    if year > LAST_YEAR:
        raise ValueError("too far away")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _place(word: str, names: Iterable[str]) -> int:
    """Find the place of the name that begins so. Raises ValueError."""
    if len(word) >= SHORTEST_NAME:
        for place, name in enumerate(names):
            if name.casefold().startswith(word):
                return place
    raise ValueError(word)


_YEAR = r"(?: ?(?P<year>\d{4}|\d{2}))?"
_COUNT = r"(?P<count>\d{1,4}|an?|" + "|".join(SMALL_NUMBERS[1:]) + ")"

WRITTEN: tuple[tuple[re.Pattern[str], Reading], ...] = tuple(
    (re.compile(pattern, re.ASCII), reading)
    for pattern, reading in (
        (r"\d{4}-\d{2}-\d{2}", _iso),
        (r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})(?:\.|$)" + _YEAR, _with_dots),
        (r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?", _with_slashes),
        (r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)? ?(?:of )?(?P<name>[a-z]+)\.?(?: (?P<year>\d{4}))?", _with_name_of_month),
        (r"(?P<name>[a-z]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?: (?P<year>\d{4}))?", _with_name_of_month),
        (r"today|tomorrow|the day after tomorrow", _near),
        (r"(?:in |within )?" + _COUNT + r" (?P<unit>(?:day|week|fortnight|month|quarter|year)s?)", _span),
        (r"next (?P<unit>week|month|year)", _next),
        (r"(?:the )?end of (?:the |this )?(?P<next>next )?(?P<unit>week|month|year)", _end),
        (r"(?:end of )?q(?P<number>[1-4])(?: (?P<year>\d{4}))?", _quarter),
        (r"(?:on |by |this )?(?P<next>next )?(?P<name>[a-z]+)", _weekday),
    )
)
"""How a day may be written, and what it means then; the first that fits counts."""
