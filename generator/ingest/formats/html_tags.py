"""Tags of HTML with their attributes, found without parsing the rest."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice

_LONGEST = 8000
"""Characters of a tag that are looked at."""

_MOST = 5000
"""Tags of a name that are looked at: a page of unfinished tags would take hours otherwise."""

_REST = re.compile(r"""(?:[^<>=]|=\s*(?:"[^"]*"|'[^']*')?)*+>""")
"""The rest of a tag. Values in quotes may have < and >."""

_ATTRIBUTE = re.compile(r"""(?<![A-Za-z:-])([A-Za-z:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def find_tags(html: str, name: str) -> Iterator[dict[str, str]]:
    """Yield the attributes of each tag of a name; their names are in lower case.

    >>> list(find_tags("<LINK rel=me href='/a?b&amp;c'>", "link"))
    [{'rel': 'me', 'href': '/a?b&c'}]
    """
    end = 0
    for start in islice(re.finditer(rf"<{name}\b", html, re.IGNORECASE), _MOST):
        if start.start() < end:  # within a value of the last tag
            continue
        if rest := _REST.match(html, start.end(), start.end() + _LONGEST):
            end = rest.end()
            yield read_attributes(rest[0])


def read_attributes(tag: str) -> dict[str, str]:
    """Return the attributes of a tag."""
    return {
        name.lower(): unescape(first or second or third)
        for name, first, second, third in _ATTRIBUTE.findall(tag)
    }
