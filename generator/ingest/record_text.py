"""The text of a record file, in one fixed form, and its changes. A file written here never has a body.

One field is on each line and texts are quoted, so equal values are equal bytes. The last field, ``fetched``, is a
digest of all the others and the number of updates. It tells whether somebody edited the file: an edit of any field, a
comment or a body protects the whole record, and the file itself has all that is needed to know it.
"""

import json
import re
from collections.abc import Iterator

from generator.base.digest import short
from generator.model.ingest import Enclosure, EntryImage, FetchedRecord, RecordUpdate

MOST_UPDATES = 3
"""How often a source may change a record."""

_DIGITS = 9
_TEXT = re.compile(r"---\n((?:[a-zA-Z]+: [^\n]+\n)+?)fetched: ([0-9a-f]{9})([0-9])\n---\n")
_ENTITY = re.compile(r"&(?=[#\w])")
_TAG = re.compile(r"<(?=[A-Za-z/!])")


def write_record(record: FetchedRecord) -> str:
    """Return the text of a new file."""
    return _close("".join(f"{name}: {value}\n" for name, value in _fields(record)), 0)


def _close(head: str, updates: int) -> str:
    """Return the whole text of a file from its fields but the last."""
    return f"---\n{head}fetched: {short(head, _DIGITS)}{updates}\n---\n"


def _fields(record: FetchedRecord) -> Iterator[tuple[str, str]]:
    """Yield the fields in their order, each as it is written."""
    yield "title", _quote_text(record.title)
    if record.excerpt:
        yield "excerpt", _quote_text(record.excerpt)
    if record.published:
        yield "publishedDateTime", f"{record.published:%Y-%m-%dT%H:%M:%SZ}"
    if record.updated:
        yield "updatedDateTime", f"{record.updated:%Y-%m-%dT%H:%M:%SZ}"
    yield "originalUrl", _quote(record.original_url)
    yield "type", record.kind
    if record.provider:
        yield "provider", _provider(record)
    for name, names in (("topics", record.topics), ("tags", record.tags)):
        if names:
            yield name, f"[{', '.join(map(_quote_text, names))}]"
    if record.images:
        yield "images", _images(record.images)
    if record.enclosure:
        yield "actions", _action(record.enclosure)
    if record.locale:
        yield "locale", record.locale
    if record.quality is not None:
        yield "quality", str(record.quality)
    if record.promoted is not None:
        yield "published", "true" if record.promoted else "false"
    yield "source", record.source
    if record.guid:
        yield "guid", _quote(record.guid)


def _quote(text: str) -> str:
    """Quote a text for YAML: a string of JSON is one, too."""
    return json.dumps(text, ensure_ascii=False)


def _quote_text(text: str) -> str:
    """Quote plain text: what could be read as markup or as an entity is escaped."""
    return _quote(_TAG.sub("&lt;", _ENTITY.sub("&amp;", text)))


def _provider(record: FetchedRecord) -> str:
    parts = [f"name: {_quote_text(record.provider)}"]
    if record.domain:
        parts.append(f"domain: {_quote(record.domain)}")
    if record.authors:
        authors = ", ".join(f"{{name: {_quote_text(name)}}}" for name in record.authors)
        parts.append(f"authors: [{authors}]")
    return f"{{{', '.join(parts)}}}"


def _images(images: tuple[EntryImage, ...]) -> str:
    return f"[{', '.join(map(_image, images))}]"


def _image(image: EntryImage) -> str:
    parts = [f"url: {_quote(image.url)}"]
    parts += [
        f"{name}: {side}"
        for name, side in (("width", image.width), ("height", image.height))
        if side is not None
    ]
    parts += [f"title: {_quote_text(image.title)}"] if image.title else []
    return f"{{{', '.join(parts)}}}"


def _action(enclosure: Enclosure) -> str:
    parts = [f"url: {_quote(enclosure.url)}"]
    parts += [f"title: {_quote_text(enclosure.title)}"] if enclosure.title else []
    parts += [f"type: {_quote_text(enclosure.type)}"] if enclosure.type else []
    return f"[{{{', '.join(parts)}}}]"


def is_untouched(text: str) -> bool:
    """Return whether a file is as a fetch wrote it. Line ends do not count: git may change them."""
    return _read(text) is not None


def _read(text: str) -> tuple[str, int] | None:
    """Return the fields but the last and the number of updates; ``None`` if somebody edited the file."""
    found = _TEXT.fullmatch(text.replace("\r\n", "\n"))
    return (found[1], int(found[3])) if found and short(found[1], _DIGITS) == found[2] else None


def count_updates(fetched: str) -> int:
    """Return how often a record was updated, as its field ``fetched`` says."""
    return int(fetched[-1]) if len(fetched) == _DIGITS + 1 and fetched[-1].isdecimal() else 0


def update_record(text: str, update: RecordUpdate) -> str | None:
    """Return the text of a file after an update; ``None`` if somebody edited it, or it had three updates."""
    found = _read(text)
    if found is None or found[1] >= MOST_UPDATES:
        return None
    lines = {line.partition(": ")[0]: line.partition(": ")[2] for line in found[0].splitlines()}
    if update.title is not None:
        lines["title"] = _quote_text(update.title)
    if update.excerpt is not None:
        lines["excerpt"] = _quote_text(update.excerpt)
    if update.updated is not None:
        lines["updatedDateTime"] = f"{update.updated:%Y-%m-%dT%H:%M:%SZ}"
    if update.images is not None:
        lines["images"] = _images(update.images)
    return _close("".join(f"{name}: {lines[name]}\n" for name in _ORDER if name in lines), found[1] + 1)


_ORDER = (
    "title",
    "excerpt",
    "publishedDateTime",
    "updatedDateTime",
    "originalUrl",
    "type",
    "provider",
    "topics",
    "tags",
    "images",
    "actions",
    "locale",
    "quality",
    "published",
    "source",
    "guid",
)
"""The fields in the order in which they are written, without ``fetched``."""


def retopic_record(text: str, topics: tuple[str, ...]) -> str | None:
    """Return the text of a file with other topics; ``None`` if somebody edited it. This is no update of the source."""
    found = _read(text)
    if found is None:
        return None
    lines = {line.partition(": ")[0]: line.partition(": ")[2] for line in found[0].splitlines()}
    lines["topics"] = f"[{', '.join(map(_quote_text, topics))}]"
    if not topics:
        del lines["topics"]
    return _close("".join(f"{name}: {lines[name]}\n" for name in _ORDER if name in lines), found[1])


def withdraw_record(url: str, source: str = "", guid: str = "") -> str:
    """Return the text of a withdrawn record: what identifies it, and ``removed: true``.

    ``source`` and ``guid`` stay, lest the entry come back at another address.
    """
    fields = [f"originalUrl: {_quote(url)}", "removed: true"]
    fields += [f"source: {source}"] if source else []
    fields += [f"guid: {_quote(guid)}"] if guid else []
    return "---\n" + "\n".join(fields) + "\n---\n"
