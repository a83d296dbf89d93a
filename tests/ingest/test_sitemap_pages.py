"""Which pages of a plain sitemap are asked: the newest at first, then what is new, and never the old ones."""

from datetime import UTC, datetime

from generator.ingest.sitemap_pages import MOST_PAGES, PageChoice, choose_pages, remember

PAGES = [(f"https://a.example/{day}", f"2026-11-{day:02}") for day in range(1, 31)]
UNDATED = [(url, "") for url, _ in PAGES]


def nothing(url: str) -> bool:
    return False


def test_the_first_visit_asks_the_newest() -> None:
    choice = choose_pages(PAGES, b"", nothing, datetime(2026, 11, 5, tzinfo=UTC), 3)
    assert choice == PageChoice(tuple(f"https://a.example/{day}" for day in (30, 29, 28)))
    assert choose_pages(PAGES, b"", nothing, datetime(2026, 11, 30, tzinfo=UTC), 10).ask == (PAGES[-1][0],)


def test_without_dates_the_first_of_the_list_count() -> None:
    choice = choose_pages(UNDATED, b"", nothing, datetime(2026, 11, 5, tzinfo=UTC), 2)
    assert choice.ask == ("https://a.example/1", "https://a.example/2")


def test_later_visits_request_only_new_pages() -> None:
    seen = remember(UNDATED, ())
    assert choose_pages(UNDATED, seen, nothing, None, 10) == PageChoice(())
    new = [("https://a.example/new", "")]
    assert choose_pages([*UNDATED, *new], seen, nothing, None, 10).ask == ("https://a.example/new",)
    assert choose_pages([*UNDATED, *new], seen, lambda url: url.endswith("new"), None, 10).ask == ()


def test_pages_beyond_the_limit_wait_for_the_next_visit() -> None:
    seen = remember([("https://a.example/old", "")], ())
    choice = choose_pages(PAGES, seen, nothing, None, 10)
    assert (len(choice.ask), len(choice.wait)) == (MOST_PAGES, 10)
    later = choose_pages(PAGES, remember(PAGES, choice.wait), nothing, None, 10)
    assert set(later.ask) == set(choice.wait)


def test_after_a_lost_cache_only_pages_newer_than_the_records_count() -> None:
    newest = datetime(2026, 11, 29, tzinfo=UTC)
    assert len(choose_pages(PAGES, b"", lambda url: url.endswith("/30"), newest, 10).ask) == 1
