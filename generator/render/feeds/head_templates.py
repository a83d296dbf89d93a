"""Heads of feeds from forms: feedgen makes a head for each shape that occurs, once, and the words of every feed are put
into their places. Forms are kept from build to build, so that most builds do without feedgen.

Heads of one shape differ in nothing but words, and a site has thousands of feeds of three or four shapes; feedgen takes
250 µs for each. A test compares the two.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from generator.base.digest import digest
from generator.model.views.feeds import FeedLinkedView, FeedView
from generator.render.html.template_cache import load_compiled, store_compiled
from generator.render.xml import check_xml, escape_attribute, escape_text

HeadMaker = Callable[[FeedView], bytes]
"""Makes a head with feedgen."""

HeadPart = tuple[str, str]
"""A text that stays (``""``), or the name of a word to put there and how to escape it (:data:`ESCAPES`)."""

_MOMENT = datetime(1999, 9, 9, 9, 9, 9, tzinfo=UTC)
_PLACE = re.compile("(\ue000[a-z0-9]+\ue001)")
_WORDS = ("id", "title", "subtitle", "link", "url", "language", "author", "generator")


class FeedHeadTemplates:
    """The forms of one format. Those made before lie in a ``folder`` if there is one, under the digest ``salt`` of what
    makes them."""

    def __init__(self, format: str, make: HeadMaker, folder: Path | None = None, salt: bytes = b"") -> None:
        self._format = format
        self._make = make
        self._folder, self._salt = folder, salt
        self._forms: dict[object, list[HeadPart]] = {}

    def head(self, view: FeedView) -> bytes:
        """Return a feed without entries. Raises :class:`ValueError` for a character that XML forbids."""
        words = {name: getattr(view, name) for name in _WORDS}
        words |= {f"link{number}": each.url for number, each in enumerate(view.links)}
        filled = tuple([name for name, word in words.items() if word])
        shape = (filled, view.ttl, view.archive, tuple([each.rel for each in view.links]))
        form = self._forms.get(shape)
        if form is None:
            form = self._forms[shape] = self._form(shape, view, filled)
        moment = view.updated.astimezone(UTC)
        words |= {"iso": moment.isoformat(), "mail": format_datetime(moment)}
        return check_xml("".join([ESCAPES[how](words[part]) if how else part for part, how in form]))

    def _form(self, shape: object, view: FeedView, filled: tuple[str, ...]) -> list[HeadPart]:
        key = f"{digest(msgspec.msgpack.encode((self._format, shape))).hex()}.form"
        body = load_compiled(self._folder, True, key, self._salt) if self._folder else None
        if body is not None:
            with suppress(msgspec.MsgspecError):
                return msgspec.msgpack.decode(body, type=list[HeadPart])
        form = _form(self._make, view, filled)
        if self._folder:
            store_compiled(self._folder, True, key, self._salt, msgspec.msgpack.encode(form))
        return form


def _form(make: HeadMaker, view: FeedView, filled: tuple[str, ...]) -> list[HeadPart]:
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
        (part[1:-1], _escaping(parts[number - 1])) if part.startswith("\ue000") else (part, "")
        for number, part in enumerate(parts)
    ]


def _escaping(before: str) -> str:
    """Return how to escape a word that follows a text. In a description no tag may stand: see
    :func:`~generator.render.feeds.heads.rss_head`."""
    if before.endswith('"'):
        return "attribute"
    return "description" if before.endswith("<description>") else "text"


def _description(word: str) -> str:
    return escape_text(word.replace("<", "&lt;"))


ESCAPES = {"attribute": escape_attribute, "text": escape_text, "description": _description}
