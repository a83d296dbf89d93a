"""Unknown fields of a site, counted by name."""

from generator.base.problem import Problem
from generator.pipeline.unknown_fields import collect_unknown_fields


def test_fields_are_counted_with_their_first_places() -> None:
    found = [Problem(f"{number}.md", number, "date", "unknown field: ignored") for number in range(5)]
    found += [Problem("a.md", 0, "novel", "unknown field: ignored")]
    date, novel = collect_unknown_fields(found)
    assert (date.name, date.count, date.near) == ("date", 5, "publishedDateTime")
    assert date.places == ("0.md", "1.md:1", "2.md:2")
    assert (novel.count, novel.places, novel.near) == (1, ("a.md",), "")
    assert len(collect_unknown_fields(found, most=None)[0].places) == 5
