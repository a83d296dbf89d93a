"""Lists of feeds of other programs → sources to add: OPML, planet.ini (Planet, Venus), Pluto's ini, osmosfeed's YAML.

Anything that cannot be imported is reported.
"""

import configparser
from collections.abc import Iterator

from msgspec import Struct

from generator.base.errors import SettingsError
from generator.base.urls import clean_url
from generator.ingest.opml import parse_opml

_PLANET_KEYS = frozenset(("name", "title", "link", "feed"))
_TOP = "top of the file"


class ListedFeed(Struct, frozen=True):
    """A feed of a list: its URL, a name, topics, and the page that belongs to it."""

    url: str
    name: str = ""
    topics: tuple[str, ...] = ()
    site: str = ""


class FeedList(Struct, frozen=True):
    """The feeds of a list, and descriptions of what could not be imported."""

    feeds: tuple[ListedFeed, ...] = ()
    left: tuple[str, ...] = ()


def parse_feed_list(body: bytes, shown: str) -> FeedList:
    """Parse a list. The content decides the format. Raises :class:`SettingsError` for anything else."""
    text = body.decode("utf-8-sig", "replace")
    if text.lstrip().startswith("<"):
        feeds = parse_opml(body, shown)
        return FeedList(
            tuple([ListedFeed(feed.url, feed.title, feed.folders[-1:], feed.page) for feed in feeds])
        )
    if any(line.lstrip().startswith("[") for line in text.splitlines()):
        return _parse_ini(text, shown)
    return _parse_yaml(text, shown)


def _parse_ini(text: str, shown: str) -> FeedList:
    parser = configparser.RawConfigParser(strict=False, allow_no_value=True)
    try:
        parser.read_string(f"[{_TOP}]\n{text}")
    except configparser.Error as error:
        raise SettingsError(f"{shown}: not an ini file: {error.message}", _HINT) from None
    feeds: list[ListedFeed] = []
    left: list[str] = []
    for section in parser.sections():
        values = {name: value or "" for name, value in parser.items(section) if name not in parser.defaults()}
        url = clean_url(values.get("feed") or section)
        if url and "://" in url:
            name, site = values.get("name") or values.get("title") or "", clean_url(values.get("link") or "")
            feeds.append(ListedFeed(url, name, site=site or ""))
            values = {name: value for name, value in values.items() if name not in _PLANET_KEYS}
        left += [f"{section}: {name} = {value}" for name, value in values.items()]
    return _checked(feeds, left, shown)


def _parse_yaml(text: str, shown: str) -> FeedList:
    import yaml

    try:
        given = yaml.safe_load(text)
    except yaml.YAMLError:
        given = None
    if not isinstance(given, dict) or not isinstance(given.get("sources"), list):
        raise SettingsError(f"{shown}: expected a list of feeds, found something else", _HINT)
    feeds = [ListedFeed(url) for each in given["sources"] if (url := _href(each))]
    left = [f"{name} = {value}" for name, value in given.items() if name != "sources"]
    return _checked(feeds, [*left, *_unknown(given["sources"])], shown)


def _href(source: object) -> str | None:
    href = source.get("href") if isinstance(source, dict) else source
    return clean_url(href) if isinstance(href, str) else None


def _unknown(sources: list[object]) -> Iterator[str]:
    for each in sources:
        if isinstance(each, dict):
            yield from (f"{each.get('href')}: {name} = {each[name]}" for name in each if name != "href")


def _checked(feeds: list[ListedFeed], left: list[str], shown: str) -> FeedList:
    if not feeds:
        raise SettingsError(f"{shown}: expected a list of feeds, found none", _HINT)
    return FeedList(tuple(feeds), tuple(left))


_HINT = "Lists can be OPML, the ini of Planet, Venus or Pluto, or the YAML of osmosfeed."
