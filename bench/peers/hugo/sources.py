"""Records of a content folder → entries: what is public, once each, with text decoded.

Only for the converter, outside the measured time, so that Hugo is not charged for knowing nothing of this format.
"""

import html
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nh3
import yaml12

from generator.base.progress import Progress
from generator.base.storage.scratch_dir import ScratchDir
from generator.model.catalogue import Catalogue
from generator.model.options import BuildOptions
from generator.pipeline.context import load_context
from generator.pipeline.site import plan_site
from generator.pipeline.state import BuildState

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_HEAD = re.compile(r"<head\b.*?</head>", re.DOTALL | re.IGNORECASE)


class Entry:
    """One public record. ``moment`` is ``2021-12-15T10:00:00Z`` or "" for none; ``fields`` are as written."""

    __slots__ = ("body", "excerpt", "fields", "key", "kind", "moment", "path", "title")

    def __init__(self, path: str, fields: dict[str, Any], body: str) -> None:
        self.path = path
        self.fields = fields
        self.body = nh3.clean(_HEAD.sub("", body), link_rel=None).strip() if body.strip() else ""
        self.kind = str(fields.get("type") or "article")
        self.title = text(fields.get("title") or fields.get("name") or "")
        self.excerpt = text(fields.get("excerpt") or fields.get("bio") or "")
        self.moment = str(fields.get("publishedDateTime") or "")
        self.key = address(fields.get("originalUrl") or fields.get("webUrl")) or f"path:{path}"


def read_entries(content: Path) -> list[Entry]:
    """Return what a site shows, newest first, undated last. Which records that is, and their types, dates and texts,
    is taken from Broadsheet, so that both programs agree whatever the folder has."""
    catalogue = _organise(content)
    return [_entry(content, catalogue, row) for row in range(len(catalogue.items))]


def _organise(content: Path) -> Catalogue:
    with TemporaryDirectory() as folder, ScratchDir() as scratch:
        options = BuildOptions(content, Path(folder) / "output", Path(folder) / "cache", offline=True)
        context = load_context(options)
        return plan_site(context, BuildState(context), scratch, Progress()).catalogue


def _entry(content: Path, catalogue: Catalogue, row: int) -> Entry:
    item = catalogue.items[row]
    fields, body = _read(content / item.path)
    names = {topic.slug: topic.name for topic in catalogue.topics}
    fields = fields | {"topics": [names[slug] for slug in catalogue.topics_of[row]]}
    entry = Entry(item.path, fields, body)
    entry.kind, entry.title, entry.excerpt, entry.key = item.kind, item.title, item.excerpt, item.key
    entry.moment = item.published.strftime("%Y-%m-%dT%H:%M:%SZ") if item.published else ""
    return entry


def _read(file: Path) -> tuple[dict[str, Any], str]:
    """Return the fields of a record as written, and its body; no fields if it has another form than front matter."""
    written = _CONTROL.sub("", file.read_text("utf-8", "replace"))
    head, _, body = written.removeprefix("---").partition("\n---")
    try:
        fields = parsed(head) if written.startswith("---") else {}
    except ValueError:
        fields = {}
    return (fields, body) if isinstance(fields, dict) else ({}, "")


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
