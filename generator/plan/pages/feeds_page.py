"""All feeds of the site, as a page and as OPML files."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import structs

from generator.model.output import Opml, Page
from generator.model.views.feeds import OutlineView
from generator.model.views.pages import SubscribePage
from generator.model.views.parts import FeedChoiceView, FeedLinkView
from generator.plan.context import SiteContext
from generator.plan.feeds.specs import FeedSpec
from generator.plan.pages.head import page_head
from generator.plan.taxonomies import Taxonomy, enabled_taxonomies
from generator.plan.term import Term
from generator.plan.urls import output_file

MAX_TERMS = 90
"""Maximum terms of a taxonomy on the feeds page: those with the most items. The page of every term links to its
feeds, too."""

SINGLE_SCOPES = ("site", "top", "daily", "weekly")
"""Scopes with a single feed."""

OPML = "feeds.opml"
"""File name of OPML, in the folder of its list."""

OPML_TYPE = "text/x-opml"

MAX_DEPTH = 32
"""Maximum nesting of folders in OPML. XML parsers have limits."""

FeedSpecs = Mapping[str, FeedSpec]
"""Feeds by stem, without archives."""


def plan_subscriptions(context: SiteContext, specs: Sequence[FeedSpec]) -> Iterator[Page | Opml]:
    """Yield the feeds page, an OPML file of all feeds, and one for each topic with its sub-topics."""
    current = {spec.stem: spec for spec in specs if not spec.archive}
    if context.settings.sections.feeds:
        yield _page(context, current)
    if context.settings.feeds.opml and current:
        yield from _outlines(context, current)


def _page(context: SiteContext, specs: FeedSpecs) -> Page:
    words = context.words
    groups = (
        (words.everything, [_choice(context, spec) for spec in _with_scope(specs, *SINGLE_SCOPES)]),
        *[(each.title(context), list(_terms(context, each, specs))) for each in _taxonomies(context)],
    )
    view = SubscribePage(
        head=page_head(context, "feeds/", words.feeds),
        heading=words.feeds,
        crumbs=(context.home_link,),
        groups=tuple([(title, tuple(feeds)) for title, feeds in groups if feeds]),
        opml=context.urls.absolute(OPML) if specs and context.settings.feeds.opml else "",
    )
    return Page(output_file("feeds/"), "pages/feeds.html", view)


def _with_scope(specs: FeedSpecs, *scopes: str) -> list[FeedSpec]:
    return [spec for spec in specs.values() if spec.scope in scopes]


def _choice(context: SiteContext, spec: FeedSpec, note: str = "", depth: int = 0) -> FeedChoiceView:
    return FeedChoiceView(spec.name, context.feed_links(spec.stem, spec.name), note, depth)


def _taxonomies(context: SiteContext) -> list[Taxonomy]:
    """Return the taxonomies with an order of their own, then the alphabetical ones."""
    return sorted(enabled_taxonomies(context), key=lambda taxonomy: taxonomy.alphabetical)


def _terms(context: SiteContext, taxonomy: Taxonomy, specs: FeedSpecs) -> Iterator[FeedChoiceView]:
    """Yield the feeds of the largest terms, in the order of the index. A parent of a listed term has at least
    as many items, so it is listed too."""
    families = taxonomy.families(context)
    lines = [line for family in families for line in family if f"{line[0].place}feed" in specs]
    largest = sorted(lines, key=lambda line: (-len(line[0].rows), line[1], line[0].slug))[:MAX_TERMS]
    named = {term.slug for term, _ in largest}
    for term, depth in lines:
        if term.slug in named:
            choice = _choice(context, specs[f"{term.place}feed"], term.note, depth)
            outline = _outline_link(context, term) if taxonomy.tree else ()
            yield structs.replace(choice, formats=choice.formats + outline)


def _outline_link(context: SiteContext, term: Term) -> tuple[FeedLinkView, ...]:
    if not context.settings.feeds.opml:
        return ()
    url = context.urls.absolute(f"{term.place}{OPML}")
    return (FeedLinkView(f"{term.name} (OPML)", url, OPML_TYPE, "OPML"),)


def _outlines(context: SiteContext, specs: FeedSpecs) -> Iterator[Opml]:
    site, title_of = context.settings.site, context.words.title_of
    outlines = [_line(context, spec) for spec in _with_scope(specs, *SINGLE_SCOPES)]
    parts: list[Opml] = []
    for taxonomy in _taxonomies(context):
        lines = [_line(context, spec) for spec in _with_scope(specs, taxonomy.name)]
        if taxonomy.tree:
            terms = taxonomy.terms(context)
            trees = _trees(context, terms, specs)
            lines = [line for term in terms.values() if not term.parent for line in trees[term.slug]]
            for term in terms.values():
                title, own = title_of.format(title=term.name, site=site.title), tuple(trees[term.slug])
                parts += [Opml(f"{term.place}{OPML}", title, site.author, own)] if own else []
        outlines += _folder(taxonomy.title(context), lines) if lines else []
    yield Opml(OPML, site.title, site.author, tuple(outlines))
    yield from parts


def _trees(context: SiteContext, terms: dict[str, Term], specs: FeedSpecs) -> dict[str, list[OutlineView]]:
    """Return the OPML outlines of every term, by slug: its feed, or a folder that begins with its feed if
    there are others below it. Some readers ignore outlines inside a feed's outline."""
    provider_feeds: dict[str, list[FeedSpec]] = {}
    for spec in _with_scope(specs, "topic-providers"):
        provider_feeds.setdefault(spec.place, []).append(spec)
    trees: dict[str, list[OutlineView]] = {}
    for term in reversed(terms.values()):  # children come after their parents
        own = specs.get(f"{term.place}feed")
        feeds = [*([own] if own else []), *provider_feeds.get(term.place, [])]
        lines = [_line(context, spec) for spec in feeds]
        lines += [line for child in term.children for line in trees[child]]
        trees[term.slug] = _folder(term.name, lines) if len(lines) > 1 else lines
    return trees


def _folder(name: str, lines: Sequence[OutlineView]) -> list[OutlineView]:
    return [
        OutlineView(name),
        *[structs.replace(line, depth=min(line.depth + 1, MAX_DEPTH)) for line in lines],
    ]


def _line(context: SiteContext, spec: FeedSpec) -> OutlineView:
    """Return the outline of a feed, in the preferred format if the site has it."""
    absolute, formats = context.urls.absolute, context.feed_formats
    form = next((each for each in formats if each.preferred), formats[0])
    return OutlineView(spec.name, absolute(f"{spec.stem}.{form.ending}"), absolute(spec.place))
