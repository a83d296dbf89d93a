"""Field names that the reader itself must know: which are numbers, and which may pass without a closer look."""

SECURED = "secured"
"""The field that must never leave ``read``, whatever the case of its letters."""

NUMBERS = frozenset(
    {
        "average",
        "count",
        "deleted",
        "draft",
        "heat",
        "height",
        "isCached",
        "members",
        "published",
        "quality",
        "removed",
        "width",
    }
)
"""Fields that mean a number or a truth value, at any level of a record. All others mean text."""

KNOWN = NUMBERS | frozenset(
    {
        "_id",
        "actions",
        "affiliation",
        "ampWebUrl",
        "attribution",
        "authors",
        "bio",
        "category",
        "cdnAmpWebUrl",
        "description",
        "domain",
        "excerpt",
        "featuredContent",
        "followers",
        "hashtags",
        "images",
        "items",
        "keywords",
        "length",
        "levels",
        "linkedin",
        "locale",
        "location",
        "name",
        "originalUrl",
        "otherNames",
        "parent",
        "price",
        "provider",
        "publishedDateTime",
        "publishers",
        "ratings",
        "related",
        "services",
        "shortname",
        "tags",
        "taxonomy",
        "title",
        "topics",
        "twitter",
        "type",
        "updatedDateTime",
        "url",
        "username",
        "webUrl",
        "website",
    }
)
"""Names that records use. Not a schema: a name outside is only looked at once more, in case it is ``secured``."""


def is_secured(name: str) -> bool:
    """Tell whether a field is ``secured``, however its letters are cased or padded."""
    return name.strip().casefold() == SECURED
