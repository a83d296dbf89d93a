"""Sanitise untrusted HTML: safe, well formed, and the same result on every machine.

nh3 (html5ever and ammonia) parses like browsers and applies the allow-list. Additional limits keep its time and output
linear in the input. :mod:`generator.normalise.html.cleanup` tidies the result. :mod:`generator.normalise.body` handles
HTML that is refused.
"""

import re
import threading
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from urllib.parse import urljoin

from generator.base.redact import redact_secured
from generator.base.urls import clean_url
from generator.normalise.html import allowlist as allowed
from generator.normalise.html.cleanup import NO_SOURCE, tidy_html
from generator.normalise.html.tree import VOID

MOST_ELEMENTS = 20_000
LONGEST_TAG = 65_536
DEEPEST = 256
"""The parser compares a new element with all open ones, and a new attribute with all others of its tag. Without limits,
nested elements and long tags take quadratic time. Browsers stop nesting at 512."""

_FAR_TOO_DEEP = DEEPEST * 4
_NESTING = re.compile(
    r"<(/?)(?:article|aside|blockquote|details|div|dl|figure|ol|section|span|table|ul)(?=[\s/>])",
    re.IGNORECASE,
)
"""Elements that only their end tag closes."""

_START = re.compile(r"<[A-Za-z]")
# The parser reopens formatting elements in every later block until they are closed. It opens at most three equal ones,
# but elements with different attributes are not equal. Their attributes are not kept anyway, so remove them first.
_STYLING = re.compile(
    r"<(?=[bcefinstuBCEFINSTU/])(?i:(b|code|em|i|s|small|strong|u)\s[^<>]*>|(/?)center(?=[\s/>])|"
    r"/?(?:font|big|tt|nobr|strike|basefont)(?=[\s/>])[^<>]*>)"
)
_TAG = re.compile(r'<(/?)([a-z0-9]+)(?: [a-z]+="[^"]*")*>')
_RELATIVE = re.compile(r"\s*+(?!//|\\|[A-Za-z][A-Za-z0-9+.-]*:)[^\s\x00-\x1f]")
_LINK_OR_IMAGE = re.compile(r"<(a|img)(?=[\s/>])([^<>]*)", re.IGNORECASE)
_URL_VALUE = {
    name: re.compile(rf"""(?:\s|^){name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]*))""", re.IGNORECASE)
    for name in ("href", "src")
}
_SIZE = re.compile(r"[0-9]{1,5}", re.ASCII)
_NUMBER = re.compile(r"-?[0-9]{1,5}", re.ASCII)
_ALIGNMENT = re.compile(r"(?:^|;)\s*text-align\s*:\s*(left|center|right)\s*(?:;|$)", re.IGNORECASE)
_FOOTNOTE = re.compile(r"fn(?:ref[0-9]*)?[:-][\w-]{1,60}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}", re.ASCII)


def sanitise_html(html: str, base: str, dropped: list[tuple[str, str]] | None = None) -> str | None:
    """Return the readable part of ``html``, or ``None`` if its elements are nested too deeply.

    Relative URLs are resolved against ``base``, or dropped if that is "". Those of links and images stay. ``dropped``
    gets the elements whose URL is unusable, each with that: ``("a", "tel:+123")``.
    """
    html = _limit(html)
    if _is_far_too_deep(html):
        return None
    result = _cleaner().clean(html, base)
    if dropped is not None and ('<a rel="noopener">' in result or NO_SOURCE.search(result)):
        dropped += _find_dropped(html)
    return tidy_html(result) if _depth(result) <= DEEPEST else None


class _Cleaner(threading.local):
    """The sanitiser, set up once for each thread: that takes as long as cleaning a kilobyte of HTML."""

    def __init__(self) -> None:
        import nh3  # only records with a body need it

        self.base = ""
        self.cleaner = nh3.Cleaner(
            tags=set(allowed.TAGS),
            clean_content_tags=set(allowed.REMOVED_WITH_CONTENT),
            attributes=allowed.ATTRIBUTES,
            tag_attribute_values=allowed.ATTRIBUTE_VALUES,
            attribute_filter=self.filter_value,
            link_rel="noopener",
            url_schemes={"http", "https", "mailto"},
        )

    def clean(self, html: str, base: str) -> str:
        """Return sanitised HTML. Relative URLs are resolved against ``base``."""
        self.base = base
        return self.cleaner.clean(html)

    def filter_value(self, element: str, name: str, value: str) -> str | None:
        """Return the value of an attribute to print, or ``None`` to drop it."""
        if name in allowed.URL_ATTRIBUTES:
            is_own = element in ("a", "img") and _RELATIVE.match(value) is not None
            if is_own and not (self.base and value.lstrip().startswith("#")):
                return value.strip()
            return _resolve_url(value, self.base, mail=element == "a")
        check = _CHECKS.get(name if name != "value" or element == "li" else "")
        return check(value.strip()) if check else value


