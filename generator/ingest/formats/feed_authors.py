"""The names of an entry's authors. Email addresses are dropped."""

import re
from typing import Any

from generator.ingest.formats.wire_text import safe_text

MOST_AUTHORS = 20
"""As many as a record may have."""

_MAIL = r"[^\s<>()\"]+@[^\s<>()\"]+"
_FORMS = (
    re.compile(rf"{_MAIL}\s*\(([^()]+)\)\s*\Z"),  # RSS: mail (name)
    re.compile(rf"([^<>()]+?)\s*[<(](?:mailto:)?{_MAIL}[>)]\s*\Z"),  # name <mail>
)
_LONE_MAIL = re.compile(rf"<?(?:mailto:)?{_MAIL}>?\Z")


def author_names(entry: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of an entry as feedparser parsed it, each once.

    feedparser splits an email address with a long top-level domain wrongly, so such a text is parsed again.
    """
    names = [safe_text(dict.get(each, "name")).strip() for each in dict.get(entry, "authors") or ()]
    written = safe_text(dict.get(entry, "author")).strip()
    if "@" in written or not names:
        names = [*names[:-1], clean_author(written)]
    found = {name: None for each in names if (name := clean_author(each))}
    return tuple(found)[:MOST_AUTHORS]


def clean_author(text: str) -> str:
    """Return the name in an author's text, "" if it has none.

    >>> clean_author("ada@hedgerow.example (Ada Fennimore)"), clean_author("ada@hedgerow.example")
    ('Ada Fennimore', '')
    """
    text = text.strip()
    if "@" not in text:
        return text
    for form in _FORMS:
        found = form.match(text[:1000])
        if found:
            return found[1].strip().strip('"').strip()
    return "" if _LONE_MAIL.match(text) else re.sub(_MAIL, "", text).strip(" ,;()<>")
