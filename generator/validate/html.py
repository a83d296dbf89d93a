"""HTML inside a feed: no address that is relative (a reader has no page to resolve it against), nothing that runs."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from generator.validate.findings import FindingCollector

_TAG = re.compile(r"""<([a-zA-Z][a-zA-Z0-9-]*)((?:[^'"<>]|"[^"]*"|'[^']*')*+)>""")
_ATTRIBUTE = re.compile(r"""([a-zA-Z][a-zA-Z0-9:_-]*)\s*(?:=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)

_RUNNING = """
script style link meta base iframe frame frameset object embed applet form input button
textarea select noscript template
"""
_UNSAFE_TAGS = frozenset(_RUNNING.split())
_LEADING = "href src poster cite longdesc background action data formaction xlink:href"
_ADDRESSES = frozenset(_LEADING.split())
_SAFE_SCHEMES = frozenset(("http", "https", "mailto", "tel"))


def check_html(html: str, at: _Element | int, notes: FindingCollector) -> None:
    """Look at all tags of some HTML, once for each rule: the first relative address, the first thing that runs."""
    if "<" not in html:
        return
    said: set[str] = set()
    for rule, expected, found in _faults(html):
        if rule not in said:
            said.add(rule)
            notes.say(rule, at, expected, found)


def _faults(html: str) -> Iterator[tuple[str, str, str]]:
    for name, attributes in _TAG.findall(html):
        if name.lower() in _UNSAFE_TAGS:
            yield "html.unsafe", "nothing that runs or embeds", f"<{name}>"
        if attributes:
            yield from _in_attributes(attributes)


def _in_attributes(attributes: str) -> Iterator[tuple[str, str, str]]:
    for name, quoted in _ATTRIBUTE.findall(attributes):
        name = name.lower()
        if name.startswith("on") or name == "style":
            yield "html.unsafe", "no attribute that runs or styles", name
        elif name in _ADDRESSES:
            yield from _address(quoted.strip("\"'"))
        elif name == "srcset":
            for candidate in quoted.strip("\"'").split(","):
                yield from _address(candidate.strip().partition(" ")[0])


def _address(address: str) -> Iterator[tuple[str, str, str]]:
    found = _SCHEME.match(address)
    if found is None and not address.startswith("#"):
        yield "html.relative", "an absolute address", address
    elif found and found[1].lower() not in _SAFE_SCHEMES:
        yield "html.unsafe", "an address of the web", address
