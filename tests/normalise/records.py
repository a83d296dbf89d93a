"""Records to normalise in tests, and what becomes of them."""

from typing import Any

from generator.model.item import Item
from generator.model.record import Record
from generator.normalise.item import normalise

LINK = "https://news.example/a/story"


def record(path: str = "_news/story.md", body: str = "", **fields: Any) -> Record:
    folder = next((part[1:] for part in path.split("/")[:-1] if part.startswith("_")), "")
    return Record(path=path, folder=folder, fields=fields, body=body, head="")


def item_of(path: str = "_news/story.md", body: str = "", **fields: Any) -> Item:
    item, problems = normalise(record(path, body, **{"title": "Story", **fields}))
    assert item is not None
    assert problems == ()
    return item


def faulty(path: str = "_news/story.md", **fields: Any) -> tuple[Item, list[tuple[str, str]]]:
    item, problems = normalise(record(path, **{"title": "Story", **fields}))
    assert item is not None
    return item, [(problem.severity, problem.field) for problem in problems]
