"""The known fields of records, so that ``check`` can list unknown ones with suggestions.

Values are not checked here.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from msgspec import Struct

from generator.base.problem import Problem
from generator.base.redact import shorten_quote
from generator.base.suggest import closest_names
from generator.model.own_content import PAGES_FOLDER
from generator.model.record import Record
from generator.model.record_fields import PAGE_FIELDS, RECORD_FIELDS, REFERENCE_FIELDS, RecordField
from generator.normalise.problems import show_value

_LONGEST = 60


class _Shape(Struct, frozen=True):
    """The field names of a mapping, and the shapes of those fields that contain mappings."""

    names: frozenset[str]
    inner: dict[str, "_Shape"] = {}


def _shape(fields: tuple[RecordField, ...]) -> _Shape:
    inner = {each.name: _shape(each.fields) for each in fields if each.fields}
    return _Shape(frozenset([each.name for each in fields]), inner)


RECORD: Final = _shape(RECORD_FIELDS)
REFERENCE: Final = _shape(REFERENCE_FIELDS)
PAGE: Final = _shape(PAGE_FIELDS)


def _plain(name: str) -> str:
    """Return a name without case, underscores and hyphens, which differ from program to program."""
    return name.casefold().replace("_", "").replace("-", "")


_ELSEWHERE: Final = {
    "publishedDateTime": "date pubDate publishDate publishedAt publishedDate datePublished publicationDate issued "
    "posted postDate created createdAt createdDate dateCreated timestamp",
    "updatedDateTime": "lastmod lastModified lastModifiedAt lastUpdated modified modifiedAt modifiedDate updated "
    "updatedAt updatedDate dateModified dateUpdated revised edited",
    "excerpt": "description summary subtitle teaser abstract standfirst dek",
    "topics": "categories taxonomies subjects section",
    "tags": "keywords labels",
    "images": "image cover coverImage thumbnail featuredImage headerImage ogImage banner hero photo picture enclosure",
    "originalUrl": "externalUrl externalLink link sourceUrl canonical canonicalUrl originalLink href",
    "webUrl": "url",
    "locale": "lang language",
    "license": "licence copyright rights",
    "length": "duration",
    "provider": "author authors authorName creator byline publisher siteName feedTitle sourceTitle",
    "aliases": "redirect_from redirectFrom",
    "draft": "status private hidden visibility unlisted unpublished",
}
NAMES_ELSEWHERE: Final = {
    _plain(name): ours
    for ours, names in (*_ELSEWHERE.items(), *((name, name) for name in RECORD.names))
    for name in names.split()
}
"""Names of our fields in other generators and feeds, without case and hyphens. Some are too different to be suggested
by similarity."""

_ELSEWHERE_INSIDE: Final = {
    "images": {"src": "url", "href": "url", "alt": "title", "caption": "title", "credit": "attribution"},
    "related": {"url": "webUrl", "link": "webUrl", "date": "publishedDateTime"},
    "provider": {
        "title": "name",
        "url": "domain",
        "website": "domain",
        "homepage": "domain",
        "logo": "images",
    },
    "actions": {"href": "url", "link": "url", "label": "title"},
}
"""The same within a mapping, by the field that contains it."""

_OF_OTHERS: Final = frozenset(
    map(
        _plain,
        [
            "body",
            "content",
            "extra",
            "layout",
            "series",
            "template",
            "weight",
        ],
    )
)
"""Fields of other programs that have no equivalent here, although one of ours is similar."""


_OF_EXPIRY: Final = frozenset(
    map(_plain, ["expires", "expiryDate", "expirationDate", "expireDate", "unpublishDate"])
)
"""Fields of other programs with a date after which they hide an article."""

_OF_PEOPLE: Final = frozenset({"affiliation", "bio", "linkedin", "location", "twitter", "website"})
_OF_TOPICS: Final = frozenset(
    {
        "all",
        "categories",
        "hashtags",
        "keywords",
        "links",
        "match",
        "none",
        "otherNames",
        "parent",
        "shortname",
    }
)
_OF_PROVIDERS: Final = frozenset({"domain", "feed", "otherNames", "website"})
"""Fields that have no effect in other records."""


def is_page(record: Record) -> bool:
    """Return whether a record is a page of the owner."""
    return record.path.startswith(PAGES_FOLDER)


def find_foreign_fields(record: Record, unknown: Iterable[str]) -> Iterator[Problem]:
    """Yield a warning for each unknown field that must be one of ours under another name, unless the record has both.

    ``unknown`` are the names that :func:`find_unknown_fields` returned.
    """
    if record.folder == "data" or is_page(record):
        return
    for name in unknown:
        if _plain(name) in _OF_EXPIRY:
            message = (
                "unknown field, with which other programs hide an article after a date: it stays on the site"
            )
            hint = "To take the article down, write removed: true."
            yield Problem(record.path, 0, name, message, hint, "warning")
            continue
        ours = NAMES_ELSEWHERE.get(_plain(name))
        if ours in ("webUrl", "originalUrl"):
            ours = _field_of_path(record.fields.get(name)) or ours
        if ours and ours not in record.fields:
            message = f"unknown field, which other programs use for {ours}: ignored"
            hint = (
                f"Rename it to {ours}."
                if ours != "draft"
                else "If it is not to be published, write draft: true."
            )
            yield Problem(record.path, 0, name, message, hint, "warning")


def _field_of_path(value: object) -> str:
    """Return the field for a path on the site, where another program has a URL or a path; "" for other values."""
    if not isinstance(value, str) or not value.startswith("/") or value.startswith("//"):
        return ""
    return "aliases" if value.endswith(".html") else "permalink"


def find_unknown_fields(record: Record) -> tuple[str, ...]:
    """Return the sorted dotted names of unknown fields, without indices or duplicates.

    Fields that only other records have, such as ``bio``, are unknown, too.
    """
    fields = record.fields
    unknown: set[str] = set()
    if is_page(record):
        _collect_unknown(fields, PAGE, "", unknown)
    elif record.folder == "data":
        _collect_unknown(fields, REFERENCE, "", unknown)
        others = _OF_PROVIDERS if record.path.startswith("_data/topics/") else _OF_TOPICS
        unknown |= others & fields.keys()
    else:
        _collect_unknown(fields, RECORD, "", unknown)
        if "title" in fields and "name" in fields:
            unknown.add("name")
        if not _OF_PEOPLE.isdisjoint(fields) and not _is_person(record):
            unknown |= _OF_PEOPLE & fields.keys()
    return tuple(sorted(unknown))


def _is_person(record: Record) -> bool:
    kind = record.fields.get("type")
    return record.folder.lower() == "people" or (isinstance(kind, str) and kind.strip().lower() == "profile")


def _collect_unknown(fields: dict[str, Any], shape: _Shape, prefix: str, unknown: set[str]) -> None:
    names = fields.keys()
    if not names <= shape.names:
        unknown.update([f"{prefix}{_show_name(name)}" for name in names - shape.names])
    for name, inner in shape.inner.items():
        value = fields.get(name)
        for entry in value if isinstance(value, list) else (value,):
            if isinstance(entry, dict):
                _collect_unknown(entry, inner, f"{prefix}{name}.", unknown)


def suggest_field(name: str) -> str:
    """Return the known field that an unknown dotted field probably means, "" if there is none.

    >>> suggest_field("provider.nmae"), suggest_field("date"), suggest_field("zzz")
    ('provider.name', 'publishedDateTime', '')
    """
    *parents, last = name.split(".")
    shape = RECORD
    for parent in parents:
        shape = shape.inner.get(parent, _Shape(frozenset()))
    if last in shape.names or (not parents and _plain(last) in _OF_OTHERS | _OF_EXPIRY):
        return ""
    if name == "url":
        return "webUrl (a URL) or permalink (a path)"
    names = NAMES_ELSEWHERE if not parents else _ELSEWHERE_INSIDE.get(parents[-1], {})
    similar = names.get(_plain(last)) or ("" if last in RECORD.names else _find_similar(last, shape.names))
    return ".".join([*parents, similar]) if similar else ""


def find_titleless(fields: dict[str, Any]) -> tuple[str, str]:
    """Return message and hint for a record without a usable ``title`` or ``name``."""
    found = next((show_value(fields[name]) for name in ("title", "name") if fields.get(name)), "none")
    message = f"expected a title or a name, found {found}"
    for name in sorted(map(_show_name, fields.keys() - RECORD.names)):
        similar = _find_similar(name, ("name", "title"), 0.75)
        if similar:
            return message, f"Rename the field {name} to {similar}."
    if "layout" in fields:
        return message, "If it is a page and not an article, move it to pages/ and add a title."
    return message, "Add a title (or a name). The record is left out until then."


def _find_similar(name: str, known: Iterable[str], least: float = 0.6) -> str:
    """Return the known name most similar to ``name``, ignoring case; "" if none is similar enough."""
    folded = {each.casefold(): each for each in sorted(known)}
    similar = closest_names(name.casefold(), folded, least)
    return folded[similar[0]] if similar else ""


def _show_name(name: Any) -> str:
    """Return a field name in printable form. YAML allows any key."""
    if isinstance(name, str) and name.isprintable() and shorten_quote(name, _LONGEST) == name:
        return name
    return show_value(name)
