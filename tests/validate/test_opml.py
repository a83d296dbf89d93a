# ruff: noqa: E501 - a table
"""Rules of OPML, with their messages."""

import pytest

from tests.validate.samples import messages

CASES = [
    ('version="2.0"', 'version="3"', "opml.version: expected version 2.0, found '3'"),
    ('<title>Feeds</title>', '<name>Feeds</name>', "opml.unknown: expected an element allowed in head, found 'name'"),
    ('<title>', '<title>All</title><title>', "opml.twice: expected one title, found 'another'"),
    ('Tue, 28', '28.', "opml.date: expected a date such as 'Tue, 28 Dec 2021 11:00:00 +0000' in dateModified, found '28. Dec 2021 11:00:00 +0000'"),
    ('1, 3', '1 to 3', "opml.value: expected comma-separated line numbers in expansionState, found '1 to 3'"),
    ('<windowTop>3', '<windowTop>top', "opml.value: expected a whole number in windowTop, found 'top'"),
    ('language="en"', 'language=""', "opml.value: expected a language tag as language of outline, found ''"),
    ('<outline text="Topics">', '<outline>', 'opml.text: expected a text as text of outline, found nothing'),
    ('xmlUrl="https://feed.example/piers/feed.rss"', '', 'opml.subscription: expected the URL of a feed as xmlUrl of outline, found nothing'),
    ('title="Piers" ', '', 'opml.subscription: expected a title as title of outline, found nothing'),
    ('htmlUrl="https://feed.example/piers/"', 'htmlUrl="/piers/"', "opml.subscription: expected the URL of a page as htmlUrl of outline, found '/piers/'"),
    ('type="rss" ', '', "opml.subscription: expected type='rss' for an outline with xmlUrl, found nothing"),
    ('version="RSS2"', 'version="RSS 2"', "opml.subscription: expected a version of RSS as version of outline, found 'RSS 2'"),
    ('url="https://feed.example/more.opml" ', '', 'opml.inclusion: expected a URL as url of outline, found nothing'),
    ('28 Dec 2021 11:00:00 GMT"', '2021"', "opml.date: expected a date such as 'Tue, 28 Dec 2021 11:00:00 +0000' as created of outline, found '2021'"),
    ('<ownerId>https://feed.example/', '<ownerId>me', "opml.value: expected an absolute URL in ownerId, found 'me'"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), CASES)
def test_finding(old: str, new: str, message: str) -> None:
    assert messages("opml", (old, new)) == [message]


def test_a_feed_needs_no_page() -> None:
    assert messages("opml", ('htmlUrl="https://feed.example/piers/"', "")) == []
