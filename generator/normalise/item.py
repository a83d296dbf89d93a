"""Normalise a record into an item. The rules of the fields are in the other modules of this package."""

from typing import Any

from generator.base.dates import parse_name_date
from generator.base.problem import Problem
from generator.model.item import Embed, Item, Kind, Profile, Status
from generator.model.record import Record
from generator.normalise.collected import normalise_source_id, normalise_token
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
    """Return the item of a record and all problems. There is no item if the record has neither title nor name.

    A withdrawn record needs neither, if it has a URL: ``broadsheet forget`` removes all texts.

    Never raises, whatever the record contains. Problems have line 0;
    :mod:`generator.read.line_numbers` finds the lines.
    """
    problems, fields = ProblemCollector(record.path), record.fields
    status = normalise_status(problems, fields)
    urls = normalise_urls(problems, fields)
    needs_title = status != "withdrawn" or not (urls.original or urls.web)
    title = _normalise_title(problems, fields, needs_title)
    kind = normalise_kind(problems, record)
    profile = normalise_profile(problems, fields) if kind == "profile" else None
    link = urls.web or urls.original or (profile.links[0][1] if profile and profile.links else "")
    item = _build_item(problems, record, title, kind, urls, profile, link, status)
    return (item if title or not needs_title else None), problems.listed()


def _build_item(
    problems: ProblemCollector,
    record: Record,
    title: str,
    kind: Kind,
    urls: RecordUrls,
    profile: Profile | None,
    link: str,
    status: Status,
) -> Item:
    """Normalise the remaining fields and build the item."""
    path, fields = record.path, record.fields
    excerpt = normalise_text(problems, "excerpt", fields.get("excerpt"), EXCERPT)
    body, video = _normalise_content(problems, record, link)
    details = normalise_kind_fields(problems, path, fields)
    return Item(
        path=path,
        key=item_key(urls, path),
        kind=kind,
        title=title,
        link=link,
        original_url=urls.original,
        web_url=urls.web,
        amp_url=urls.amp,
        cdn_amp_url=urls.cdn_amp,
        excerpt=excerpt or (profile.bio if profile else ""),
        body=body,
        published=read_moment(problems, "publishedDateTime", fields.get("publishedDateTime"))
        or parse_name_date(path),
        updated=read_moment(problems, "updatedDateTime", fields.get("updatedDateTime")),
        category=normalise_text(problems, "category", fields.get("category"), LABEL),
        source=normalise_publisher(problems, "provider", fields.get("provider"), link),
        topics=list_names(problems, "topics", fields.get("topics")),
        tags=list_names(problems, "tags", fields.get("tags")),
        images=normalise_images(problems, "images", fields.get("images")),
        related=normalise_related(problems, fields["related"], urls) if fields.get("related") else (),
        quality=read_integer(problems, "quality", fields.get("quality")),
        heat=_normalise_heat(problems, fields),
        promoted=read_boolean(problems, "published", fields.get("published"), default=True),
        status=status,
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
        source_id=normalise_source_id(fields.get("source")) if "source" in fields else "",
        guid=normalise_token(fields.get("guid")) if "guid" in fields else "",
        fetched=normalise_token(fields.get("fetched")) if "fetched" in fields else "",
    )


def _normalise_heat(problems: ProblemCollector, fields: dict[str, Any]) -> int | None:
    heat = read_integer(problems, "heat", fields.get("heat"))
    return heat if heat is not None and heat >= 0 else None


def _normalise_title(problems: ProblemCollector, fields: dict[str, Any], needed: bool) -> str:
    """Return ``title``, or ``name``, which people and communities have instead."""
    for field in ("title", "name"):
        value = fields.get(field)
        if not isinstance(value, (dict, list)) and (title := normalise_text(problems, field, value, TITLE)):
            if field == "name" and fields.get("title"):
                problems.expected(
                    "title", "text", fields["title"], "Write a single text.", "the name is used"
                )
            return title
    if not needed:
        return ""
    from generator.normalise.field_schema import find_titleless  # rarely needed

    problems.add("error", "title", *find_titleless(fields))
    return ""


def _normalise_content(problems: ProblemCollector, record: Record, link: str) -> tuple[str, Embed | None]:
    """Return the clean body and the video of a record: the featured one, else the first one embedded in the body."""
    body, video = "", None
    if record.body and not record.body.isspace():
        from generator.normalise.body import (
            normalise_body,  # few records have a body: a site of news never loads it
        )

        body, video = normalise_body(problems, record.path, record.body, link)
    if featured_content := record.fields.get("featuredContent"):
        from generator.normalise.embeds import find_video

        video = find_video(problems, featured_content) or video
    return body, video
