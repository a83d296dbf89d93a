"""Heads of feeds from forms: feedgen makes a head for each shape that occurs, once, and the words of every feed are put
into their places.

Heads of one shape differ in nothing but words, and a site has thousands of feeds of three or four shapes; feedgen takes
250 µs for each. A test compares the two.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime

from msgspec.structs import replace

from generator.model.feed import FeedLinkedView, FeedView
from generator.render.xml_text import attribute, checked, text

Make = Callable[[FeedView], bytes]
"""Makes a head with feedgen."""

Escape = Callable[[str], str]
Part = tuple[str, Escape | None]
"""A text that stays (``None``), or the name of a word to put there and what escapes it."""

_MOMENT = datetime(1999, 9, 9, 9, 9, 9, tzinfo=UTC)
_PLACE = re.compile("(\ue000[a-z0-9]+\ue001)")
_WORDS = ("id", "title", "subtitle", "link", "url", "language", "author", "generator")


class Forms:
    """The forms of one format."""

    def __init__(self, make: Make) -> None:
        self._make = make
        self._forms: dict[object, list[Part]] = {}

    def head(self, view: FeedView) -> bytes:
        """Return a feed without entries. Raises :class:`ValueError` for a character that XML forbids."""
        words = {name: getattr(view, name) for name in _WORDS}
        words |= {f"link{number}": each.url for number, each in enumerate(view.links)}
        filled = tuple([name for name, word in words.items() if word])
        shape = (filled, view.ttl, view.archive, tuple([each.rel for each in view.links]))
        form = self._forms.get(shape)
        if form is None:
            form = self._forms[shape] = _form(self._make, view, filled)
        moment = view.updated.astimezone(UTC)
        words |= {"iso": moment.isoformat(), "mail": format_datetime(moment)}
        return checked("".join([escape(words[part]) if escape else part for part, escape in form]))


def _form(make: Make, view: FeedView, filled: tuple[str, ...]) -> list[Part]:
    """Return a form: texts that stay, and names of words with what escapes them where they stand."""
    places = {name: f"\ue000{name}\ue001" for name in filled if name in _WORDS}
    links = tuple(
        [FeedLinkedView(each.rel, f"\ue000link{number}\ue001") for number, each in enumerate(view.links)]
    )
    head = make(replace(view, **places, links=links, updated=_MOMENT)).decode()
    head = head.replace(_MOMENT.isoformat(), "\ue000iso\ue001").replace(
        format_datetime(_MOMENT), "\ue000mail\ue001"
    )
    parts = _PLACE.split(head)
    return [
        (part[1:-1], _escaping(parts[number - 1])) if part.startswith("\ue000") else (part, None)
        for number, part in enumerate(parts)
    ]


def _escaping(before: str) -> Escape:
    """Return what escapes a word that follows a text. In a description no tag may stand: see
    :func:`~generator.render.feed_heads.rss_head`."""
    if before.endswith('"'):
        return attribute
    return _description if before.endswith("<description>") else text


def _description(word: str) -> str:
    return text(word.replace("<", "&lt;"))
