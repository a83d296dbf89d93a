"""The taxonomies of the site in one table: topics, providers and content types.

Term pages, index pages, feeds, the feeds page, navigation, statistics and search filters are made by going through
this table. What differs between taxonomies is here, and nowhere else.
"""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from generator.base.host_names import to_display_host
from generator.model.catalogue import Row
from generator.model.field_taxonomies import FIELD_TAXONOMIES, FieldTaxonomy
from generator.model.views.parts import EntryView, LinkView, TermsView
from generator.plan.context import SiteContext, provider_path, topic_path
from generator.plan.pages.top_lists import top_providers, top_topics
from generator.plan.provider_links import link_view, provider_feeds, provider_links
from generator.plan.term import Term

TermLine = tuple[Term, int]
"""A term and its depth below the terms without a parent."""


class Taxonomy(Struct, frozen=True, gc=False):
    """One way to group the items of the site.

    ``name`` is that of its setting in ``[sections]``, of its feed scope and of the folder of its index.
    ``filter`` is the name of its search filter. ``heading`` and ``label`` are messages: its name in plural and
    singular. ``template`` is that of its term pages. ``build`` yields its terms, ``values`` the names that search
    filters an item by. ``top`` returns what a term page shows as most frequent.

    The terms of a ``tree`` are all equal in rank; otherwise a term is part of its parent, and counts only with it.
    An ``alphabetical`` taxonomy is sorted by name, the others have an order of their own. ``charted`` term pages show
    their items over time. ``is_field``: its terms are the values of a record field.
    """

    name: str
    filter: str
    heading: str
    label: str
    template: str
    build: Callable[[SiteContext], Iterator[Term]]
    values: Callable[[SiteContext, Row], Sequence[str]]
    top: Callable[[SiteContext, Sequence[Row]], tuple[EntryView, ...]] | None = None
    is_field: bool = False
    tree: bool = False
    alphabetical: bool = False
    charted: bool = True

    @property
    def place(self) -> str:
        """Path of the index."""
        return f"{self.name}/"

    @property
    def index_template(self) -> str:
        """Name of the template of the index."""
        return "terms" if self.is_field else self.name

    def is_enabled(self, context: SiteContext) -> bool:
        """Return whether the site has pages for the terms."""
        return bool(getattr(context.settings.sections, self.name))

    def title(self, context: SiteContext) -> str:
        """Return the name of the taxonomy in the site's language."""
        heading: str = getattr(context.words, self.heading)
        return heading

    def terms(self, context: SiteContext) -> dict[str, Term]:
        """Return the terms by slug. They are made once for a plan."""
        terms = context.terms.get(self.name)
        if terms is None:
            terms = context.terms[self.name] = {term.slug: term for term in self.build(context)}
        return terms

    def families(self, context: SiteContext) -> list[list[TermLine]]:
        """Return the terms in the order of the index: each without a parent, followed by those below it."""
        terms = self.terms(context)
        roots = [term for term in terms.values() if not term.parent]
        if self.alphabetical:
            roots.sort(key=lambda term: (term.name.casefold(), term.slug))
        return [list(_descend(terms, root)) for root in roots]


def _descend(terms: dict[str, Term], root: Term) -> Iterator[TermLine]:
    waiting = [(root, 0)]
    while waiting:
        term, depth = waiting.pop()
        yield term, depth
        waiting += [(terms[child], depth + 1) for child in reversed(term.children)]


def _topics(context: SiteContext) -> Iterator[Term]:
    for topic in context.catalogue.topics:
        yield Term(
            slug=topic.slug,
            name=topic.name,
            place=topic_path(topic.slug),
            rows=topic.rows,
            feed=topic.description or context.words.topic_feed.format(topic=topic.name),
            parent=topic.parent,
            children=topic.children,
            description=topic.description,
            logo=context.logo(topic.picture),
            links=tuple([link_view(link.url, link.title) for link in topic.links]),
            picture=context.shared_image(topic.picture, topic.name),
        )


def _topic_names(context: SiteContext, row: Row) -> Sequence[str]:
    """Return the topics of an item and their ancestors, so that a filter on a topic includes its sub-topics."""
    names: dict[str, None] = {}
    for slug in context.catalogue.topics_of[row]:
        above = slug
        while above:
            names[context.topics[above].name] = None
            above = context.topics[above].parent
    return tuple(names)


