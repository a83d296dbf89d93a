"""A record as written → the item it means. The stage itself; each field's rules live in a module of their own."""

from typing import Any

from generator.base.dates import moment_in_name
from generator.base.problem import Problem
from generator.model.item import Embed, Item, Kind, Profile
from generator.model.record import Record
from generator.normalise.images import pictures
from generator.normalise.kind_fields import details_of
from generator.normalise.kinds import kind_of, status_of
from generator.normalise.list_fields import names
from generator.normalise.plain_text import EXCERPT, LABEL, TITLE, plain
from generator.normalise.problems import Faults
from generator.normalise.profile import profile_of
from generator.normalise.publisher import source_of
from generator.normalise.related import related_of
from generator.normalise.scalars import boolean, integer, moment
from generator.normalise.urls import Places, key_of, places_of


def normalise(record: Record) -> tuple[Item | None, tuple[Problem, ...]]:
    """Return the item that a record means, with all its faults; no item where it has no title and no name.

    Never raises on what a record holds. Problems have line 0: the read stage knows lines.
    """
    faults, fields = Faults(record.path), record.fields
    title = _title(faults, fields)
    kind = kind_of(faults, record)
    places = places_of(faults, fields)
    profile = profile_of(faults, fields) if kind == "profile" else None
    link = places.web or places.original or (profile.links[0][1] if profile and profile.links else "")
    item = _assembled(faults, record, title, kind, places, profile, link)
    return (item if title else None), faults.listed()


def _assembled(
    faults: Faults, record: Record, title: str, kind: Kind, places: Places, profile: Profile | None, link: str
) -> Item:
    """Read what hangs on nothing else, and put the item together."""
    path, fields = record.path, record.fields
    excerpt = plain(faults, "excerpt", fields.get("excerpt"), EXCERPT)
    body, video = _body(faults, record, link)
    details = details_of(faults, path, fields)
    return Item(
        path=path,
        key=key_of(places, path),
        kind=kind,
        title=title,
        link=link,
        original_url=places.original,
        web_url=places.web,
        amp_url=places.amp,
        cdn_amp_url=places.cdn_amp,
        excerpt=excerpt or (profile.bio if profile else ""),
        body=body,
        published=moment(faults, "publishedDateTime", fields.get("publishedDateTime"))
        or moment_in_name(path),
        updated=moment(faults, "updatedDateTime", fields.get("updatedDateTime")),
        category=plain(faults, "category", fields.get("category"), LABEL),
        source=source_of(faults, "provider", fields.get("provider"), link),
        topics=names(faults, "topics", fields.get("topics")),
        tags=names(faults, "tags", fields.get("tags")),
        pictures=pictures(faults, "images", fields.get("images")),
        related=related_of(faults, fields["related"], places) if fields.get("related") else (),
        quality=integer(faults, "quality", fields.get("quality")),
        heat=_heat(faults, fields),
        promoted=boolean(faults, "published", fields.get("published"), default=True),
        status=status_of(faults, fields),
        locale=details.locale,
        price=details.price,
        length=details.length,
        levels=details.levels,
        rating=details.rating,
        rating_count=details.rating_count,
        embed=video,
        actions=details.actions,
        members=details.members,
        member_count=details.member_count,
        profile=profile,
    )


def _heat(faults: Faults, fields: dict[str, Any]) -> int | None:
    heat = integer(faults, "heat", fields.get("heat"))
    return heat if heat is not None and heat >= 0 else None


def _title(faults: Faults, fields: dict[str, Any]) -> str:
    """Return the headline: ``title``, or the ``name`` that people and communities have instead."""
    for field in ("title", "name"):
        value = fields.get(field)
        if not isinstance(value, (dict, list)) and (title := plain(faults, field, value, TITLE)):
            if field == "name" and fields.get("title"):
                faults.expected("title", "text", fields["title"], "Write one text.", "the name is shown")
            return title
    from generator.normalise.field_schema import untitled  # few records come here

    faults.add("error", "title", *untitled(fields))
    return ""


def _body(faults: Faults, record: Record, link: str) -> tuple[str, Embed | None]:
    """Return the clean body and the video of a record: the featured one, else the first that the body frames."""
    body, video = "", None
    if record.body and not record.body.isspace():
        from generator.normalise.body import body_of  # few records have a body: a site of news never loads it

        body, video = body_of(faults, record.path, record.body, link)
    if featured_content := record.fields.get("featuredContent"):
        from generator.normalise.embeds import featured

        video = featured(faults, featured_content) or video
    return body, video
