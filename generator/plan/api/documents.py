"""Documents of the JSON API, and their contents.

Records of ``_news`` are listed under ``api/news/``, and those of every other folder likewise. Pages are
numbered from the newest item, as in the old system, so that its clients continue to work. A new item
therefore changes every page of its lists.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape

from msgspec import Struct

from generator.model.catalogue import Provider, Row, Topic
from generator.model.item import Embed, Item, ItemImage, Publisher, RelatedLink
from generator.model.output import Document
from generator.model.stories import Story
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
    ApiStory,
    ApiTerm,
    ApiTerms,
    ApiTopic,
    ApiTopics,
)
from generator.plan.body import feed_body
from generator.plan.body_links import link_body
from generator.plan.context import SiteContext, provider_path, topic_path
from generator.plan.stories import entry_id, has_page, story_path
from generator.plan.taxonomies import enabled_taxonomies

ROOT = "api/"
PAGE_SIZE = 25
"""Items per page. Clients of the old system expect this number."""

_FOLDER = re.compile(r"(?:.*?/)?_([A-Za-z0-9][A-Za-z0-9_-]*)/").match


class ApiList(Struct, frozen=True, gc=False):
    """A list of the API. Its ``place`` is a folder, like ``api/news/ai/``. ``rows`` are newest first, never
    empty."""

    place: str
    rows: tuple[Row, ...]


def plan_api_lists(context: SiteContext) -> Iterator[ApiList]:
    """Yield a list for every folder of records, and one for each topic in it. Only promoted items are
    listed."""
    if not context.settings.api.enabled:
        return
    for folder, rows in sorted(_folders(context).items()):
        place = f"{ROOT}{folder}/"
        yield ApiList(place, rows)
        position = {row: index for index, row in enumerate(rows)}
        for topic in context.catalogue.topics:
            in_topic = sorted([row for row in topic.rows if row in position], key=position.__getitem__)
            if in_topic:
                yield ApiList(f"{place}{topic.slug}/", tuple(in_topic))


def _folders(context: SiteContext) -> dict[str, tuple[Row, ...]]:
    """Return the promoted rows of each folder: newest first, equal dates by path, undated rows last."""
    items = context.catalogue.items
    folders: dict[str, list[Row]] = {}
    for row, item in enumerate(items):
        match = _FOLDER(item.path) if item.promoted else None
        if match:
            folders.setdefault(match[1].lower(), []).append(row)
    return {folder: _newest_first(items, rows) for folder, rows in folders.items()}


def _newest_first(items: tuple[Item, ...], rows: Iterable[Row]) -> tuple[Row, ...]:
    by_path = sorted(rows, key=lambda row: items[row].path)

    def age(row: Row) -> float:
        published = items[row].published
        return float("inf") if published is None else -published.timestamp()

    return tuple(sorted(by_path, key=age))


def count_pages(api_list: ApiList) -> int:
    """Return the number of pages of a list."""
    return -(-len(api_list.rows) // PAGE_SIZE)


def page_files(api_list: ApiList, number: int) -> tuple[str, ...]:
    """Return the paths of a page. The first page is also the ``index.json`` of its list."""
    file = f"{api_list.place}page/{number}/index.json"
    return (f"{api_list.place}index.json", file) if number == 1 else (file,)


def page_rows(api_list: ApiList, number: int) -> tuple[Row, ...]:
    """Return the rows of a page."""
    return api_list.rows[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]


def list_document(context: SiteContext, api_list: ApiList, number: int, path: str) -> Document:
    """Return a page of a list as a document with a path."""
    entries = tuple([_entry(context, row) for row in page_rows(api_list, number)])
    return Document(path, ApiPage(number, entries, number + 1 if number < count_pages(api_list) else None))


def item_file(context: SiteContext, row: Row) -> str:
    """Return the path of an item's document."""
    return f"{ROOT}items/{context.catalogue.slugs[row]}.json"


def item_document(context: SiteContext, row: Row) -> Document:
    """Return the document of an item."""
    return Document(item_file(context, row), _full_item(context, row, context.catalogue.items[row]))