_cleaner = cache(_Cleaner)


def _find_dropped(html: str) -> Iterator[tuple[str, str]]:
    """Yield the links and images whose URL the sanitiser has just dropped. A link without any URL is not one."""
    for tag in _LINK_OR_IMAGE.finditer(html):
        element = tag[1].lower()
        written = _URL_VALUE["src" if element == "img" else "href"].search(tag[2])
        value = unescape(written[1] or written[2] or written[3] or "").strip() if written else ""
        if (written or element == "img") and _cleaner().filter_value(element, "src", value) is None:
            yield element, value


def _limit(html: str) -> str:
    """Return ``html`` without parts that would slow down the parser. Visible text is only lost beyond the limits."""
    html = _STYLING.sub(_replace_styling, html)
    if len(html) > LONGEST_TAG:
        html = "".join(_remove_huge_tag(part) for part in re.split(r"(?<=>)", html))
    if len(html) > MOST_ELEMENTS:
        for count, start in enumerate(_START.finditer(html)):
            if count == MOST_ELEMENTS:
                return html[: start.start()]
    return html


def _replace_styling(tag: re.Match[str]) -> str:
    """Return a formatting element without attributes, ``<center>`` as a division, and nothing for other styles."""
    if tag[1]:
        return f"<{tag[1]}>"
    return f"<{tag[2]}div" if tag[2] is not None else ""


def _is_far_too_deep(html: str) -> bool:
    """Return whether so many elements are open at once that the parser would take long to find it out."""
    depth = 0
    if html.count("<") > _FAR_TOO_DEEP:
        for tag in _NESTING.finditer(html):
            depth = max(depth - 1, 0) if tag[1] else depth + 1
            if depth > _FAR_TOO_DEEP:
                return True
    return False


def _remove_huge_tag(part: str) -> str:
    """Remove the tag at the end of ``part`` if it is huge, because of an inline image or an attack."""
    start = part.find("<")
    return part[:start] if start >= 0 and len(part) - start > LONGEST_TAG else part


def _check(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    """Return a check that drops values that do not match."""
    return lambda value: value if pattern.fullmatch(value) else None


def _check_direction(value: str) -> str | None:
    return value.lower() if value.lower() in allowed.DIRECTIONS else None


def _find_alignment(style: str) -> str | None:
    found = _ALIGNMENT.search(style)
    return found[1].lower() if found else None


_CHECKS: dict[str, Callable[[str], str | None]] = {
    **dict.fromkeys(allowed.SIZE_ATTRIBUTES, _check(_SIZE)),
    **dict.fromkeys(allowed.NUMBER_ATTRIBUTES, _check(_NUMBER)),
    "lang": _check(_LANGUAGE),
    "dir": _check_direction,
    "align": str.lower,
    "style": _find_alignment,
    "id": _check(_FOOTNOTE),
}
"""Attribute → a function that returns its value to print, or ``None`` to drop it."""


def _resolve_url(value: str, base: str, mail: bool) -> str | None:
    """Return an absolute URL that is safe to print, or ``None``. Links to footnotes stay in the page."""
    if value.startswith("#") and _FOOTNOTE.fullmatch(value[1:]):
        return value
    url = clean_url(value, mail)
    if url is None and base:
        try:
            url = clean_url(urljoin(base, value.strip()), mail)
        except ValueError:  # brackets without an IPv6 host in them
            return None
    return url if url and redact_secured(url) is url else None


def _depth(html: str) -> int:
    """Return the depth of the nesting of clean HTML, 0 if it is certainly within the limit."""
    depth = deepest = 0
    if html.count("</") > DEEPEST:
        for tag in _TAG.finditer(html):
            if tag[2] not in VOID:
                depth += -1 if tag[1] else 1
                deepest = max(deepest, depth)
    return deepest
