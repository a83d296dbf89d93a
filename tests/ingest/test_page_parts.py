"""Which entries of one page are items of their own."""

from time import process_time

from generator.ingest.identity import KnownIndex
from generator.ingest.page_parts import separate_parts
from generator.model.ingest import Entry, KnownRecord
from tests.ingest.kit import entry

LOG = "https://hedgerow.example/log"


def part(number: int, position: int, **fields: object) -> Entry:
    values = {
        "guid": f"v{number}",
        "anchor": f"v{number}",
        "title": f"Version {number}",
        "url": LOG,
        **fields,
    }
    return entry(position=position, **values)  # type: ignore[arg-type]


def test_fragments_count_where_everything_differs() -> None:
    found = separate_parts([part(2, 0), part(1, 1)], [part(3, 2)], KnownIndex(()), True)
    assert [found.entries[place].key for place in range(3)] == [f"{LOG}#v2", f"{LOG}#v1", f"{LOG}#v3"]
    assert [found.entries[place].url for place in range(3)] == [f"{LOG}#v2", f"{LOG}#v1", f"{LOG}#v3"]
    assert found.repeats == {}


def test_a_fragment_on_several_pages_is_a_mark() -> None:
    entries = [part(1, 0, anchor="rss"), part(2, 1, anchor="rss", url="https://hedgerow.example/2")]
    found = separate_parts(entries, [], KnownIndex(()), True)
    assert [found.entries[place].key for place in range(2)] == [LOG, "https://hedgerow.example/2"]


def test_the_entry_that_passed_or_is_known_comes_first() -> None:
    record = KnownRecord("a.md", LOG, LOG, "hedgerow", "v1", "Version 1")
    same = [part(2, 0, anchor=""), part(1, 1, anchor="")]
    assert separate_parts(same, [], KnownIndex([record]), True).repeats == {0: 1}
    assert separate_parts(same, [], KnownIndex([record]), False).repeats == {1: 0}
    assert separate_parts(same[1:], same[:1], KnownIndex(()), True).repeats == {0: 1}


def test_a_single_part_counts_if_it_is_not_what_is_known() -> None:
    known = KnownIndex([KnownRecord("a.md", LOG, LOG, "hedgerow", "v1", "Version 1")])
    apart = KnownIndex([KnownRecord("a.md", f"{LOG}#v1", f"{LOG}#v1", "hedgerow", "", "Version 1")])
    for index, expected in ((known, f"{LOG}#v2"), (apart, f"{LOG}#v2"), (KnownIndex(()), LOG)):
        assert separate_parts([part(2, 0)], [], index, True).entries[0].key == expected


def test_a_thousand_long_titles_of_one_page_take_no_time() -> None:
    words = "of a long name " * 200
    entries = [part(number, number, title=f"Version {number} {words}") for number in range(1000)]
    started = process_time()
    found = separate_parts(entries, [], KnownIndex(()), True)
    assert process_time() - started < 2
    assert (len(found.entries), found.repeats) == (1000, {})
