"""Derive the kind and the status of an item from the fields of its record and from its folder."""

from typing import Any, get_args

from generator.model.item import Kind, Status
from generator.model.record import Record
from generator.normalise.problems import ProblemCollector
from generator.normalise.scalars import read_boolean

_KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
_BY_FOLDER: dict[str, Kind] = {"newsletters": "newsletter", "communities": "forum", "people": "profile"}
"""Folders that decide the kind whatever ``type`` says, because newsletters have the type of an article."""
_BY_ANY_FOLDER: dict[str, Kind] = {
    "videos": "video",
    "courses": "course",
    "collections": "collection",
    "samples": "download",
}
_STATUS_FIELDS = frozenset(("removed", "deleted", "draft"))


def normalise_kind(problems: ProblemCollector, record: Record) -> Kind:
    """Return the kind of a record. The default is an article."""
    kind_by_folder = _BY_FOLDER.get(record.folder.lower())
    if kind_by_folder is not None:
        return kind_by_folder
    written = record.fields.get("type")
    if written is None or written == "":
        return _kind_by_folder(record.path)
    kind = _KINDS.get(written) or _KINDS.get(written.strip().lower()) if isinstance(written, str) else None
    if kind is None:
        problems.expected(
            "type", f"one of {', '.join(_KINDS)}", written, "Correct the type.", "shown as an article"
        )
        return "article"
    return kind


def _kind_by_folder(path: str) -> Kind:
    """Return the kind of the innermost folder that has one."""
    for folder in reversed(path.split("/")[:-1]):
        kind = _BY_ANY_FOLDER.get(folder.removeprefix("_").lower())
        if kind is not None:
            return kind
    return "article"


def normalise_status(problems: ProblemCollector, path: str, fields: dict[str, Any]) -> Status:
    """Return whether a record is live, a draft, or withdrawn (``removed`` and ``deleted`` override ``draft``).

    A record in a folder ``_drafts`` is a draft, as in Jekyll.
    """
    in_drafts = "_drafts/" in path and "_drafts" in path.split("/")
    if _STATUS_FIELDS.isdisjoint(fields):
        return "draft" if in_drafts else "live"
    withdrawn = [
        read_boolean(problems, name, fields.get(name), default=False) for name in ("removed", "deleted")
    ]
    draft = read_boolean(problems, "draft", fields.get("draft"), default=in_drafts)
    return "withdrawn" if any(withdrawn) else "draft" if draft else "live"
