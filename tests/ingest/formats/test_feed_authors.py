"""Names of authors, and never their mail addresses."""

from typing import Any

import pytest

from generator.ingest.formats.feed_authors import author_names, clean_author


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Fennimore", "Ada Fennimore"),
        ("ada@hedgerow.example (Ada Fennimore)", "Ada Fennimore"),
        ("Ada Fennimore <ada@hedgerow.example>", "Ada Fennimore"),
        ("Ada Fennimore (ada@hedgerow.example)", "Ada Fennimore"),
        ('"Ada" <mailto:ada@hedgerow.example>', "Ada"),
        ("ada@hedgerow.example", ""),
        ("<ada@hedgerow.example>", ""),
        ("Ada, ada@hedgerow.example", "Ada"),
        ("", ""),
    ],
)
def test_a_name_is_all_that_is_kept(text: str, name: str) -> None:
    assert clean_author(text) == name


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        ({"authors": [{"name": "Ada"}, {"name": "Bo"}], "author": "Bo"}, ("Ada", "Bo")),
        (
            {
                "authors": [{"name": "Ada"}, {"email": "x@y.exam", "name": "ple (Cy"}],
                "author": "x@y.example (Cy)",
            },
            ("Ada", "Cy"),
        ),
        ({"author": "Ada"}, ("Ada",)),
        ({"authors": [{}], "author": "x@y.example"}, ()),
        ({"authors": [{"name": "Ada"}, {"name": "Ada"}]}, ("Ada",)),
        ({}, ()),
    ],
)
def test_the_authors_of_an_entry(entry: dict[str, Any], names: tuple[str, ...]) -> None:
    assert author_names(entry) == names


def test_there_are_at_most_as_many_as_a_record_may_have() -> None:
    assert len(author_names({"authors": [{"name": f"A{number}"} for number in range(99)]})) == 20
