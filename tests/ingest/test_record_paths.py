"""Paths of new records."""

from datetime import UTC, datetime

import pytest

from generator.base.dates import parse_name_date
from generator.ingest.record_paths import make_record_path

DAY = datetime(2026, 11, 3, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "published", "path"),
    [
        ("Bees, counted", DAY, "_news/2026/11/2026-11-03-bees-counted.md"),
        ("Bees, counted", None, "_news/undated/bees-counted.md"),
        ("Éclair & Øl", DAY, "_news/2026/11/2026-11-03-eclair-øl.md"),
        ("2026-10-01 in pictures", None, "_news/undated/title-2026-10-01-in-pictures.md"),
        ("CON", None, "_news/undated/con-page.md"),
    ],
)
def test_a_path_is_made_of_date_and_title(title: str, published: datetime | None, path: str) -> None:
    assert make_record_path("_news", title, published, "https://a.example/", ()) == path
    assert published or parse_name_date(path) is None


def test_a_title_without_letters_has_digits_of_the_key() -> None:
    one, two = (
        make_record_path("_news", "…", DAY, key, ()) for key in ("https://a.example/1", "https://a.example/2")
    )
    assert one != two
    assert one.startswith("_news/2026/11/2026-11-03-")


def test_a_name_that_is_taken_gets_digits_whatever_its_case() -> None:
    path = make_record_path("_News", "Bees", DAY, "https://a.example/", {"_news/2026/11/2026-11-03-bees.md"})
    stem = path.removesuffix(".md").removeprefix("_News/2026/11/2026-11-03-bees-")
    assert len(stem) == 6
    again = make_record_path(
        "_News", "Bees", DAY, "https://a.example/", {"_news/2026/11/2026-11-03-bees.md", path.casefold()}
    )
    assert again not in (path, "_News/2026/11/2026-11-03-bees.md")


def test_a_slug_has_at_most_80_characters() -> None:
    name = make_record_path("_news", "word " * 60, DAY, "k", ()).rpartition("/")[2]
    assert len(name) <= len("2026-11-03-.md") + 80
