"""Write and update the text of record files, in one fixed form without a body.

Each field is on one line and texts are quoted, so equal values are equal bytes. The last field, ``fetched``, has a
digest of all others and the number of updates. It shows whether somebody edited the file: any changed field, a comment
or a body protects the whole record from further updates. Nothing outside of the file is needed to detect this.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime

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


def write_own_record(record: FetchedRecord) -> str:
    """Return the text of a new file that no fetch will change, as if somebody had edited it."""
    return "".join(["---\n", *[f"{name}: {value}\n" for name, value in _fields(record)], "---\n"])


def _close(head: str, updates: int) -> str:
    """Return the text of a file, given its fields without the last."""
    return f"---\n{head}fetched: {short(head, _DIGITS)}{updates}\n---\n"


def _fields(record: FetchedRecord) -> Iterator[tuple[str, str]]:
    """Yield name and text of each field, in order, without empty ones."""
    values = {
        "title": _quote_text(record.title),
        "excerpt": _quote_text(record.excerpt),
        "publishedDateTime": _moment(record.published),
        "updatedDateTime": _moment(record.updated),
        "originalUrl": _quote(record.original_url),
        "type": record.kind,
        "provider": _provider(record),
        "topics": _names(record.topics),
        "tags": _names(record.tags),
        "images": _images(record.images),
        "length": _duration(record.enclosure.seconds if record.enclosure else 0),
        "actions": _action(record.enclosure),
        "locale": record.locale,
        "quality": _plain(record.quality),
        "published": _plain(record.promoted),
        "source": record.source,
        "guid": _quote(record.guid),
    }
    yield from ((name, value) for name, value in values.items() if value)


def _moment(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else ""


def _plain(value: bool | int | None) -> str:
    return "" if value is None else str(value).lower()


def _names(names: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_quote_text, names))}]" if names else ""


def _quote(text: str) -> str:
    """Quote a text for YAML, as a JSON string. An empty text stays empty."""
    return json.dumps(text, ensure_ascii=False) if text else ""


def _quote_text(text: str) -> str:
    """Quote plain text. Anything that could be read as markup or as an entity is escaped."""
    return _quote(_TAG.sub("&lt;", _ENTITY.sub("&amp;", text)))


def _provider(record: FetchedRecord) -> str:
    if not record.provider:
        return ""
    parts = [f"name: {_quote_text(record.provider)}"]
    if record.domain:
        parts.append(f"domain: {_quote(record.domain)}")
    if record.authors:
        authors = ", ".join(f"{{name: {_quote_text(name)}}}" for name in record.authors)
        parts.append(f"authors: [{authors}]")
    return f"{{{', '.join(parts)}}}"


def _images(images: tuple[EntryImage, ...]) -> str:
    return f"[{', '.join(map(_image, images))}]" if images else ""


def _image(image: EntryImage) -> str:
    parts = [f"url: {_quote(image.url)}"]
    parts += [
        f"{name}: {side}"
        for name, side in (("width", image.width), ("height", image.height))
        if side is not None
    ]
    parts += [f"title: {_quote_text(image.title)}"] if image.title else []
    return f"{{{', '.join(parts)}}}"


def _duration(seconds: int) -> str:
    """Return a length as ISO 8601 has it: ``PT1H2M33S``."""
    parts = ((seconds // 3600, "H"), (seconds // 60 % 60, "M"), (seconds % 60, "S"))
    return f"PT{''.join(f'{number}{unit}' for number, unit in parts if number)}" if seconds else ""


def _action(enclosure: Enclosure | None) -> str:
    if enclosure is None:
        return ""
    parts = [f"url: {_quote(enclosure.url)}"]
    parts += [f"title: {_quote_text(enclosure.title)}"] if enclosure.title else []
    parts += [f"type: {_quote_text(enclosure.type)}"] if enclosure.type else []
    return f"[{{{', '.join(parts)}}}]"


def is_untouched(text: str) -> bool:
    """Return whether a file is unchanged since a fetch wrote it. Line endings are ignored: Git may change them."""
    return _read(text) is not None


def _read(text: str) -> tuple[str, int] | None:
    """Return all fields but the last, and the number of updates; ``None`` if somebody edited the file."""
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
    changed = {
        "title": None if update.title is None else _quote_text(update.title),
        "excerpt": None if update.excerpt is None else _quote_text(update.excerpt),
        "publishedDateTime": _moment(update.published) or None,
        "updatedDateTime": _moment(update.updated) or None,
        "images": None if update.images is None else _images(update.images),
    }
    return _close(_replace(found[0], changed), found[1] + 1)


def retopic_record(text: str, topics: tuple[str, ...]) -> str | None:
    """Return the text of a file with new topics; ``None`` if somebody edited it. Does not count as an update."""
    found = _read(text)
    return _close(_replace(found[0], {"topics": _names(topics)}), found[1]) if found else None


def _replace(head: str, changed: Mapping[str, str | None]) -> str:
    """Return fields with some replaced. ``None`` keeps a field, "" removes it."""
    values = {line.partition(": ")[0]: line.partition(": ")[2] for line in head.split("\n") if line}
    values |= {name: value for name, value in changed.items() if value is not None}
    return "".join(f"{name}: {values[name]}\n" for name in _ORDER if values.get(name))


_ORDER = (
    *(
        "title",
        "excerpt",
        "publishedDateTime",
        "updatedDateTime",
        "originalUrl",
        "type",
        "provider",
        "topics",
        "tags",
    ),
    *("images", "length", "actions", "locale", "quality", "published", "source", "guid"),
)
"""The fields in the order in which they are written, without ``fetched``."""


def withdraw_record(url: str, source: str = "", guid: str = "") -> str:
    """Return the text of a withdrawn record: its identity, and ``removed: true``.

    ``source`` and ``guid`` stay, so that the entry cannot come back under another URL.
    """
    fields = [f"originalUrl: {_quote(url)}", "removed: true"]
    fields += [f"source: {source}"] if source else []
    fields += [f"guid: {_quote(guid)}"] if guid else []
    return "---\n" + "\n".join(fields) + "\n---\n"
