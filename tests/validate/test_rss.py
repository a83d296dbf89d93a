# ruff: noqa: E501 - a table
"""Rules of RSS 2.0, with their messages."""

import pytest

from tests.validate.samples import messages

CASES = [
    ('<link>https://a.example/2', '<link>/2', "rss.address: expected an absolute URL in link, found '/2'"),
    ('<title>Second', '<title>', 'rss.blank: expected text in title, found nothing'),
    ('<title>Second', '<title>&lt;b&gt;Second&lt;/b&gt;', "rss.markup: expected plain text in title, found '<b>'"),
    ('version="2.0"', 'version="0.91"', "rss.version: expected version 2.0, found '0.91'"),
    ('<description>News of the &amp;amp; pier</description>', '', 'rss.missing: expected a description in channel, found nothing'),
    ('<ttl>60', '<ttl>0', "rss.number: expected a whole number of at least 1 in ttl, found '0'"),
    ('<ttl>60</ttl>', '<ttl>60</ttl><ttl>61</ttl>', "rss.twice: expected one ttl, found 'another'"),
    ('<hour>3', '<hour>24', "rss.skip: expected hours from 0 to 23, found '24'"),
    ('<day>Sunday', '<day>Sonntag', "rss.skip: expected English names of days, found 'Sonntag'"),
    ('ed@feed.example (The Editor)', 'The Editor', "rss.mail: expected an email address in managingEditor, found 'The Editor'"),
    ('registerProcedure="" ', '', 'rss.cloud: expected a value as registerProcedure of cloud, found nothing'),
    ('<width>144', '<width>145', "rss.image: expected a width of at most 144, found '145'"),
    ('<lastBuildDate>Tue', '<lastBuildDate>Mon', "rss.date: expected a date such as 'Tue, 28 Dec 2021 11:00:00 +0000' in lastBuildDate, found 'Mon, 28 Dec 2021 11:00:00 +0000'"),
    ('length="0" ', '', 'rss.enclosure: expected a number of bytes as length of enclosure, found nothing'),
    ('<source url="https://a.example/feed">', '<source>', 'rss.source: expected the URL of a feed as url of source, found nothing'),
    ('<guid>https://feed.example/2/', '<guid>2', "rss.guid: expected a URL, or isPermaLink='false', found '2'"),
    ('isPermaLink="false"', 'isPermaLink="no"', "rss.guid: expected isPermaLink as true or false, found 'no'"),
    ('<guid>https://feed.example/2/</guid>', '', 'rss.guid-missing: expected a guid, found nothing'),
    ('rel="self" type="application/rss+xml"', 'rel="via" type="application/rss+xml"', "rss.self: expected one atom:link with rel='self', found '0'"),
    ('rel="self" type="application/rss+xml"', 'rel="self" type="text/xml"', "rss.self: expected the type application/rss+xml, found 'text/xml'"),
    ('<language>en-GB', '<language>English!', "rss.language: expected a language tag in language, found 'English!'"),
    ('<language>en-GB</language>', '<language>en-GB</language><dc:language>en</dc:language>', "rss.semantics: expected either language or dc:language, found 'both'"),
    ('hourly', 'often', "ext.period: expected hourly, daily, weekly, … in sy:updatePeriod, found 'often'"),
    ('<item><title>Second</title>', '<item><abstract>Second</abstract><title>Second</title>', "rss.unknown: expected an element allowed in item, found 'abstract'"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), CASES)
def test_finding(old: str, new: str, message: str) -> None:
    assert messages("rss", (old, new)) == [message]
