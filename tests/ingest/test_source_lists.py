"""Lists of other programs become sources; what cannot be carried over is named."""

import pytest

from generator.base.errors import SettingsError
from generator.ingest.source_lists import ListedFeed, parse_feed_list

OPML = b"""<opml version="2.0"><body><outline text="Insects">
<outline type="rss" text="Bees" xmlUrl="https://bees.example/feed" htmlUrl="https://bees.example/"/></outline></body></opml>"""

PLANET = b"""[Planet]
name = Planet Garden
[DEFAULT]
facewidth = 64
[https://bees.example/feed]
name = Bees
filter = (?i)bee
face = bee.png
[https://wasps.example/feed]
name = Wasps
"""

PLUTO = b"""title = Planet Garden
[bees]
  title = Bees
  link  = https://bees.example
  feed  = https://bees.example/feed
"""

OSMOS = b"""cacheUrl: https://a.example/cache.json
sources:
  - href: https://bees.example/feed
  - href: https://wasps.example/feed
    filter: none
"""
BEES = ListedFeed("https://bees.example/feed", "Bees")


def test_folders_of_opml_are_topics() -> None:
    assert parse_feed_list(OPML, "a.opml").feeds == (
        ListedFeed("https://bees.example/feed", "Bees", ("Insects",), "https://bees.example/"),
    )


def test_planet() -> None:
    found = parse_feed_list(PLANET, "planet.ini")
    assert found.feeds == (BEES, ListedFeed("https://wasps.example/feed", "Wasps"))
    assert "https://bees.example/feed: filter = (?i)bee" in found.left
    assert "https://bees.example/feed: face = bee.png" in found.left


def test_pluto() -> None:
    found = parse_feed_list(PLUTO, "pluto.ini")
    assert found.feeds == (ListedFeed(BEES.url, "Bees", site="https://bees.example"),)
    assert found.left == ("top of the file: title = Planet Garden",)


def test_osmosfeed() -> None:
    found = parse_feed_list(OSMOS, "osmosfeed.yaml")
    assert [feed.url for feed in found.feeds] == ["https://bees.example/feed", "https://wasps.example/feed"]
    assert len(found.left) == 2


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "expected a list of feeds"),
        (b"[a]\nb = c\n", "expected a list of feeds, found none"),
        (b"text", "expected a list of feeds"),
        (b"sources: 1", "expected a list of feeds"),
        (b" = [\n[", "not an ini file"),
        (b"\x00\xff", "expected a list of feeds"),
        (b"<html>", "expected OPML"),
    ],
)
def test_anything_else_is_an_error(body: bytes, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        parse_feed_list(body, "list")
