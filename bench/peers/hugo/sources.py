"""Records of a content folder → entries: what is public, once each, with text decoded.

Only for the converter. It does with plain means what Broadsheet does in its own pipeline, outside the measured
time, so that Hugo is not charged for knowing nothing of this format.
"""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nh3
import yaml12

KINDS = {
    "_newsletters": "newsletter",
    "_people": "profile",
    "_communities": "forum",
}
ENDINGS = (".md", ".markdown", ".html", ".txt")

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_HEAD = re.compile(r"<head\b.*?</head>", re.DOTALL | re.IGNORECASE)


class Entry:
    """One public record. ``moment`` is ``2021-12-15T10:00:00Z`` or "" for none; ``fields`` are as written."""

    __slots__ = ("body", "excerpt", "fields", "key", "kind", "moment", "path", "promoted", "title")

    def __init__(self, path: str, fields: dict[str, Any], body: str) -> None:
        self.path = path
        self.fields = fields
        self.body = nh3.clean(_HEAD.sub("", body), link_rel=None).strip() if body.strip() else ""
        self.kind = KINDS.get(path.partition("/")[0]) or str(fields.get("type") or "article")
        self.title = text(fields.get("title") or fields.get("name") or "")
        self.excerpt = text(fields.get("excerpt") or fields.get("bio") or "")
        self.promoted = fields.get("published", True) is not False
        self.moment = str(fields.get("publishedDateTime") or "")
        self.key = address(fields.get("originalUrl") or fields.get("webUrl")) or f"path:{path}"


def read_entries(content: Path) -> list[Entry]:
    """Return what a site shows, newest first, undated last: no withdrawn records, no second record of an article."""
    entries = [entry for entry in map(read_entry, record_files(content)) if entry]
    entries.sort(key=lambda entry: (not entry.moment, entry.moment, not entry.promoted, entry.path))
    unique: dict[str, Entry] = {}
    for entry in entries:
        unique.setdefault(entry.key, entry)
    hidden = {entry.key for entry in entries if entry.fields.get("removed") or entry.fields.get("deleted")}
    kept = [entry for key, entry in unique.items() if key not in hidden]
    return sorted(kept, key=lambda entry: (entry.moment, entry.key), reverse=True)


def record_files(content: Path) -> Iterator[tuple[str, Path]]:
    """Yield the records of a content folder, with their paths under it."""
    for file in sorted(content.rglob("*")):
        path = file.relative_to(content).as_posix()
        if file.suffix in ENDINGS and not path.startswith(("_data/", "assets/", "api/")):
            yield path, file


def read_entry(named: tuple[str, Path]) -> Entry | None:
    """Read one record, or ``None`` where it has no front matter."""
    path, file = named
    written = _CONTROL.sub("", file.read_text("utf-8"))
    if not written.startswith("---"):
        return None
    head, _, body = written[3:].partition("\n---")
    fields = parsed(head)
    return Entry(path, fields, body) if isinstance(fields, dict) else None


def parsed(text: str) -> Any:
    """Return what YAML says."""
    return yaml12.parse_yaml(text)


def text(value: object) -> str:
    """Return plain text on one line, entities decoded."""
    return " ".join(html.unescape(str(value)).split())


def address(value: object) -> str:
    """Return an address without fragment and stray spaces, "" for none."""
    return str(value or "").strip().partition("#")[0]


def slug(name: str, limit: int = 60) -> str:
    """Make a segment of a path."""
    made = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return made if len(made) <= limit else made[:limit].rpartition("-")[0]
