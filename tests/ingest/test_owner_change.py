"""A feed that has become that of somebody else is noticed; one that only moved, or links everywhere, is not."""

import pytest

from generator.ingest.identity import KnownIndex
from generator.ingest.owner_change import find_new_hosts
from generator.model.ingest import KnownRecord, ParsedFeed
from tests.ingest.kit import entry, visit


def records(*urls: str, provider: str = "Hedgerow") -> KnownIndex:
    return KnownIndex(
        [
            KnownRecord(f"{n}.md", url, url, "hedgerow", title=f"No. {n}", provider=provider)
            for n, url in enumerate(urls)
        ]
    )


OWN = [f"https://www.hedgerow.example/{number}" for number in range(3)]
SPAM = entry(url="https://casino.example/1")


def find(index: KnownIndex, *entries: object, title: str = "Casino") -> tuple[str, ...]:
    return find_new_hosts(ParsedFeed(format="rss", title=title), visit(*entries), index)  # type: ignore[arg-type]


def test_another_title_and_other_links_are_another_owner() -> None:
    assert find(records(*OWN), SPAM) == ("casino.example",)


@pytest.mark.parametrize("title", ["Hedgerow", "hedgerow - RSS"])
def test_the_same_title_is_the_same_owner(title: str) -> None:
    assert find(records(*OWN), SPAM, title=title) == ()


@pytest.mark.parametrize("url", ["https://hedgerow.example/new", "https://blog.hedgerow.example/new"])
def test_one_link_to_a_known_host_is_enough(url: str) -> None:
    assert find(records(*OWN), SPAM, entry(2, url=url)) == ()


def test_a_known_title_is_enough() -> None:
    assert find(records(*OWN), SPAM, entry(2, url="https://new.example/2", title="No. 2")) == ()


def test_new_and_wide_sources_cannot_be_judged() -> None:
    assert find(records(*OWN[:2]), SPAM) == ()
    assert find(records(*[f"https://{name}.example/" for name in "abcd"]), SPAM) == ()
    assert find(records(*OWN)) == ()
