"""Validating feeds in parts or as a whole, with cached entries and arbitrary content."""

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.text import make_legible
from generator.validate.split import split_feed
from generator.validate.validator import Validator
from tests.support.site_kit import Site, article
from tests.validate.samples import ATOM, FEEDS, RSS, spoilt

GOLDEN = Path(__file__).parents[1] / "golden" / "expected"


def test_golden_feeds_are_valid() -> None:
    feeds = [file for file in GOLDEN.rglob("*") if file.suffix in (".rss", ".atom", ".opml")]
    assert len(feeds) > 10
    validator = Validator()
    assert [validator.validate(file.name, file.read_bytes()) for file in feeds] == [()] * len(feeds)


def test_a_finding_has_place_message_and_standard() -> None:
    (found,) = Validator().validate(
        "topics/a/feed.rss", spoilt("rss", ("<link>https://a.example/2", "<link>/2"))
    )
    assert found.format_line() == (
        "topics/a/feed.rss:21: rss.address: expected an absolute URL in link, found '/2' "
        "[RSS 2.0: comments (absolute URLs)]"
    )
    assert found.severity == "error"


def test_counts_the_lines_of_a_long_entry() -> None:
    data = spoilt("rss", ("AT&amp;amp;T", "AT\nT"), ("<link>https://a.example/2", "<link>/2"))
    assert split_feed(data) is not None
    assert [found.line for found in Validator().validate("feed", data)] == [22]


def test_cached_findings_have_the_line_in_each_feed() -> None:
    validator = Validator()
    first = validator.validate("one", spoilt("rss", ("<link>https://a.example/2", "<link>/2")))
    other = spoilt("rss", ("<link>https://a.example/2", "<link>/2"), ("<ttl>60</ttl>\n", ""))
    second = validator.validate("other", other)
    assert [(each.path, each.line) for each in (*first, *second)] == [("one", 21), ("other", 20)]


def test_the_cache_distinguishes_namespace_declarations() -> None:
    """The same line with other namespace declarations is another entry."""
    validator = Validator()
    assert validator.validate("one", RSS.encode()) == ()
    other = RSS.replace('xmlns:media="http://search.yahoo.com/mrss/"', 'xmlns:media="https://other.example/"')
    other = other.replace('medium="image"', 'medium="other"')
    assert validator.validate("other", other.encode()) == ()


@pytest.mark.parametrize(
    "line",
    [
        "<item><title>A</title><!-- </item>\n<item>--></item>",
        "<item><title>A</title><![CDATA[</item>\n<item>]]></item>",
        "<item><item><title>A</title></item>\n<item></item></item>",
    ],
)
def test_lines_that_only_look_like_entries_are_parsed_as_a_whole(line: str) -> None:
    data = RSS.replace("</channel>", f"{line}\n</channel>").encode()
    whole = data.replace(b"<channel>", b"<!-- --><channel>")
    assert Validator().validate("feed", data) == Validator().validate("feed", whole) != ()


def test_external_entities_are_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("tag:secret")
    entity = f'<!DOCTYPE feed [<!ENTITY x SYSTEM "{secret.as_uri()}">]><feed'
    data = ATOM.replace("<feed", entity, 1).replace("tag:feed.example,2026:feed/", "&x;").encode()
    assert "secret" not in repr(
        [each.message for each in Validator().validate("f", data) if each.rule != "xml.doctype"]
    )


@given(
    name=st.sampled_from(sorted(FEEDS)),
    at=st.integers(0, 4000),
    cut=st.integers(0, 9),
    text=st.text(max_size=3),
)
def test_arbitrary_text_raises_nothing(name: str, at: int, cut: int, text: str) -> None:
    whole = FEEDS[name]
    data = (whole[:at] + text + whole[at + cut :]).encode(errors="replace")
    assert all(found.message == make_legible(found.message) for found in Validator().validate("feed", data))


@pytest.mark.parametrize(
    ("feed", "rule"),
    [
        pytest.param(
            b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * 100_000,
            "json.syntax",
            id="deep nesting",
        ),
        pytest.param(
            b'<rss version="2.0"><channel><webMaster>a@' + b"a." * 50_000 + b"(</webMaster></channel></rss>",
            "rss.mail",
            id="long email address",
        ),
        pytest.param(
            b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><published>9999-12-31T23:59:59-12:00</published>'
            b"<updated>0001-01-01T00:00:00+12:00</updated></entry></feed>",
            "atom.update",
            id="dates out of range in UTC",
        ),
    ],
)
def test_extreme_feeds_are_reported_fast(feed: bytes, rule: str) -> None:
    started = process_time()
    assert rule in {finding.rule for finding in Validator().validate("feed", feed)}
    assert process_time() - started < 1


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_reported(data: bytes) -> None:
    assert Validator().validate("feed", data)


def test_the_feeds_of_a_site_are_valid(small_site: Site) -> None:
    report = small_site.build(strict=True)
    assert report.counts.feeds > 10
    assert report.findings == ()


def test_markup_in_names_and_captions_is_escaped_in_feeds(site: Site) -> None:
    about = "How &amp;lt;b&amp;gt; and <b> work"
    picture = {"url": "https://a.example/p.jpg", "width": 900, "height": 600, "title": about}
    provider = {"name": about, "domain": "paper.example"}
    site.record("a.md", article("a", title=about, images=[picture], provider=provider, topics=[about]))
    assert site.build(strict=True).findings == ()
