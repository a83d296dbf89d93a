"""What an HTML page refers to, collected tag by tag as the parser comes to it. A tree would cost twice as much."""

from collections.abc import Mapping
from typing import Any, cast

from lxml import etree

from generator.sitecheck.policy import REQUESTS, Element

MAX_DEPTH = 15_000
"""The most levels of elements. The parser compares an end tag without a start with all open elements."""

_TITLE_END = b"</title>"

_LONG = MAX_DEPTH * len("<b>")
"""Bytes that so many levels take at least."""

_URLS = ("href", "src", "poster", "action", "formaction", "cite")
_SRCSETS = ("srcset", "imagesrcset")
_ATTRIBUTES = frozenset((*_URLS, *_SRCSETS, "id", "style"))
_ELEMENTS = frozenset((*REQUESTS, "meta", "link", "a", "object", "base", "body", "style"))
_CARDS = frozenset(("og:url", "og:image", "twitter:image"))
"""Properties of ``<meta>`` that name files of the site, for link previews."""


class NestingError(Exception):
    """A page is nested deeper than :data:`MAX_DEPTH`."""

    def __str__(self) -> str:
        return f"its elements are nested more than {MAX_DEPTH:,} levels deep"


class Markup:
    """The attributes of a page that matter, and its metadata. The parser calls :meth:`start`."""

    def __init__(self) -> None:
        self.urls: list[str] = []
        self.srcsets: list[str] = []
        self.styles: list[str] = []
        self.anchors: list[str] = []
        self.cards: list[str] = []
        self.refreshes: list[str] = []
        self.requests: list[Element] = []
        self.robots = self.base = self.canonical = self.title = self.policy = ""
        self.metadata: dict[str, str] = {}
        self.is_head, self.has_styles = True, False
        lists = {
            "id": self.anchors,
            **dict.fromkeys(_URLS, self.urls),
            **dict.fromkeys(_SRCSETS, self.srcsets),
        }
        self.append = {name: values.append for name, values in lists.items()}

    def read_element(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Read an element whose attributes have a meaning of their own."""
        if tag in REQUESTS:
            self.requests.append((tag, attributes))
        if tag == "meta":
            self._read_meta(attributes)
        elif tag == "link" and self.is_head and attributes.get("rel") == "canonical":
            self.canonical = self.canonical or attributes.get("href", "")
        elif tag == "a" and "name" in attributes:
            self.anchors.append(attributes["name"])
        elif tag == "object" and "data" in attributes:
            self.urls.append(attributes["data"])
        elif tag == "base":
            self.base = self.base or attributes.get("href", "")
        elif tag == "style":
            self.has_styles = True
        elif tag == "body":
            self.is_head = False

    def _read_meta(self, attributes: Mapping[str, str]) -> None:
        content = attributes.get("content", "")
        names = [attributes[each] for each in ("property", "name") if each in attributes]
        directive = attributes.get("http-equiv", "").lower()
        if directive == "refresh":
            self.refreshes.append(content)
        elif directive == "content-security-policy":
            self.policy = self.policy or content
        elif not _CARDS.isdisjoint(names):
            self.cards.append(content)
        if attributes.get("name") == "robots":
            self.robots += f"{content} "
        if self.is_head:
            for name in names:
                self.metadata.setdefault(name, content)


class _TagReader:
    """Target of the parser for tags alone: end tags and text would take a fifth of the time."""

    def __init__(self) -> None:
        self.markup = Markup()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _ELEMENTS:
            self.markup.read_element(tag, attributes)
        if _ATTRIBUTES.isdisjoint(attributes):
            return
        append = self.markup.append
        for name, value in attributes.items():
            if name in append:
                append[name](value)
            elif name == "style" and "url(" in value:
                self.markup.styles.append(value)

    def close(self) -> Markup:
        markup, self.markup = self.markup, Markup()
        return markup


class _TextReader(_TagReader):
    """Target of the parser for the texts of a title and of style sheets, too. It knows how deep it is."""

    def __init__(self) -> None:
        super().__init__()
        self._depth, self._text = 0, list[str]()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        super().start(tag, attributes)
        self._depth += 1
        self._text.clear()
        if self._depth > MAX_DEPTH:
            raise NestingError

    def end(self, tag: str) -> None:
        self._depth -= 1
        if tag == "style":
            self.markup.styles.append("".join(self._text))
        elif tag == "title" and self.markup.is_head:
            self.markup.title = self.markup.title or "".join(self._text)

    def data(self, text: str) -> None:
        self._text.append(text)

    def close(self) -> Markup:
        self._depth = 0
        return super().close()


class MarkupReader:
    """Reads the markup of pages. Making a parser costs as much as a small page, so there is one of each kind."""

    def __init__(self) -> None:
        self._tag_parser, self._text_parser = _make_parser(_TagReader()), _make_parser(_TextReader())

    def read(self, data: bytes) -> Markup:
        """Return the markup of a page or a fragment, without its title. Raises :class:`NestingError`."""
        if len(data) > _LONG:
            return self._read_texts(data)
        markup = cast("Markup", etree.fromstring(data, self._tag_parser))
        return self._read_texts(data) if markup.has_styles else markup

    def read_title(self, data: bytes) -> str:
        """Return the title of a page, "" for none. Parses no more of the page than needed."""
        beginning = data[: data.find(_TITLE_END) + len(_TITLE_END)]
        return self._read_texts(beginning).title or self._read_texts(data).title

    def _read_texts(self, data: bytes) -> Markup:
        """Parse in parts if the page is long: the parser goes on to the end of a part after an exception."""
        if len(data) <= _LONG:
            return cast("Markup", etree.fromstring(data, self._text_parser))
        parser = _make_parser(_TextReader())
        for start in range(0, len(data), _LONG):
            parser.feed(data[start : start + _LONG])
        return cast("Markup", parser.close())


def _make_parser(target: Any) -> etree.HTMLParser:
    return etree.HTMLParser(encoding="utf-8", huge_tree=True, target=target)
