"""Lists of feeds."""

from pathlib import Path

import pytest

from generator.base.errors import SettingsError
from generator.ingest.opml import OpmlFeed, parse_opml

FILE = Path(__file__).parent / "feeds" / "subscriptions.opml"


def test_feeds_have_their_folders_and_each_url_is_there_once() -> None:
    assert parse_opml(FILE.read_bytes()) == (
        OpmlFeed(
            "https://hedgerow.example/feed.xml", "Hedgerow", "https://hedgerow.example/", ("Small Things",)
        ),
        OpmlFeed("http://quarry.example/feed", "Quarry & Co", "", ("Small Things", "Deep")),
    )


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("feed:https://a.example/f", "https://a.example/f"),
        ("FEED://a.example/f", "http://a.example/f"),
        (" https://a.example ", "https://a.example"),
    ],
)
def test_addresses_of_feed_readers_are_understood(url: str, clean: str) -> None:
    (feed,) = parse_opml(f'<opml><body><outline xmlUrl="{url}"/></body></opml>'.encode())
    assert feed.url == clean


@pytest.mark.parametrize("body", [b"", b"plain", b"<rss/>"])
def test_other_files_are_refused(body: bytes) -> None:
    with pytest.raises(SettingsError, match=r"^feeds\.opml: expected OPML"):
        parse_opml(body, "feeds.opml")


def test_deep_nesting_is_given_up() -> None:
    assert (
        parse_opml(b"<opml><body>" + b"<outline text='a'>" * 200 + b"<outline xmlUrl='https://a.example'/>")
        == ()
    )
