"""Normalise a record into an item. The rules of the fields are in the other modules of this package."""

from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from generator.base.dates import explain_bad_name_date, parse_name_date
from generator.base.problem import Problem
from generator.model.item import Embed, Item, Kind, Profile, Status
from generator.model.record import Record
from generator.normalise.collected import normalise_source_id, normalise_token
from generator.normalise.images import normalise_images
from generator.normalise.item_key import item_key
from generator.normalise.kind_fields import normalise_kind_fields
from generator.normalise.kinds import normalise_kind, normalise_status
from generator.normalise.plain_text import EXCERPT, TITLE, normalise_text
from generator.normalise.problems import ProblemCollector
from generator.normalise.profile import normalise_profile
from generator.normalise.publisher import normalise_publisher
from generator.normalise.related import normalise_related
from generator.normalise.scalars import read_boolean, read_integer, read_moment
from generator.normalise.simple_fields import normalise_simple_fields
from generator.normalise.urls import RecordUrls, normalise_urls, read_aliases, read_permalink

if TYPE_CHECKING:
    from generator.normalise.body import NormalisedBody


def normalise(record: Record, zone: tzinfo = UTC) -> tuple[Item | None, tuple[Problem, ...]]:
    """Return the item of a record and all problems. There is no item if the record has neither title nor name.

    ``zone`` is the site's, in which a date without a time is a day. A withdrawn record needs neither title nor name, if
    it has a URL: ``broadsheet forget`` removes all texts.

    Never raises, whatever the record contains. Problems have line 0;
    :mod:`generator.read.line_numbers` finds the lines.
    """
    problems, fields = ProblemCollector(record.path), record.fields
    status = normalise_status(problems, record.path, fields)
    urls = normalise_urls(problems, fields)
    needs_title = status != "withdrawn" or not (urls.original or urls.web)
    title = _normalise_title(problems, fields, needs_title)
    kind = normalise_kind(problems, record)
    profile = normalise_profile(problems, fields) if kind == "profile" else None
    link = urls.web or urls.original or (profile.links[0][1] if profile and profile.links else "")
    item = _build_item(problems, record, title, kind, urls, profile, link, status, zone)
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
    zone: tzinfo,
) -> Item:
    """Normalise the remaining fields and build the item."""
    path, fields = record.path, record.fields
    excerpt = normalise_text(problems, "excerpt", fields.get("excerpt"), EXCERPT)
    content = _normalise_content(problems, record, link)
    details = normalise_kind_fields(problems, path, fields)
    simple = normalise_simple_fields(problems, fields, zone)
    return Item(
        path=path,
        key=item_key(problems, record, urls, title),
        kind=kind,
        title=title,
        link=link,
        original_url=urls.original,
        web_url=urls.web,
        amp_url=urls.amp,
        cdn_amp_url=urls.cdn_amp,
        excerpt=excerpt or (profile.bio if profile else ""),
        body=content.html if content else "",
        body_images=content.images if content else (),
        body_links=content.links if content else (),
        published=_normalise_published(problems, path, fields, simple.get("updated"), zone),
        source=normalise_publisher(problems, "provider", fields.get("provider"), link),
        images=normalise_images(problems, "images", fields.get("images")),
        related=normalise_related(problems, fields["related"], urls, zone) if fields.get("related") else (),
        heat=_normalise_heat(problems, fields),
        promoted=read_boolean(problems, "published", fields.get("published"), default=True),
        status=status,
        locale=details.locale,
        rating=details.rating,
        rating_count=details.rating_count,
        embed=_find_video(problems, fields, content),
        actions=details.actions,
        members=details.members,
        profile=profile,
        source_id=normalise_source_id(fields.get("source")) if "source" in fields else "",
        guid=normalise_token(fields.get("guid")) if "guid" in fields else "",
        fetched=normalise_token(fields.get("fetched")) if "fetched" in fields else "",
        permalink=read_permalink(problems, "permalink", fields["permalink"], folder=True)
        if "permalink" in fields
        else "",
        aliases=read_aliases(problems, fields["aliases"]) if "aliases" in fields else (),
        **simple,
    )


def _normalise_published(
    problems: ProblemCollector, path: str, fields: dict[str, Any], updated: datetime | None, zone: tzinfo
) -> datetime | None:
    """Return when a record was published. The file name or the date of its update may tell."""
    published = read_moment(problems, "publishedDateTime", fields.get("publishedDateTime"), zone)
    published = published or parse_name_date(path, zone)
    if published is not None:
        return published
    if why := explain_bad_name_date(path):
        message = f"expected a date at the start of the file name, found {why}: ignored"
        problems.add("warning", "", message, "Rename the file, or add publishedDateTime.")
    if updated is not None:
        problems.repaired("updatedDateTime", "expected publishedDateTime, too: this date is used for both")
    return updated


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


def _normalise_content(problems: ProblemCollector, record: Record, link: str) -> "NormalisedBody | None":
    """Return the clean body of a record, ``None`` if it has none."""
    if not record.body or record.body.isspace():
        return None
    from generator.normalise.body import (
        normalise_body,  # few records have a body: a site of news never loads it
    )

    return normalise_body(problems, record.path, record.body, link)


def _find_video(
    problems: ProblemCollector, fields: dict[str, Any], content: "NormalisedBody | None"
) -> Embed | None:
    """Return the video of a record: the featured one, else the first one embedded in the body."""
    embedded = content.video if content else None
    if featured_content := fields.get("featuredContent"):
        from generator.normalise.embeds import find_video

        return find_video(problems, featured_content) or embedded
    return embedded
