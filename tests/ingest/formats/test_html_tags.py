"""Tags of HTML and their attributes."""

from time import process_time

import pytest

from generator.ingest.formats.html_tags import find_tags, read_attributes


def test_attributes_with_any_quoting() -> None:
    tag = """<meta property='og:title' content="A &quot;b&quot;" data-x = 1 disabled>"""
    assert read_attributes(tag) == {"property": "og:title", "content": 'A "b"', "data-x": "1"}


def test_only_tags_of_the_name_are_found() -> None:
    html = "<metal a=1><META name=a><meta\nname=b><link name=c>"
    assert [tag["name"] for tag in find_tags(html, "meta")] == ["a", "b"]


@pytest.mark.parametrize(
    ("tag", "value"),
    [
        ("""<meta content="<b>bold</b>">""", "<b>bold</b>"),
        ("""<meta content='a > "b" < c'>""", 'a > "b" < c'),
        ("""<meta content="<meta content=x>">""", "<meta content=x>"),
        ("""<meta content=it's><p>'</p>""", "it"),
        ("""<meta content="not closed><p>""", "closed"),
    ],
)
def test_values_in_quotes_may_have_angle_brackets(tag: str, value: str) -> None:
    assert [found.get("content", "closed") for found in find_tags(tag + "<p>", "meta")] == [value]


@pytest.mark.parametrize(
    "unit",
    [*(f"<meta {quote}" for quote in ('="', "='", "=\"='", '"', "a='b")), "<meta " + "=" * 8000],
)
def test_values_that_do_not_end_take_no_time(unit: str) -> None:
    started = process_time()
    list(find_tags(unit * (500_000 // len(unit)), "meta"))
    assert process_time() - started < 1.0


@pytest.mark.parametrize(
    "unit", ["<meta ", "<meta a", "a" * 3999, "<meta " + "a" * 3980 + ">", "<meta a " + " " * 3900 + ">"]
)
def test_hostile_html_takes_no_time(unit: str) -> None:
    started = process_time()
    list(find_tags(unit * (500_000 // len(unit)), "meta"))
    assert process_time() - started < 1.0
