"""What kind of item a record is, and whether it is to be shown: from its fields and the folder it lies in."""

from typing import Any, get_args

from generator.model.item import Kind, Status
from generator.model.record import Record
from generator.normalise.problems import ProblemCollector
from generator.normalise.scalars import read_boolean

_KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
_BY_FOLDER: dict[str, Kind] = {"newsletters": "newsletter", "communities": "forum", "people": "profile"}
"""Folders that settle the kind whatever ``type`` says: newsletters call themselves articles."""
_BY_PLACE: dict[str, Kind] = {
    "videos": "video",
    "courses": "course",
    "collections": "collection",
    "samples": "download",
}
_STATUS = frozenset(("removed", "deleted", "draft"))


def normalise_kind(faults: ProblemCollector, record: Record) -> Kind:
    """Return the kind of a record; an article where nothing tells."""
    settled = _BY_FOLDER.get(record.folder.lower())
    if settled is not None:
        return settled
    written = record.fields.get("type")
    if written is None or written == "":
        return _by_place(record.path)
    kind = _KINDS.get(written) or _KINDS.get(written.strip().lower()) if isinstance(written, str) else None
    if kind is None:
        faults.expected(
            "type", f"one of {', '.join(_KINDS)}", written, "Correct the type.", "shown as an article"
        )
        return "article"
    return kind


def _by_place(path: str) -> Kind:
    """Return the kind that the nearest folder with a meaning tells."""
    for folder in reversed(path.split("/")[:-1]):
        kind = _BY_PLACE.get(folder.removeprefix("_").lower())
        if kind is not None:
            return kind
    return "article"


def normalise_status(faults: ProblemCollector, fields: dict[str, Any]) -> Status:
    """Return whether a record is live, a draft, or withdrawn (``removed`` and ``deleted`` outweigh ``draft``)."""
    if _STATUS.isdisjoint(fields):
        return "live"
    withdrawn = [
        read_boolean(faults, name, fields.get(name), default=False) for name in ("removed", "deleted")
    ]
    draft = read_boolean(faults, "draft", fields.get("draft"), default=False)
    return "withdrawn" if any(withdrawn) else "draft" if draft else "live"
