"""Tags of HTML with their attributes, found without parsing the rest."""

import re
from collections.abc import Iterator
from html import unescape

_LONGEST = 4000
_ATTRIBUTE = re.compile(r"""(?<![A-Za-z:-])([A-Za-z:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def find_tags(html: str, name: str) -> Iterator[dict[str, str]]:
    """Yield the attributes of each tag of a name; their names are in lower case.

    >>> list(find_tags("<LINK rel=me href='/a?b&amp;c'>", "link"))
    [{'rel': 'me', 'href': '/a?b&c'}]
    """
    for tag in re.finditer(rf"<{name}\b[^<>]{{1,{_LONGEST}}}>", html, re.IGNORECASE):
        yield read_attributes(tag[0])


def read_attributes(tag: str) -> dict[str, str]:
    """Return the attributes of a tag."""
    return {
        name.lower(): unescape(first or second or third)
        for name, first, second, third in _ATTRIBUTE.findall(tag)
    }
