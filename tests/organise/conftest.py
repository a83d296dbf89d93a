"""Items made by hand: the stage is tested without those before it."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest

from generator.base.problem import Problem
from generator.model.catalogue import Catalogue
from generator.model.item import Item
from generator.model.settings import Settings
from generator.model.site_data import SiteData
from generator.organise.catalogue import organise

NOON = datetime(2021, 12, 15, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def make_item() -> Callable[..., Item]:
    """Make an item of which everything follows from a name, unless the test says otherwise."""

    def make(name: str, **fields: object) -> Item:
        url = f"https://a.example/{name}"
        usual: dict[str, object] = {
            "path": f"_news/{name}.md",
            "key": url,
            "kind": "article",
            "title": name,
            "link": url,
            "original_url": url,
            "published": NOON,
        }
        return Item(**{**usual, **fields})  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def arrange() -> Callable[..., tuple[Catalogue, tuple[Problem, ...]]]:
    """Organise items with the notes and settings that a test needs, and no others."""

    def run(
        items: Sequence[Item], notes: SiteData | None = None, settings: Settings | None = None
    ) -> tuple[Catalogue, tuple[Problem, ...]]:
        return organise(items, notes or SiteData(), settings or Settings())

    return run
