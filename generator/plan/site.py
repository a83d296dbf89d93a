"""The plan of a site: every output, and how to make it.

All planned outputs are made at once, because they are cheap. Their views are made one by one when they are
needed, maybe in another process.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter

from generator.base.errors import PlanConflictError
from generator.base.problem import Problem
from generator.model.catalogue import Catalogue, Row
from generator.model.feed_formats import FEED_FORMATS
from generator.model.images import ImageSet
from generator.model.messages import ENGLISH, Messages
from generator.model.output import Asset, Data, LetterIcon, Output, Page, PlannedOutput, Text, VariantFile
from generator.model.own_content import NO_OWN_CONTENT, OwnContent
from generator.model.settings import Settings
from generator.model.theme import StaticFile
from generator.model.views.parts import SiteView
from generator.model.views.search import SearchBlock
from generator.plan.api.documents import ApiList, api_documents, item_document, list_document, plan_api_lists
from generator.plan.api.outputs import plan_api_outputs
from generator.plan.context import SiteContext
from generator.plan.feeds.content import build_feed
from generator.plan.feeds.specs import FeedSpec, feed_formats, plan_feeds
from generator.plan.i18n.dates import format_iso
from generator.plan.pages.disambiguation import disambiguation_pages
from generator.plan.pages.feeds_page import plan_subscriptions
from generator.plan.pages.indexes import index_pages
from generator.plan.pages.item import TEMPLATE, canonical_link, item_page
from generator.plan.pages.lists import plan_lists
from generator.plan.pages.own_pages import accept_pages, own_pages
from generator.plan.pages.pagination import (
    REDIRECT,
    ItemList,
    full_pages,
    list_page,
    list_template,
    page_file,
    page_numbers,
    page_rows,
    split_undated,
)
from generator.plan.pages.redirects import redirect_pages
from generator.plan.pages.sources_page import plan_sources
from generator.plan.pages.story import TEMPLATE as STORY
from generator.plan.pages.story import story_page
from generator.plan.search import BUNDLE, SCRIPT, is_searchable, plan_blocks, search_page
from generator.plan.signatures import Signatures
from generator.plan.sitemaps import sitemaps
from generator.plan.stories import has_page, story_path
from generator.plan.theme.assets import publish_assets
from generator.plan.theme.icons import manifest, plan_icons
from generator.plan.theme.site_view import site_view
from generator.plan.titles import UsedTitles, name_items, name_lists
from generator.plan.urls import output_file
from generator.plan.well_known import well_known_files

_FONTS = (".woff2", ".woff", ".ttf", ".otf")


SearchStart = Callable[[SiteContext, Sequence[SearchBlock]], None]
"""A function that starts making blocks of the search index."""


@dataclass(frozen=True)
class Plan:
    """All outputs of a site. ``planned`` is sorted by path, with files of the search index last. No path
    occurs twice.

    ``search`` has the blocks of the search index, none if there is no index. ``api`` has the lists of the JSON API.
    ``problems`` are those of pages of the owner without a path of their own.
    """

    context: SiteContext
    lists: tuple[ItemList, ...]
    feeds: tuple[FeedSpec, ...]
    site: SiteView
    planned: tuple[PlannedOutput, ...]
    search: tuple[SearchBlock, ...] = ()
    api: tuple[ApiList, ...] = ()
    problems: tuple[Problem, ...] = ()

    @cached_property
    def paths(self) -> frozenset[str]:
        """Paths of all outputs."""
        return frozenset([each.path for each in self.planned])

    def with_index(self, files: Iterable[PlannedOutput]) -> "Plan":
        """Return the plan with the files of a search index added. Raise :class:`PlanConflictError` if a path is
        taken."""
        added = sorted(files, key=lambda planned_output: planned_output.path)
        folder = BUNDLE.rstrip("/")
        sort_planned([*[each for each in self.planned if each.path.casefold().startswith(folder)], *added])
        return replace(self, planned=(*self.planned, *added))

    def make_output(self, planned_output: PlannedOutput) -> Output:
        """Return the output for a planned output."""
        match planned_output.kind:
            case "item":
                return item_page(self.context, planned_output.index)
            case "list":
                return list_page(self.context, self.lists[planned_output.index], planned_output.page_number)
            case "feed":
                return build_feed(
                    self.context,
                    self.feeds[planned_output.index],
                    list(FEED_FORMATS.values())[planned_output.page_number],
                )
            case "api list":
                return list_document(
                    self.context,
                    self.api[planned_output.index],
                    planned_output.page_number,
                    planned_output.path,
                )
            case "api item":
                return item_document(self.context, planned_output.index)
            case "story":
                return story_page(self.context, self.context.catalogue.stories[planned_output.index])
            case "ready":
                assert planned_output.output is not None
                return planned_output.output


def make_plan(
    catalogue: Catalogue,
    images: ImageSet,
    settings: Settings,
    static: Sequence[StaticFile],
    code: bytes = b"",
    engine: bytes = b"",
    words: Messages = ENGLISH,
    files: Sequence[StaticFile] = (),
    own: OwnContent = NO_OWN_CONTENT,
    named: Collection[str] | None = (),
    start_search: SearchStart | None = None,
) -> Plan:
    """Return the plan of a site.

    ``code`` is the digest of the code that makes items and views, ``engine`` that of the search engine, b"" for none.
    ``words`` are the messages in the site's language. ``files`` are those of the content folder that links of bodies
    lead to. ``own`` has the pages and files of the owner. ``named`` are the files whose URLs templates ask for,
    ``None`` if that may be any. ``start_search`` is called as soon as the blocks of the search index are known, so
    that they can be made while the rest is planned.

    Raise :class:`PlanConflictError` if two outputs have the same path.
    """
    paths = [*[each.path for each in static], *[each.path for each in own.files]]
    has_fonts = any(path.lower().endswith(_FONTS) for path in paths)
    linked = frozenset([each.path for each in files])
    context = SiteContext(catalogue, images, settings, words, linked, own, has_fonts)
    signatures = Signatures(context, code)
    feeds, api = tuple(plan_feeds(context)), tuple(plan_api_lists(context))
    subscriptions = [*plan_subscriptions(context, feeds), *plan_sources(context)]
    pages = [*index_pages(context), *[each for each in subscriptions if isinstance(each, Page)]]
    unlisted = (*redirect_pages(context), *disambiguation_pages(context))
    unnamed = [part for item_list in plan_lists(context) for part in split_undated(context, item_list)]
    problems = tuple(accept_pages(context, _taken_paths(context, (*pages, *unlisted), unnamed)))
    search = plan_blocks(context, signatures, engine) if engine and is_searchable(context) else ()
    if start_search:
        start_search(context, search)
    static = [each for each in static if search or each.path != SCRIPT]
    assets = publish_assets(static, [each.path for each in own.files])
    asset_paths = {path: each.path for path, each in assets.items()}
    pages += [search_page(context, asset_paths.get(SCRIPT, ""))] if search else []
    pages += own_pages(context)
    lists = _name_pages(context, pages, unnamed)
    planned: list[PlannedOutput] = []
    for index, item_list in enumerate(lists):
        planned.extend(_list(context, signatures, index, item_list))
    planned.extend(_page(signatures, page) for page in (*pages, *unlisted))
    for index, spec in enumerate(feeds):
        planned.extend(_feed(context, signatures, index, spec))
    # Items last: their related items may still be being computed.
    planned.extend(_item(context, signatures, row) for row in range(len(catalogue.items)))
    planned.extend(_stories(context, signatures))
    icons = plan_icons(context, {each.path for each in static})
    ready: list[Output] = [
        *[each for each in subscriptions if not isinstance(each, Page)],
        *_machine_outputs(context, planned, api),
        *((*icons.outputs, manifest(context, icons)) if icons else ()),
        *_image_files(images),
        *assets.values(),
        *[Asset(each.path, each.source, each.digest) for each in files],
    ]
    ready = [*own.files, *_without_replaced(ready, own)]
    planned += plan_api_outputs(context, signatures, api)
    planned.extend(PlannedOutput(each.path, signatures.ready(each), "ready", output=each) for each in ready)
    site = site_view(context, asset_paths, bool(search), icons, named)
    return Plan(context, lists, feeds, site, sort_planned(planned), search, api, problems)


def _taken_paths(
    context: SiteContext, pages: Iterable[Page], lists: Iterable[ItemList]
) -> Iterator[tuple[str, str]]:
    """Yield the file of every page but those of the owner, with a description for messages."""
    yield "search/index.html", "the search page"
    for page in pages:
        yield page.path, f"the page “{page.page.heading}”"
    for item_list in lists:
        for number in page_numbers(item_list, context.settings.lists.page_size):
            yield page_file(item_list, number), f"the list “{item_list.heading}”"
    for row, item in enumerate(context.catalogue.items):
        yield output_file(context.place(row)), item.path


def _without_replaced(ready: Iterable[Output], own: OwnContent) -> Iterator[Output]:
    """Yield outputs without the text files and icons that the owner has a file of their own for."""
    files = {file.path for file in own.files}
    return (each for each in ready if each.path not in files or not isinstance(each, Text | LetterIcon))


def _name_pages(
    context: SiteContext, pages: Sequence[Page], unnamed: Iterable[ItemList]
) -> tuple[ItemList, ...]:
    """Return all lists with unique titles, and store unique titles of items in the context."""
    taken = UsedTitles(pages)
    lists = tuple(name_lists(context, unnamed, taken))
    context.unique_heads.update(name_items(context, taken))
    return lists


def _machine_outputs(
    context: SiteContext, planned: Sequence[PlannedOutput], api: Sequence[ApiList]
) -> Iterator[Output]:
    """Yield outputs for programs: sitemaps, single documents of the API, and well-known files."""
    maps = list(sitemaps(context, planned))
    yield from maps
    yield from api_documents(context, api)
    yield from well_known_files(context, maps)


def _item(context: SiteContext, signatures: Signatures, row: Row) -> PlannedOutput:
    item, place = context.catalogue.items[row], context.place(row)
    moment = item.updated or item.published
    return PlannedOutput(
        path=f"{place}index.html",
        signature=signatures.item(row),
        kind="item",
        template=TEMPLATE,
        index=row,
        url="" if canonical_link(context, item) else context.urls.absolute(place),
        lastmod=format_iso(moment) if moment else "",
    )


def _stories(context: SiteContext, signatures: Signatures) -> Iterator[PlannedOutput]:
    for index, story in enumerate(context.catalogue.stories):
        if has_page(story):
            place, newest = story_path(story), context.catalogue.items[story.rows[-1]].published
            yield PlannedOutput(
                path=output_file(place),
                signature=signatures.story(story),
                kind="story",
                template=STORY,
                index=index,
                url=context.urls.absolute(place),
                lastmod=format_iso(newest) if newest else "",
            )


def _list(
    context: SiteContext, signatures: Signatures, index: int, item_list: ItemList
) -> Iterator[PlannedOutput]:
    head, size = signatures.head(item_list), context.settings.lists.page_size
    landing = signatures.landing(item_list)
    pages = full_pages(len(item_list.rows), size)
    for number in page_numbers(item_list, size):
        rows = page_rows(item_list, size, number)
        path = page_file(item_list, number)
        redirects = number > pages
        yield PlannedOutput(
            path=path,
            signature=signatures.list(head, number, pages, rows, b"" if number else landing),
            kind="list",
            template=REDIRECT if redirects else list_template(item_list, number),
            index=index,
            page_number=number,
            url="" if redirects else context.urls.absolute(path.removesuffix("index.html")),
            lastmod=_newest(context, rows),
        )


def _newest(context: SiteContext, rows: Sequence[Row]) -> str:
    published = context.catalogue.items[rows[0]].published if rows else None
    return format_iso(published) if published else ""


def _page(signatures: Signatures, page: Page) -> PlannedOutput:
    head = page.page.head
    address = "" if head.robots else head.canonical
    return PlannedOutput(page.path, signatures.ready(page), "ready", page.template, output=page, url=address)


def _feed(
    context: SiteContext, signatures: Signatures, index: int, spec: FeedSpec
) -> Iterator[PlannedOutput]:
    head = signatures.head(spec)
    for form in feed_formats(context, spec):
        signature = signatures.feed(head, form.name, spec.rows)
        yield PlannedOutput(
            f"{spec.stem}.{form.ending}",
            signature,
            "feed",
            index=index,
            page_number=list(FEED_FORMATS).index(form.name),
        )


def sort_planned(planned: Iterable[PlannedOutput]) -> tuple[PlannedOutput, ...]:
    """Return planned outputs sorted by path. Raise :class:`PlanConflictError` if paths differ only in case,
    or if one is a folder of another."""
    ordered = sorted(planned, key=attrgetter("path"))
    seen = {planned_output.path.casefold(): planned_output for planned_output in ordered}
    for planned_output in ordered if len(seen) < len(ordered) else ():
        other = seen[planned_output.path.casefold()]
        if other is not planned_output:
            raise PlanConflictError(
                f"two outputs have the path {other.path}: {_name(planned_output)} and {_name(other)}",
                "Rename one of the records or topics, or move the file at this path.",
            )
    _refuse_folders(seen)
    return tuple(ordered)


def _refuse_folders(files: Mapping[str, PlannedOutput]) -> None:
    """Raise :class:`PlanConflictError` if the path of a file is a folder of another file. ``files`` are by
    case-folded path."""
    folders: set[str] = set()
    for path in files:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    for folder in sorted(folders & files.keys()):
        file, below = files[folder], min(path for path in files if path.startswith(f"{folder}/"))
        raise PlanConflictError(
            f"{_name(file)} has the path {file.path}, where {_name(files[below])} needs a folder",
            "Rename one of the records or topics, or move the image at this path.",
        )


def _name(planned_output: PlannedOutput) -> str:
    match planned_output.output:
        case Asset() as file:
            return f"the file {file.source}"
        case Data():
            return "a file of the search index"
        case LetterIcon():
            return "an icon"
        case VariantFile():
            return "an image"
        case Page() as page:
            return f"the page “{page.page.heading}”"
        case None:
            return f"the {planned_output.kind} {planned_output.path}"
        case _ as other:
            return f"a {type(other).__name__.lower()}"


def _image_files(images: ImageSet) -> Iterator[VariantFile]:
    """Yield the files of all images, each once. Two URLs may resolve to one image."""
    seen: set[str] = set()
    shown = (images.images, images.logos, images.body, images.masthead)
    for image in [image for group in shown for image in group.values()]:
        if image.made is None or image.stem in seen:
            continue
        seen.add(image.stem)
        for each in image.made.variants:
            yield VariantFile(image.path(each), image.bundle, each.offset, each.length, each.digest)
