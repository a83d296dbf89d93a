"""Search entries that the tests of the search index share."""

from generator.model.views.search import SearchEntry, SearchResult


def make_entries(count: int = 40) -> list[SearchEntry]:
    """Return entries with filters that have many values."""
    return [
        SearchEntry(
            result=SearchResult(
                url=f"/2024/item-{number}/",
                title=f"The kettle {number}",
                content=f"What there is to say about kettle {number}, <b> & all.",
                date=f"2024-05-{number:02}",
            ),
            about="Clocks",
            filters=(
                ("topic", (f"Topic {number % 9}", f"Topic {number % 7}")),
                ("year", (f"{2000 + number}",)),
            ),
        )
        for number in range(count)
    ]
