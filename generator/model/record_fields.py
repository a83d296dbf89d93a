"""The fields of records and of reference data in one table.

The YAML readers, the check for unknown fields, the items, the facts on item pages and ``docs/records.md`` follow it. A
simple field needs no more than its row, and a message if pages show it.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

FieldType = Literal["text", "names", "integer", "count", "number", "boolean", "duration", "moment", "other"]
"""Types of fields. A ``count`` is an integer from 0, ``names`` are a list of short texts. Fields of the type ``other``
have code of their own."""


class RecordField(Struct, frozen=True):
    """A field of a record, or of a mapping in it.

    The value of a simple field goes to the ``attribute`` of the item, or else into its ``facts``. ``label`` is the
    message that names it as a fact on item pages, "" for none. ``fields`` are those of the mappings that it contains.
    ``meaning`` is for the documentation, if that does not describe the field elsewhere.
    """

    name: str
    type: FieldType = "other"
    attribute: str = ""
    label: str = ""
    fields: tuple["RecordField", ...] = ()
    meaning: str = ""

    @property
    def is_simple(self) -> bool:
        """Whether the value is read by its type alone."""
        return self.type != "other" and bool(self.attribute or self.label)


def _plain(names: str, kind: FieldType = "other") -> tuple[RecordField, ...]:
    return tuple([RecordField(name, kind) for name in names.split()])


_IMAGE = (*_plain("url title attribution"), *_plain("width height", "count"), *_plain("isCached", "boolean"))
_PERSON = _plain("name url domain")
_PUBLISHER = (
    *_plain("name domain"),
    RecordField("images", fields=_IMAGE),
    RecordField("authors", fields=_PERSON),
    RecordField("publishers", fields=_PERSON),
)
_URLS = _plain("webUrl originalUrl ampWebUrl cdnAmpWebUrl")
_PROVIDER, _IMAGES = RecordField("provider", fields=_PUBLISHER), RecordField("images", fields=_IMAGE)

RECORD_FIELDS = (
    *_plain("id title name excerpt publishedDateTime type locale featuredContent items bio website"),
    *_plain("source guid fetched permalink aliases"),
    *_URLS,
    *_plain("heat", "integer"),
    *_plain("published removed deleted draft", "boolean"),
    RecordField("updatedDateTime", "moment", "updated"),
    RecordField("slug", "text", "slug"),
    RecordField("category", "text", "category"),
    RecordField("story", "text", "story"),
    RecordField("topics", "names", "topics"),
    RecordField("tags", "names", "tags"),
    RecordField("quality", "integer", "quality"),
    RecordField("length", "duration", "length", "length"),
    RecordField("levels", "names", "levels", "level"),
    RecordField("price", "text", "price", "price"),
    RecordField("ratings", label="rating", fields=(*_plain("count", "count"), *_plain("average", "number"))),
    RecordField("members", "count", "member_count", "member_count"),
    RecordField("license", "text", label="license", meaning="The terms of use: `CC BY 4.0`, `MIT`."),
    RecordField("location", label="location"),
    RecordField("affiliation", label="affiliation", fields=_PUBLISHER),
    RecordField("twitter", fields=_plain("username url followers")),
    RecordField("linkedin", fields=_plain("url")),
    RecordField("actions", fields=_plain("url type title attribution")),
    _PROVIDER,
    _IMAGES,
    RecordField(
        "related",
        fields=(
            *_plain("title excerpt publishedDateTime type locale"),
            *_plain("quality heat", "integer"),
            *_URLS,
            _PROVIDER,
            _IMAGES,
        ),
    ),
)
"""Fields of records. Item pages show facts in this order."""

PAGE_FIELDS = (
    *_plain("title description permalink template"),
    *_plain("draft", "boolean"),
    RecordField("menu", fields=_plain("label order")),
)
"""Fields of the owner's pages in ``pages/``."""

REFERENCE_FIELDS = (
    *_plain("taxonomy _id name shortname parent keywords hashtags services domain description otherNames"),
    *_plain("all none categories match website feed"),
    RecordField("links", fields=_plain("title url")),
    _IMAGES,
)
"""Fields of topics and providers in ``_data``."""

SIMPLE_FIELDS = tuple([each for each in RECORD_FIELDS if each.is_simple])
FACT_FIELDS = tuple([each for each in RECORD_FIELDS if each.label])


def walk_fields(fields: tuple[RecordField, ...]) -> Iterator[RecordField]:
    """Yield fields, and those of the mappings in them."""
    for field in fields:
        yield field
        yield from walk_fields(field.fields)
