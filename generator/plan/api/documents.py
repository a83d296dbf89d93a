"""The JSON API: which documents there are, and what stands in each.

Records of ``_news`` are the lists under ``api/news/``, and so with every folder. Pages count from the newest, as the
old system counted them, so that its clients can go on; an item more therefore moves what stands on all of them.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape

from msgspec import Struct

from generator.base.tag_uri import build_tag_uri
from generator.model.catalogue import Provider, Row, Topic
from generator.model.item import Embed, Item, ItemImage, Publisher, RelatedLink
from generator.model.output import Document
from generator.model.views.api import (
    ApiEntry,
    ApiItem,
    ApiLink,
    ApiPage,
    ApiPicture,
    ApiProvider,
    ApiProviders,
    ApiSchema,
    ApiSource,
    ApiTopic,
    ApiTopics,
)
from generator.plan.context import SiteContext, provider_path, topic_path

ROOT = "api/"
PAGE_SIZE = 25
"""Items on a page, as clients of the old system expect."""

_FOLDER = re.compile(r"(?:.*?/)?_([A-Za-z0-9][A-Za-z0-9_-]*)/").match


class ApiList(Struct, frozen=True, gc=False):
    """A list: its place (``api/news/ai/``) and its rows, newest first, never empty."""

    place: str
    rows: tuple[Row, ...]


def plan_api_lists(context: SiteContext) -> Iterator[ApiList]:
    """Yield a list for every folder of records, and for every topic in it: what is promoted."""
    if not context.settings.api.enabled:
        return
    for folder, rows in sorted(_folders(context).items()):
        place = f"{ROOT}{folder}/"
        yield ApiList(place, rows)
        at = {row: turn for turn, row in enumerate(rows)}
        for topic in context.catalogue.topics:
            within = sorted([row for row in topic.rows if row in at], key=at.__getitem__)
            if within:
                yield ApiList(f"{place}{topic.slug}/", tuple(within))


def _folders(context: SiteContext) -> dict[str, tuple[Row, ...]]:
    """Return the promoted rows of every folder: newest first, equal times by path, undated ones last."""
    items = context.catalogue.items
    folders: dict[str, list[Row]] = {}
    for row, item in enumerate(items):
        found = _FOLDER(item.path) if item.promoted else None
        if found:
            folders.setdefault(found[1].lower(), []).append(row)
    return {folder: _newest_first(items, rows) for folder, rows in folders.items()}


def _newest_first(items: tuple[Item, ...], rows: Iterable[Row]) -> tuple[Row, ...]:
    by_path = sorted(rows, key=lambda row: items[row].path)

    def age(row: Row) -> float:
        published = items[row].published
        return float("inf") if published is None else -published.timestamp()

    return tuple(sorted(by_path, key=age))


def pages_of(shown: ApiList) -> int:
    """Return the number of pages of a list."""
    return -(-len(shown.rows) // PAGE_SIZE)


def page_files(shown: ApiList, number: int) -> tuple[str, ...]:
    """Return the files of a page: the first is the list's ``index.json``, too."""
    file = f"{shown.place}page/{number}/index.json"
    return (f"{shown.place}index.json", file) if number == 1 else (file,)


def page_rows(shown: ApiList, number: int) -> tuple[Row, ...]:
    """Return the rows of a page."""
    return shown.rows[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]


def list_document(context: SiteContext, shown: ApiList, number: int, path: str) -> Document:
    """Return a page of a list, to be published at a path."""
    entries = tuple([_entry(context, context.catalogue.items[row]) for row in page_rows(shown, number)])
    return Document(path, ApiPage(number, entries, number + 1 if number < pages_of(shown) else None))


def item_file(context: SiteContext, row: Row) -> str:
    """Return the file of an item."""
    return f"{ROOT}items/{context.catalogue.slugs[row]}.json"


def item_document(context: SiteContext, row: Row) -> Document:
    """Return the document of an item."""
    return Document(item_file(context, row), _whole(context, row, context.catalogue.items[row]))


