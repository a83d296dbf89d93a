"""Foreign HTML → HTML that is safe on our pages, well formed, and the same on every machine.

nh3 (html5ever and ammonia) parses as browsers do and keeps the allow-list; around it stand bounds that keep its
time and its output linear in the input. The last look at the clean result is :mod:`generator.normalise.html_cleanup`'s;
where the HTML comes from, and what to do with one that is refused, is left to :mod:`generator.normalise.body`.
"""

import re
from collections.abc import Callable
from urllib.parse import urljoin

from generator.base.redact import redact_secured
from generator.base.urls import clean_url
from generator.normalise import html_allowlist as allowed
from generator.normalise.html_cleanup import ATTRIBUTES, tidy_html

MOST_ELEMENTS = 20_000
LONGEST_TAG = 65_536
DEEPEST = 256
"""The parser compares a new element with all open ones, and a new attribute with all of its tag's: without bounds
nesting and long tags cost the square of their number. Browsers stop nesting at 512."""

_START = re.compile(r"<[A-Za-z]")
# Formatting elements are opened anew in every later block until they are closed. Alike, the parser opens at most three
# of a kind; with attributes of their own each counts as another. None of their attributes is kept, so they go first.
_FORMATTING = re.compile(r"<(b|code|em|i|s|small|strong|u)(?:\s[^<>]*)?>", re.IGNORECASE)
_STYLING = re.compile(r"</?(?:font|big|tt|nobr|strike|basefont)(?=[\s/>])[^<>]*>", re.IGNORECASE)
_CENTER = re.compile(r"<(/?)center(?=[\s/>])", re.IGNORECASE)
_TAG = re.compile(rf"<(/?)([a-z0-9]+){ATTRIBUTES}>")
_VOID = frozenset(("br", "col", "hr", "img", "wbr"))
_NUMBER = re.compile(r"-?[0-9]{1,5}", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z0-9-]{2,35}", re.ASCII)


def sanitise_html(html: str, base: str) -> str | None:
    """Return the readable part of ``html``, relative addresses resolved against ``base`` ("" drops them).

    ``None`` where the elements are nested too deep to show.
    """
    import nh3  # only records with a body need it

    result = nh3.clean(
        _bounded(html),
        tags=set(allowed.TAGS),
        clean_content_tags=set(allowed.UNREAD),
        attributes=allowed.ATTRIBUTES,
        tag_attribute_values=allowed.ATTRIBUTE_VALUES,
        attribute_filter=_attribute_filter(base),
        link_rel="noopener",
        url_schemes={"http", "https", "mailto"},
    )
    return tidy_html(result) if _depth(result) <= DEEPEST else None


def _bounded(html: str) -> str:
    """Return ``html`` without what would make its parser slow: never anything that a reader sees."""
    html = _CENTER.sub(r"<\1div", _STYLING.sub("", _FORMATTING.sub(r"<\1>", html)))
    if len(html) > LONGEST_TAG:
        html = "".join(_without_giant(part) for part in re.split(r"(?<=>)", html))
    if len(html) > MOST_ELEMENTS:
        for count, start in enumerate(_START.finditer(html)):
            if count == MOST_ELEMENTS:
                return html[: start.start()]
    return html


def _without_giant(part: str) -> str:
    """Drop the tag that ``part`` ends with if it is a giant: a picture written out in it, or an attack."""
    start = part.find("<")
    return part[:start] if start >= 0 and len(part) - start > LONGEST_TAG else part


def _attribute_filter(base: str) -> Callable[[str, str, str], str | None]:
    """Return the judge of single attributes: the value to print, or ``None`` to drop it."""

    def judge(element: str, name: str, value: str) -> str | None:
        if name in allowed.ADDRESSES:
            return _address(value, base, mail=element == "a")
        if name in allowed.NUMBERS:
            return value.strip() if _NUMBER.fullmatch(value.strip()) else None
        if name == "lang":
            return value if _LANGUAGE.fullmatch(value) else None
        if name == "dir":
            return value.lower() if value.lower() in allowed.DIRECTIONS else None
        return value

    return judge


def _address(value: str, base: str, mail: bool) -> str | None:
    """Return an absolute address that is safe to print."""
    address = clean_url(value, mail)
    if address is None and base:
        try:
            address = clean_url(urljoin(base, value.strip()), mail)
        except ValueError:  # brackets that are no IPv6 host
            return None
    return address if address and redact_secured(address) is address else None


def _depth(html: str) -> int:
    """Return how deep the elements of clean HTML are nested."""
    depth = deepest = 0
    if html.count("</") > DEEPEST:
        for tag in _TAG.finditer(html):
            if tag[2] not in _VOID:
                depth += -1 if tag[1] else 1
                deepest = max(deepest, depth)
    return deepest