def _providers(context: SiteContext) -> Iterator[Term]:
    feeds = provider_feeds(context)
    for provider in context.catalogue.providers:
        name, domain = provider.name, provider.domain
        is_part = provider.slug != domain and domain in context.providers
        view, host = context.provider_views[provider.slug], to_display_host(domain)
        yield Term(
            slug=provider.slug,
            name=name,
            place=provider_path(provider.slug),
            rows=provider.rows,
            feed=provider.description or context.words.provider_feed.format(provider=name),
            parent=domain if is_part else "",
            children=provider.parts,
            title=f"{name} ({host})" if is_part else name,
            description=provider.description,
            note="" if is_part or host == name else host,
            logo=view.logo,
            tile=view.tile,
            links=provider_links(context, provider, feeds.get(provider.slug, "")),
        )


def _provider_name(context: SiteContext, row: Row) -> Sequence[str]:
    view = context.provider_views.get(context.catalogue.provider_of[row])
    return (view.name,) if view else ()


_KIND_TEMPLATES = {"collection": "collections", "profile": "people", "forum": "communities"}
"""Content types with a template of their own."""


def _kinds(context: SiteContext) -> Iterator[Term]:
    words, site = context.words, context.settings.site.title
    for kind, rows in context.catalogue.kinds.items():
        name = context.phrases.kind_heading(kind)
        feed = words.kind_feed.format(kinds=name, site=site)
        yield Term(kind, name, f"{kind}/", rows, feed, template=_KIND_TEMPLATES.get(kind, ""))


def _kind_label(context: SiteContext, row: Row) -> Sequence[str]:
    return (context.phrases.kind_label(context.catalogue.items[row].kind),)


TOPICS = Taxonomy(
    "topics", "topic", "topics", "topic", "topic", _topics, _topic_names, top=top_providers, tree=True
)
PROVIDERS = Taxonomy(
    name="providers",
    filter="provider",
    heading="providers",
    label="provider",
    template="provider",
    build=_providers,
    values=_provider_name,
    top=top_topics,
    alphabetical=True,
)
KINDS = Taxonomy("kinds", "type", "kinds_heading", "kind", "kind", _kinds, _kind_label, charted=False)


def _of_field(field: FieldTaxonomy) -> Taxonomy:
    """Return the taxonomy of a record field."""

    def terms(context: SiteContext) -> Iterator[Term]:
        feed: str = getattr(context.words, f"{field.singular}_feed")
        for term in context.catalogue.field_terms.get(field.name, ()):
            subtitle = feed.format(**{field.singular: term.name})
            yield Term(term.slug, term.name, f"{field.name}/{term.slug}/", term.rows, subtitle)

    def values(context: SiteContext, row: Row) -> Sequence[str]:
        return tuple([link.title for link in _field_links(context, row, field)])

    return Taxonomy(
        name=field.name,
        filter=field.singular,
        heading=field.name,
        label=field.singular,
        template="term",
        build=terms,
        values=values,
        is_field=True,
        alphabetical=True,
    )


def _field_links(context: SiteContext, row: Row, field: FieldTaxonomy) -> tuple[LinkView, ...]:
    """Return links to the terms of an item, in the order of its record."""
    known, item = context.field_term_links.get(field.name), context.catalogue.items[row]
    if not known:
        return ()
    values = (*field.values(item), field.own_value(item))
    return tuple(dict.fromkeys([known[value] for value in values if value in known]))


def field_terms(context: SiteContext, row: Row) -> tuple[TermsView, ...]:
    """Return the terms of an item in the field taxonomies that the site has pages for."""
    views = [
        TermsView(field.name, getattr(context.words, field.name), _field_links(context, row, field))
        for field in FIELD_TAXONOMIES
        if field.name in context.field_term_links
    ]
    return tuple([view for view in views if view.links])


TAXONOMIES = (TOPICS, PROVIDERS, KINDS, *map(_of_field, FIELD_TAXONOMIES))
"""All taxonomies, in the order of the navigation."""


def enabled_taxonomies(context: SiteContext) -> list[Taxonomy]:
    """Return the taxonomies that the site has pages for."""
    return [taxonomy for taxonomy in TAXONOMIES if taxonomy.is_enabled(context)]
