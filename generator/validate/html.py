"""Rules for HTML in feeds: no relative URLs (a reader has no page to resolve them against) and no active content."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from generator.validate.findings import FindingCollector

_TAG = re.compile(r"""<([a-zA-Z][a-zA-Z0-9-]*)((?:[^'"<>]|"[^"]*"|'[^']*')*+)>""")
_ATTRIBUTE = re.compile(r"""([a-zA-Z][a-zA-Z0-9:_-]*)\s*(?:=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)

_UNSAFE_NAMES = """
script style link meta base iframe frame frameset object embed applet form input button
textarea select noscript template
"""
_UNSAFE_TAGS = frozenset(_UNSAFE_NAMES.split())
_URL_ATTRIBUTE_NAMES = "href src poster cite longdesc background action data formaction xlink:href"
_URL_ATTRIBUTES = frozenset(_URL_ATTRIBUTE_NAMES.split())
_SAFE_SCHEMES = frozenset(("http", "https", "mailto", "tel"))


def check_html(html: str, at: _Element | int, findings: FindingCollector) -> None:
    """Check all tags, and report the first problem per rule."""
    if "<" not in html:
        return
    reported: set[str] = set()
    for rule, expected, found in _find_problems(html):
        if rule not in reported:
            reported.add(rule)
            findings.add(rule, at, expected, found)


def _find_problems(html: str) -> Iterator[tuple[str, str, str]]:
    for name, attributes in _TAG.findall(html):
        if name.lower() in _UNSAFE_TAGS:
            yield "html.unsafe", "no scripts, forms or embedded content", f"<{name}>"
        if attributes:
            yield from _attribute_problems(attributes)


def _attribute_problems(attributes: str) -> Iterator[tuple[str, str, str]]:
    for name, quoted in _ATTRIBUTE.findall(attributes):
        name = name.lower()
        if name.startswith("on") or name == "style":
            yield "html.unsafe", "no script or style attributes", name
        elif name in _URL_ATTRIBUTES:
            yield from _url_problems(quoted.strip("\"'"))
        elif name == "srcset":
            for candidate in quoted.strip("\"'").split(","):
                yield from _url_problems(candidate.strip().partition(" ")[0])


def _url_problems(url: str) -> Iterator[tuple[str, str, str]]:
    scheme = _SCHEME.match(url)
    if scheme is None and not url.startswith("#"):
        yield "html.relative", "an absolute URL", url
    elif scheme and scheme[1].lower() not in _SAFE_SCHEMES:
        yield "html.unsafe", "an http, https, mailto or tel URL", url
