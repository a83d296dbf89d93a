"""Search entries that the tests of the search index share."""

from generator.model.views.search import SearchEntry


def make_entries(count: int = 40) -> list[SearchEntry]:
    """Return entries with filters that have many values."""
    return [
        SearchEntry(
            url=f"/2024/item-{number}/#date=2024",
            title=f"The kettle {number}",
            about="Clocks",
            content=f"What there is to say about kettle {number}, <b> & all.",
            filters=(
                ("topic", (f"Topic {number % 9}", f"Topic {number % 7}")),
                ("year", (f"{2000 + number}",)),
            ),
            date=f"2024-05-{number:02}",
        )
        for number in range(count)
    ]