def api_documents(context: SiteContext, lists: Iterable[ApiList]) -> Iterator[Document]:
    """Yield what there is one of: topics, providers, and the schema."""
    if not context.settings.api.enabled:
        return
    catalogue, absolute = context.catalogue, context.addresses.absolute
    near: dict[str, list[str]] = {}
    for each in lists:
        near.setdefault(each.place.removeprefix(ROOT).partition("/")[2], []).append(
            absolute(f"{each.place}index.json")
        )
    topics = tuple([_topic(context, each, near.get(f"{each.slug}/", [])) for each in catalogue.topics])
    yield Document(f"{ROOT}topics.json", ApiTopics(topics))
    ordered = sorted(catalogue.providers, key=lambda each: each.slug)
    yield Document(
        f"{ROOT}providers.json", ApiProviders(tuple([_provider(context, each) for each in ordered]))
    )
    yield Document(f"{ROOT}schema.json", ApiSchema(absolute(f"{ROOT}schema.json")))


def _topic(context: SiteContext, topic: Topic, lists: Iterable[str]) -> ApiTopic:
    absolute = context.addresses.absolute
    return ApiTopic(
        slug=topic.slug,
        name=topic.name,
        shortname=topic.shortname or None,
        parent=topic.parent or None,
        children=topic.children,
        keywords=topic.keywords,
        hashtags=topic.hashtags,
        page=absolute(topic_path(topic.slug)) if context.settings.sections.topics else None,
        lists=tuple(lists),
    )


def _provider(context: SiteContext, provider: Provider) -> ApiProvider:
    absolute = context.addresses.absolute
    return ApiProvider(
        slug=provider.slug,
        name=provider.name,
        domain=provider.domain or None,
        description=provider.description,
        parts=provider.parts,
        page=absolute(provider_path(provider.slug)) if context.settings.sections.providers else None,
    )


def _entry(context: SiteContext, item: Item) -> ApiEntry:
    return ApiEntry(
        path=item.path,
        title=item.title,
        excerpt=item.excerpt,
        source_url=None,
        web_url=item.web_url or None,
        original_url=item.original_url or None,
        featured_content=_frame(item.embed) if item.embed else None,
        highlight=None,
        heat=item.heat,
        tags=item.tags or None,
        images=_pictures(item.pictures),
        content=item.body,
        type=item.kind,
        amp_web_url=item.amp_url or None,
        cdn_amp_web_url=item.cdn_amp_url or None,
        published_date_time=item.published,
        updated_date_time=item.updated,
        provider=_source(item.source) if item.source else None,
        locale=(item.locale or context.settings.site.language).lower(),
        categories=(item.category,) if item.category else (),
        topics=item.topics,
    )


def _whole(context: SiteContext, row: Row, item: Item) -> ApiItem:
    absolute, entry = context.addresses.absolute, _entry(context, item)
    return ApiItem(
        **{name: getattr(entry, name) for name in ApiEntry.__struct_fields__},
        id=build_tag_uri(context.settings.feeds.id_authority, item.key),
        page=absolute(context.place(row)),
        link=item.link or None,
        quality=item.quality,
        promoted=item.promoted,
        video=item.embed.watch_url if item.embed else None,
        related=tuple(map(_link, item.related)),
        actions=item.actions,
        members=tuple([absolute(context.place(each)) for each in context.catalogue.members.get(row, ())]),
        member_count=item.member_count,
        price=item.price or None,
        length=item.length,
        levels=item.levels,
        rating=item.rating,
        rating_count=item.rating_count,
        profile=item.profile,
    )


def _link(reference: RelatedLink) -> ApiLink:
    provider = reference.source.name if reference.source else None
    return ApiLink(reference.title, reference.url, reference.excerpt, reference.published, provider)


def _source(source: Publisher) -> ApiSource:
    logos = _pictures(source.logos)
    return ApiSource(source.name, source.domain or None, logos, None, source.authors or None)


def _pictures(pictures: Iterable[ItemImage]) -> tuple[ApiPicture, ...] | None:
    """Return pictures that lie elsewhere. One of ours is published in many sizes and under none of its own names."""
    told = [
        ApiPicture(
            each.url, each.width, each.height, each.title or None, each.attribution or None, each.cached
        )
        for each in pictures
        if not each.local
    ]
    return tuple(told) or None


def _frame(video: Embed) -> str:
    """Return a frame of our own making: nothing of the record's HTML is in it but the video's name."""
    allow = "accelerometer; autoplay; encrypted-media; gyroscope; picture-in-picture"
    return (
        f'<iframe width="800" height="500" frameborder="0" src="{escape(video.player_url)}"'
        f' allow="{allow}" allowfullscreen></iframe>'
    )
