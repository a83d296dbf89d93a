"""A finding names place, rule, problem and section."""

import pytest

from generator.model.results.finding import Finding


@pytest.mark.parametrize(("line", "place"), [(7, "feed.rss:7"), (0, "feed.rss")])
def test_a_finding_is_one_line(line: int, place: str) -> None:
    finding = Finding("feed.rss", line, "rss.guid", "expected a guid", "RSS 2.0", "error")
    assert finding.format_line() == f"{place}: rss.guid: expected a guid [RSS 2.0]"


def test_findings_are_sorted_by_feed_and_line() -> None:
    one, two, three = (
        Finding(path, line, "r", "m", "s", "error") for path, line in (("a", 2), ("a", 10), ("b", 1))
    )
    assert sorted((three, two, one)) == [one, two, three]
