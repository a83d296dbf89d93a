"""Fields that the model does not know."""

from collections.abc import Callable
from typing import Any

import pytest

from generator.model.record import Record
from generator.normalise.field_schema import (
    find_foreign_fields,
    find_titleless,
    find_unknown_fields,
    suggest_field,
)
from generator.normalise.site_data import normalise_provider, normalise_topic
from tests.normalise.records import record


def test_unknown_fields_are_named_once_without_indices() -> None:
    fields: dict[str, Any] = {
        "title": "x",
        "novel": 1,
        "provider": {"name": "N", "colour": "red", "images": [{"url": "x", "alt": ""}]},
        "related": [{"title": "x", "provider": {"size": 1}}, {"provider": {"size": 2}}, 5],
        "topics": [{"any": "thing"}],
    }
    assert find_unknown_fields(record(**fields)) == (
        "novel",
        "provider.colour",
        "provider.images.alt",
        "related.provider.size",
    )
    assert find_unknown_fields(record("_data/topics/1-x.yaml", taxonomy="topic", services={}, odd=1)) == (
        "odd",
    )


@pytest.mark.parametrize("name", ["topics", "tags", "category"])
def test_fields_of_related_articles_that_are_not_shown_are_unknown(name: str) -> None:
    assert find_unknown_fields(record(title="x", related=[{"title": "y", name: "z"}])) == (f"related.{name}",)


def test_a_field_name_with_sealed_data_is_redacted() -> None:
    fields: dict[str, Any] = {"title": "x", "Q" * 20 + ";AAECAwQFBgcICQoLDA0ODw==": 1}
    assert find_unknown_fields(record(**fields)) == ("'[sealed]'",)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("excerp", "excerpt"),
        ("Title", "title"),
        ("webURL", "webUrl"),
        ("url", "webUrl (a URL) or permalink (a path)"),
        ("tag", "tags"),
        ("provider.nmae", "provider.name"),
        ("related.provider.images.widht", "related.provider.images.width"),
        ("novel", ""),
        ("nowhere.title", ""),
        ("related.tags", ""),
        ("", ""),
    ],
)
def test_the_closest_field_is_suggested(name: str, near: str) -> None:
    assert suggest_field(name) == near


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("Date", "publishedDateTime"),
        ("pub-date", "publishedDateTime"),
        ("PUBLISHED_AT", "publishedDateTime"),
        ("Modified", "updatedDateTime"),
        ("Summary", "excerpt"),
        ("Authors", "provider"),
        ("author_name", "provider"),
        ("Tags", "tags"),
        ("Status", "draft"),
        ("featured-image", "images"),
        ("images.src", "images.url"),
        ("related.url", "related.webUrl"),
        ("provider.homepage", "provider.domain"),
        ("aliases", ""),
        ("Slug", "slug"),
        ("content", ""),
    ],
)
def test_a_name_of_other_programs_is_known_in_any_spelling(name: str, ours: str) -> None:
    assert suggest_field(name) == ours
    if ours and "." not in name:
        (problem,) = find_foreign_fields(record(title="x", **{name: "y"}), [name])
        assert problem.message == f"unknown field, which other programs use for {ours}: ignored"


@pytest.mark.parametrize(
    ("name", "value", "ours"),
    [
        ("url", "/x/y/", "permalink"),
        ("link", "/x/y", "permalink"),
        ("canonical_url", "/old.html", "aliases"),
        ("url", "//a.example/x", "webUrl"),
        ("url", "https://a.example/x", "webUrl"),
        ("url", ["/x/"], "webUrl"),
        ("link", "x/y", "originalUrl"),
    ],
)
def test_a_path_in_place_of_a_url_is_a_permalink(name: str, value: Any, ours: str) -> None:
    (problem,) = find_foreign_fields(record(title="x", **{name: value}), [name])
    assert problem.hint == f"Rename it to {ours}."
    assert list(find_foreign_fields(record(title="x", **{name: value, ours: "z"}), [name])) == []


@pytest.mark.parametrize("name", ["expiryDate", "expires", "Expiry_Date", "unpublishdate"])
def test_an_expiry_date_is_not_applied(name: str) -> None:
    (problem,) = find_foreign_fields(record(title="x", **{name: "2020-01-01"}), [name])
    assert problem.message.endswith("it stays on the site")
    assert suggest_field(name) == ""
    assert list(find_foreign_fields(record("pages/a.md", title="x", **{name: "2020-01-01"}), [name])) == []


def test_a_layout_without_a_title_is_probably_a_page() -> None:
    assert "move it to pages/" in find_titleless({"layout": "home"})[1]
    assert "Add a title" in find_titleless({})[1]


def test_fields_of_other_records_count_as_unknown() -> None:
    assert find_unknown_fields(record(title="x", bio="y", location="z")) == ("bio", "location")
    assert find_unknown_fields(record("_people/a.md", name="x", bio="y", location="z")) == ()
    assert find_unknown_fields(record(title="x", type="Profile", bio="y")) == ()
    assert find_unknown_fields(record(title="x", name="y")) == ("name",)
    assert find_unknown_fields(record("_data/topics/1.yaml", name="x", website="y")) == ("website",)
    assert find_unknown_fields(record("_data/organizations/a.md", name="x", links=["y"])) == ("links",)
    assert find_unknown_fields(record("_data/organizations/a.md", name="x", parent="y")) == ("parent",)
    topic = record("_data/topics/1.yaml", name="x", description="y", links=[{"url": "z"}], feed="z")
    assert find_unknown_fields(topic) == ("feed",)
    assert find_unknown_fields(record("_data/organizations/a.md", name="x", parent="y", feed="z")) == (
        "parent",
    )
    assert suggest_field("bio") == ""


class Noted(dict[str, Any]):
    """Fields that note which of them are read."""

    def __init__(self, **fields: Any) -> None:
        super().__init__(fields)
        self.read: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.read.add(name)
        return super().get(name, default)


@pytest.mark.parametrize(
    ("path", "normalise"),
    [("_data/topics/1.yaml", normalise_topic), ("_data/organizations/a.example.md", normalise_provider)],
)
def test_every_field_of_topics_and_providers_that_is_read_is_known(
    path: str, normalise: Callable[[Record], object]
) -> None:
    fields = Noted(name="x")
    normalise(Record(path=path, folder="data", fields=fields, body="", head=""))
    everything = dict.fromkeys(fields.read, "x")
    assert find_unknown_fields(Record(path=path, folder="data", fields=everything, body="", head="")) == ()
