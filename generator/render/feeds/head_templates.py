"""Renders feed heads from cached templates.

feedgen takes 250 µs for a head, and a site has thousands of feeds. But their heads have only three or four shapes and
differ in texts otherwise. So feedgen makes one head for each shape, which becomes a template for all others. A test
compares the results with feedgen's. Templates are cached between builds, so that most builds do not import feedgen.
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
"""Renders a head with feedgen."""

HeadPart = tuple[str, str]
"""A literal text and ``""``, or the name of a field and a key of :data:`ESCAPES`.

Example: ``[("<title>", ""), ("title", "text"), ("</title>", "")]``
"""

_MOMENT = datetime(1999, 9, 9, 9, 9, 9, tzinfo=UTC)
_PLACEHOLDER = re.compile("(\ue000[a-z0-9]+\ue001)")
_FIELDS = ("id", "title", "subtitle", "link", "url", "language", "author", "generator", "picture")


class FeedHeadTemplates:
    """Feed head templates of one format, cached in ``folder`` if given. ``salt`` is the digest of the code."""

    def __init__(self, format: str, make: HeadMaker, folder: Path | None = None, salt: bytes = b"") -> None:
        self._format = format
        self._make = make
        self._folder, self._salt = folder, salt
        self._templates: dict[object, list[HeadPart]] = {}

    def head(self, view: FeedView) -> bytes:
        """Return a feed without entries. Raises :class:`ValueError` for a character that XML forbids."""
        values = {name: getattr(view, name) for name in _FIELDS}
        values |= {f"link{number}": link.url for number, link in enumerate(view.links)}
        filled = tuple([name for name, value in values.items() if value])
        shape = (filled, view.ttl, view.archive, tuple([link.rel for link in view.links]))
        template = self._templates.get(shape)
        if template is None:
            template = self._templates[shape] = self._load_or_create(shape, view, filled)
        moment = view.updated.astimezone(UTC)
        values |= {"iso": moment.isoformat(), "mail": format_datetime(moment)}
        return check_xml(
            "".join([ESCAPES[escape](values[part]) if escape else part for part, escape in template])
        )

    def _load_or_create(self, shape: object, view: FeedView, filled: tuple[str, ...]) -> list[HeadPart]:
        key = f"{digest(msgspec.msgpack.encode((self._format, shape))).hex()}.form"
        body = load_compiled(self._folder, True, key, self._salt) if self._folder else None
        if body is not None:
            with suppress(msgspec.MsgspecError):
                return msgspec.msgpack.decode(body, type=list[HeadPart])
        template = _create_template(self._make, view, filled)
        if self._folder:
            store_compiled(self._folder, True, key, self._salt, msgspec.msgpack.encode(template))
        return template


def _create_template(make: HeadMaker, view: FeedView, filled: tuple[str, ...]) -> list[HeadPart]:
    """Return a template: render a head with placeholders for its texts and split it at them."""
    placeholders = {name: f"\ue000{name}\ue001" for name in filled if name in _FIELDS}
    links = tuple(
        [FeedLinkedView(link.rel, f"\ue000link{number}\ue001") for number, link in enumerate(view.links)]
    )
    head = make(replace(view, **placeholders, links=links, updated=_MOMENT)).decode()
    head = head.replace(_MOMENT.isoformat(), "\ue000iso\ue001").replace(
        format_datetime(_MOMENT), "\ue000mail\ue001"
    )
    parts = _PLACEHOLDER.split(head)
    return [
        (part[1:-1], _escape_name(parts[number - 1])) if part.startswith("\ue000") else (part, "")
        for number, part in enumerate(parts)
    ]


def _escape_name(before: str) -> str:
    """Return the key of :data:`ESCAPES` for a placeholder after the text ``before``.

    A description must not contain tags: see :func:`~generator.render.feeds.heads.rss_head`.
    """
    if before.endswith('"'):
        return "attribute"
    return "description" if before.endswith("<description>") else "text"


def _escape_description(value: str) -> str:
    return escape_text(value.replace("<", "&lt;"))


ESCAPES = {"attribute": escape_attribute, "text": escape_text, "description": _escape_description}
