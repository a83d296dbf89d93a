"""A record as written → the item it means. The stage itself; each field's rules live in a module of their own."""

from typing import Any

from generator.base.dates import parse_name_date
from generator.base.problem import Problem
from generator.model.item import Embed, Item, Kind, Profile
from generator.model.record import Record
from generator.normalise.images import normalise_images
from generator.normalise.kind_fields import normalise_kind_fields
from generator.normalise.kinds import normalise_kind, normalise_status
from generator.normalise.list_fields import list_names
from generator.normalise.plain_text import EXCERPT, LABEL, TITLE, normalise_text
from generator.normalise.problems import ProblemCollector
from generator.normalise.profile import normalise_profile
from generator.normalise.publisher import normalise_publisher
from generator.normalise.related import normalise_related
from generator.normalise.scalars import read_boolean, read_integer, read_moment
from generator.normalise.urls import RecordUrls, item_key, normalise_urls


def normalise(record: Record) -> tuple[Item | None, tuple[Problem, ...]]:
    """Return the item that a record means, with all its faults; no item where it has no title and no name.

    Never raises on what a record holds. Problems have line 0: the read stage knows lines.
    """
    faults, fields = ProblemCollector(record.path), record.fields
    title = _title(faults, fields)
    kind = normalise_kind(faults, record)
    places = normalise_urls(faults, fields)
    profile = normalise_profile(faults, fields) if kind == "profile" else None
    link = places.web or places.original or (profile.links[0][1] if profile and profile.links else "")
    item = _assembled(faults, record, title, kind, places, profile, link)
    return (item if title else None), faults.listed()


def _assembled(
    faults: ProblemCollector,
    record: Record,
    title: str,
    kind: Kind,
    places: RecordUrls,
    profile: Profile | None,
    link: str,
) -> Item:
    """Read what hangs on nothing else, and put the item together."""
    path, fields = record.path, record.fields
    excerpt = normalise_text(faults, "excerpt", fields.get("excerpt"), EXCERPT)
    body, video = _body(faults, record, link)
    details = normalise_kind_fields(faults, path, fields)
    return Item(
        path=path,
        key=item_key(places, path),
        kind=kind,
        title=title,
        link=link,
        original_url=places.original,
        web_url=places.web,
        amp_url=places.amp,
        cdn_amp_url=places.cdn_amp,
        excerpt=excerpt or (profile.bio if profile else ""),
        body=body,
        published=read_moment(faults, "publishedDateTime", fields.get("publishedDateTime"))
        or parse_name_date(path),
        updated=read_moment(faults, "updatedDateTime", fields.get("updatedDateTime")),
        category=normalise_text(faults, "category", fields.get("category"), LABEL),
        source=normalise_publisher(faults, "provider", fields.get("provider"), link),
        topics=list_names(faults, "topics", fields.get("topics")),
        tags=list_names(faults, "tags", fields.get("tags")),
        pictures=normalise_images(faults, "images", fields.get("images")),
        related=normalise_related(faults, fields["related"], places) if fields.get("related") else (),
        quality=read_integer(faults, "quality", fields.get("quality")),
        heat=_heat(faults, fields),
        promoted=read_boolean(faults, "published", fields.get("published"), default=True),
        status=normalise_status(faults, fields),
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


def _heat(faults: ProblemCollector, fields: dict[str, Any]) -> int | None:
    heat = read_integer(faults, "heat", fields.get("heat"))
    return heat if heat is not None and heat >= 0 else None


def _title(faults: ProblemCollector, fields: dict[str, Any]) -> str:
    """Return the headline: ``title``, or the ``name`` that people and communities have instead."""
    for field in ("title", "name"):
        value = fields.get(field)
        if not isinstance(value, (dict, list)) and (title := normalise_text(faults, field, value, TITLE)):
            if field == "name" and fields.get("title"):
                faults.expected("title", "text", fields["title"], "Write one text.", "the name is shown")
            return title
    from generator.normalise.field_schema import find_titleless  # few records come here

    faults.add("error", "title", *find_titleless(fields))
    return ""


def _body(faults: ProblemCollector, record: Record, link: str) -> tuple[str, Embed | None]:
    """Return the clean body and the video of a record: the featured one, else the first that the body frames."""
    body, video = "", None
    if record.body and not record.body.isspace():
        from generator.normalise.body import (
            normalise_body,  # few records have a body: a site of news never loads it
        )

        body, video = normalise_body(faults, record.path, record.body, link)
    if featured_content := record.fields.get("featuredContent"):
        from generator.normalise.embeds import find_video

        video = find_video(faults, featured_content) or video
    return body, video
