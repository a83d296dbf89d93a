# ruff: noqa: E501 - a table
"""Rules of Media RSS, with their messages."""

import pytest

from tests.validate.samples import messages

CASES = [
    ('<media:thumbnail url="https://a.example/2.jpg"/>', '<media:thumbnail/>', 'media.address: expected a URL as url of media:thumbnail, found nothing'),
    ('<media:content url="https://a.example/1.jpg" ', '<media:content ', 'media.address: expected a url or a media:player in media:content, found nothing'),
    ('type="image/jpeg" medium', 'type="jpeg" medium', "media.type: expected a media type as type of media:content, found 'jpeg'"),
    ('medium="image"', 'medium="picture"', "media.medium: expected one of image, audio, video, document, executable as medium of media:content, found 'picture'"),
    ('width="800"', 'width="800px"', "media.number: expected a whole number as width of media:content, found '800px'"),
    ('type="plain">A pier', 'type="text">A pier', "media.text: expected the type plain or html, found 'text'"),
    ('type="plain">A pier', 'type="plain">A &lt;b&gt;pier', "media.text: expected plain text, found '<b>'"),
    ('<media:thumbnail url="https://a.example/2.jpg"/>', '<media:picture/>', "media.unknown: expected an element allowed in item, found 'media:picture'"),
    ('<media:title ', '<media:title>A</media:title><media:title ', "media.twice: expected one media:title, found 'another'"),
    ('<media:thumbnail url="https://a.example/2.jpg"/>', '<media:group/>', "media.group: expected two or more media:content in a media:group, found '0'"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), CASES)
def test_finding(old: str, new: str, message: str) -> None:
    assert messages("rss", (old, new)) == [message]
