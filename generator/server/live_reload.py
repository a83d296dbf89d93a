"""Add the live reload script to a page as it is sent, and describe the state of a page for it."""

import html
import re

from generator.base.digest import digest
from generator.server.outcomes import PageState

SCRIPT = "/.broadsheet/live.js"
"""URL path of the script. No output has a name that begins like this, whatever the base path."""

_END = re.compile(rb"</body\s*>", re.IGNORECASE)
_LINK = re.compile(rb"<link\b[^>]*>", re.IGNORECASE)
_STYLE = re.compile(rb"""\brel\s*=\s*["']?\s*stylesheet\b""", re.IGNORECASE)
_HREF = re.compile(rb"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)


def page_state(page: bytes) -> PageState:
    """Return the state of a page: a digest of all but its style sheets, and their URLs."""
    styles: list[str] = []

    def remove_style(link: re.Match[bytes]) -> bytes:
        href = _HREF.search(link[0]) if _STYLE.search(link[0]) else None
        if href is None:
            return link[0]
        styles.append(html.unescape((href[1] or href[2] or href[3] or b"").decode("utf-8", "replace")))
        return b"<link>"

    shape = digest(_LINK.sub(remove_style, page)).hex()
    return PageState(shape, tuple(styles))


def inject_script(page: bytes) -> bytes:
    """Return a page that loads the script. It is not inline, since a page's security policy may forbid that."""
    tag = f'<script src="{SCRIPT}" data-look="{hash_state(page_state(page))}" defer></script>\n'.encode()
    ends = list(_END.finditer(page))
    at = ends[-1].start() if ends else len(page)
    return page[:at] + tag + page[at:]


def hash_state(state: PageState) -> str:
    """Return a hash of a page state, which the script sends back."""
    return f"{state.shape}-{digest(chr(0).join(state.styles).encode()).hex()}"
