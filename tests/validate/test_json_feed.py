# ruff: noqa: E501 - a table
"""Rules of JSON Feed, with their messages."""

import pytest

from tests.validate.samples import messages

CASES = [
    ('version/1.1', 'version/2', "json.version: expected https://jsonfeed.org/version/1.1, found 'https://jsonfeed.org/version/2'"),
    ('"title": "Small Currents", ', '', 'json.missing: expected title in the feed, found nothing'),
    ('"id": "2", ', '', 'json.missing: expected id in an item, found nothing'),
    ('"id": "2"', '"id": " "', 'json.missing: expected text in id, found nothing'),
    ('"id": "2"', '"id": 2', "json.type: expected a string as id, found '2'"),
    ('"expired": false', '"expired": "no"', "json.type: expected true or false as expired, found 'no'"),
    ('{"id": "2", "content_text": "Second"}', '[]', "json.type: expected an object as an item, found '[]'"),
    ('"tags": ["Piers"]', '"tags": "Piers"', "json.type: expected an array as tags, found 'Piers'"),
    ('"size_in_bytes": 12', '"size_in_bytes": -1', "json.type: expected a number as size_in_bytes, found '-1'"),
    ('"_ours"', '"ours"', "json.unknown: expected a field of JSON Feed 1.1, or a name that starts with '_', found 'ours'"),
    ('"url": "https://a.example/pier"', '"url": "/pier"', "json.address: expected an absolute URL as url, found '/pier'"),
    ('"title": "The pier"', '"title": "The &amp; pier"', "json.content: expected plain text as title, found '&amp;'"),
    (', "content_text": "Second"', '', 'json.content: expected content_html or content_text in an item, found nothing'),
    ('2021-12-28T10:00:00Z', '28 Dec 2021', "json.date: expected a date such as '2021-12-28T11:00:00Z' as date_published, found '28 Dec 2021'"),
    ('{"url": "https://a.example/ada"}', '{"_x": 1}', 'json.author: expected name, url or avatar in an author, found nothing'),
    ('"authors": [{"name": "The Editors"}]', '"author": {"name": "The Editors"}', "json.deprecated: expected authors, which replaces author in version 1.1, found 'author'"),
    (', "mime_type": "image/jpeg"', '', 'json.attachment: expected mime_type in attachments, found nothing'),
    ('"next_url": "https://feed.example/2021/12/feed.json"', '"next_url": "https://feed.example/feed.json"', "json.next: expected a next_url that differs from feed_url, found 'https://feed.example/feed.json'"),
    ('en-GB', 'English!', "json.language: expected a language tag as language, found 'English!'"),
    ('"hubs": [{"type": "WebSub", ', '"hubs": [{', 'json.missing: expected type in hubs, found nothing'),
    ('"hubs": [{"type": "WebSub", "url": "https://hub.example/"}]', '"hubs": ["https://hub.example/"]', "json.type: expected an object in hubs, found 'https://hub.example/'"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), CASES)
def test_finding(old: str, new: str, message: str) -> None:
    assert messages("json", (old, new)) == [message]
