"""Collecting and sorting findings."""

from lxml import etree

from generator.model.results.finding import Finding
from generator.validate.findings import FindingCollector, RawFinding, line_of, show_text, sort_findings


def test_a_finding_has_the_line_of_its_element() -> None:
    root = etree.fromstring(b"<a>\n<b/>\n</a>")
    findings = FindingCollector()
    findings.add("rss.blank", root[0], "text in b", None)
    findings.add("rss.guid", 9, "a guid", "x")
    assert findings == [
        RawFinding("rss.blank", 2, "expected text in b, found nothing"),
        RawFinding("rss.guid", 9, "expected a guid, found 'x'"),
    ]


def test_an_element_without_a_line_is_on_line_0() -> None:
    assert line_of(etree.Element("a")) == 0


def test_values_are_stripped_shortened_and_legible() -> None:
    assert show_text(" many ") == "'many'"
    assert show_text("") == "''"
    assert show_text(None) == "nothing"
    assert len(show_text("x" * 500)) < 100
    assert "\x1b" not in show_text("\x1b[31m")


def test_findings_are_sorted_by_line_and_have_their_rule() -> None:
    raw = [RawFinding("rss.guid", 9, "b"), RawFinding("rss.blank", 2, "a")]
    assert sort_findings("feed.rss", raw) == (
        Finding("feed.rss", 2, "rss.blank", "a", "RSS 2.0: elements", "warning"),
        Finding("feed.rss", 9, "rss.guid", "b", "RSS 2.0: guid", "error"),
    )
