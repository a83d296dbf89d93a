"""What is added to a page on its way out: the script that hears of changes. And what of a page a change can touch."""

import html
import re

from generator.base.digest import digest
from generator.server.outcomes import PageState

SCRIPT = "/.broadsheet/live.js"
"""Outside the site whatever its base path: no output has a name that begins so."""

_END = re.compile(rb"</body\s*>", re.IGNORECASE)
_LINK = re.compile(rb"<link\b[^>]*>", re.IGNORECASE)
_STYLE = re.compile(rb"""\brel\s*=\s*["']?\s*stylesheet\b""", re.IGNORECASE)
_HREF = re.compile(rb"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)


def page_state(page: bytes) -> PageState:
    """Return what a browser sees of a page."""
    styles: list[str] = []

    def without(found: re.Match[bytes]) -> bytes:
        address = _HREF.search(found[0]) if _STYLE.search(found[0]) else None
        if address is None:
            return found[0]
        styles.append(
            html.unescape((address[1] or address[2] or address[3] or b"").decode("utf-8", "replace"))
        )
        return b"<link>"

    shape = digest(_LINK.sub(without, page)).hex()
    return PageState(shape, tuple(styles))


def inject_script(page: bytes) -> bytes:
    """Return a page that loads the script, from its own origin: a page may forbid scripts within it."""
    tag = f'<script src="{SCRIPT}" data-look="{hash_state(page_state(page))}" defer></script>\n'.encode()
    ends = list(_END.finditer(page))
    at = ends[-1].start() if ends else len(page)
    return page[:at] + tag + page[at:]


def hash_state(look: PageState) -> str:
    """Return a look as the script sends it back."""
    return f"{look.shape}-{digest(chr(0).join(look.styles).encode()).hex()}"
