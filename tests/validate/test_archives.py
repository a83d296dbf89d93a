# ruff: noqa: E501 - a table
"""Rules of RFC 5005, with their messages."""

import pytest

from tests.validate.samples import messages

CASES = [
    ('<fh:archive/>', '<fh:archive/><fh:complete/>', "history.kind: expected either fh:complete or fh:archive, found 'both'"),
    ('<fh:archive/>', '<fh:archive>true</fh:archive>', "history.empty: expected an empty fh:archive, found 'true'"),
    ('<fh:archive/>', '<fh:archive><fh:complete/></fh:archive>', "history.empty: expected an empty fh:archive, found 'child elements'"),
    ('rel="prev-archive"/>', 'rel="prev-archive"/><link href="https://feed.example/x" rel="prev-archive"/>', "history.link: expected one prev-archive link, found '2'"),
    ('https://feed.example/2021/11/feed.atom', 'https://feed.example/2021/12/feed.atom', "history.link: expected the URL of another feed, found 'https://feed.example/2021/12/feed.atom'"),
    ('https://feed.example/2021/11/feed.atom', 'tag:feed.example,2026:x', "history.link: expected the URL of the prev-archive feed, found 'tag:feed.example,2026:x'"),
    ('rel="current"', 'rel="related"', 'history.current: expected a link to the current feed in an archive, found nothing'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), CASES)
def test_finding(old: str, new: str, message: str) -> None:
    assert messages("atom", (old, new)) == [message]
