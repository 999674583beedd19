"""A key that answers a question goes through few files before its line is on disk, and the documentation names them."""

from functools import cache

from trace_answer import PAGE, hops, with_hops

MOST = 12
way = cache(hops)


def test_a_key_is_on_disk_after_a_few_files() -> None:
    assert len(way()) <= MOST, list(way())


def test_the_way_begins_at_the_terminal_and_ends_at_the_history() -> None:
    files = list(way())
    assert files[0].startswith("app/terminal/")
    assert files[-1].startswith("store/saving/")


def test_the_page_names_the_files_in_order() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert with_hops(page, way()) == page, "run tools/trace_answer.py"