def api_documents(context: SiteContext, lists: Iterable[ApiList]) -> Iterator[Document]:
    """Yield the single documents: topics, providers, terms and the schema."""
    if not context.settings.api.enabled:
        return
    catalogue, absolute = context.catalogue, context.urls.absolute
    lists_of_topic: dict[str, list[str]] = {}
    for each in lists:
        lists_of_topic.setdefault(each.place.removeprefix(ROOT).partition("/")[2], []).append(
            absolute(f"{each.place}index.json")
        )
    topics = tuple(
        [_topic(context, each, lists_of_topic.get(f"{each.slug}/", [])) for each in catalogue.topics]
    )
    yield Document(f"{ROOT}topics.json", ApiTopics(topics))
    ordered = sorted(catalogue.providers, key=lambda each: each.slug)
    yield Document(
        f"{ROOT}providers.json", ApiProviders(tuple([_provider(context, each) for each in ordered]))
    )
    for taxonomy in enabled_taxonomies(context):
        if taxonomy.is_field:
            terms = taxonomy.terms(context).values()
            listed = tuple([ApiTerm(each.slug, each.name, absolute(each.place)) for each in terms])
            yield Document(f"{ROOT}{taxonomy.name}.json", ApiTerms(listed))
    yield Document(f"{ROOT}schema.json", ApiSchema(absolute(f"{ROOT}schema.json")))


def _topic(context: SiteContext, topic: Topic, lists: Iterable[str]) -> ApiTopic:
    absolute = context.urls.absolute
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
    absolute = context.urls.absolute
    return ApiProvider(
        slug=provider.slug,
        name=provider.name,
        domain=provider.domain or None,
        description=provider.description,
        parts=provider.parts,
        page=absolute(provider_path(provider.slug)) if context.settings.sections.providers else None,
    )


def _entry(context: SiteContext, row: Row) -> ApiEntry:
    item = context.catalogue.items[row]
    body = feed_body(context.urls, item, context.images.body)
    return ApiEntry(
        path=item.path,
        title=item.title,
        excerpt=item.excerpt,
        source_url=None,
        web_url=item.web_url or None,
        original_url=item.original_url or None,
        featured_content=_iframe(item.embed) if item.embed else None,
        highlight=None,
        heat=item.heat,
        tags=item.tags or None,
        images=_external_images(item.images),
        content=link_body(context, item, body, context.urls.absolute(context.place(row))),
        type=item.kind,
        amp_web_url=item.amp_url or None,
        cdn_amp_web_url=item.cdn_amp_url or None,
        published_date_time=item.published,
        updated_date_time=item.updated,
        provider=_source(item.source) if item.source else None,
        locale=(item.locale or context.settings.site.language).lower(),
        categories=(item.category,) if item.category else (),
        topics=tuple([context.topic_links[slug].title for slug in context.catalogue.topics_of[row]]),
    )


def _full_item(context: SiteContext, row: Row, item: Item) -> ApiItem:
    absolute, entry = context.urls.absolute, _entry(context, row)
    return ApiItem(
        **{name: getattr(entry, name) for name in ApiEntry.__struct_fields__},
        id=entry_id(context, row),
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
        story=_story(context, story) if (story := context.catalogue.story_of.get(row)) else None,
    )


def _story(context: SiteContext, story: Story) -> ApiStory:
    absolute = context.urls.absolute
    return ApiStory(
        id=entry_id(context, story.rows[0]),
        lead=entry_id(context, story.lead),
        items=tuple([absolute(context.place(each)) for each in story.rows]),
        page=absolute(story_path(story)) if has_page(story) else None,
    )


def _link(reference: RelatedLink) -> ApiLink:
    provider = reference.source.name if reference.source else None
    return ApiLink(reference.title, reference.url, reference.excerpt, reference.published, provider)


def _source(source: Publisher) -> ApiSource:
    logos = _external_images(source.logos)
    return ApiSource(source.name, source.domain or None, logos, None, source.authors or None)


def _external_images(images: Iterable[ItemImage]) -> tuple[ApiPicture, ...] | None:
    """Return the images on other hosts, ``None`` for none. Images of the site are left out: they have several
    sizes, and no single URL."""
    external = [
        ApiPicture(
            each.url, each.width, each.height, each.title or None, each.attribution or None, each.cached
        )
        for each in images
        if not each.local
    ]
    return tuple(external) or None


def _iframe(video: Embed) -> str:
    """Return the iframe of a video. It is built here: from the record it has only the URL of the player."""
    allow = "accelerometer; autoplay; encrypted-media; gyroscope; picture-in-picture"
    return (
        f'<iframe width="800" height="500" frameborder="0" src="{escape(video.player_url)}"'
        f' allow="{allow}" allowfullscreen></iframe>'
    )
