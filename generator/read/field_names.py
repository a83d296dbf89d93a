"""Field names that the reader needs: the sealed field, number fields, and names that skip a check."""

SECURED = "secured"
"""The field that must never leave this package. Its case does not matter."""

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
"""Fields that hold a number or a Boolean, at any level of a record. All others hold text."""

KNOWN = NUMBERS | frozenset(
    {
        "_id",
        "actions",
        "affiliation",
        "all",
        "ampWebUrl",
        "attribution",
        "authors",
        "bio",
        "categories",
        "category",
        "cdnAmpWebUrl",
        "description",
        "domain",
        "excerpt",
        "featuredContent",
        "fetched",
        "followers",
        "guid",
        "hashtags",
        "images",
        "items",
        "keywords",
        "length",
        "levels",
        "linkedin",
        "locale",
        "location",
        "match",
        "name",
        "none",
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
        "source",
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
"""Names that records use. Not a schema: other names are only checked for being ``secured``, which takes longer."""


def is_secured(name: str) -> bool:
    """Return whether a field name is ``secured``, ignoring case and surrounding spaces."""
    return name.strip().casefold() == SECURED
