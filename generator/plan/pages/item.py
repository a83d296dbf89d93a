"""Item → ItemPage: the page of an item, with its related items."""

from collections.abc import Iterator

from generator.model.catalogue import Related, Row
from generator.model.item import Item, RelatedLink
from generator.model.messages import Messages
from generator.model.output import Page
from generator.model.record_fields import FACT_FIELDS, RecordField
from generator.model.views.pages import ItemPage
from generator.model.views.parts import FactView, HeadView, ImageView, LinkView, PlayerView, RelatedView
from generator.plan.body import page_body
from generator.plan.body_links import link_body
from generator.plan.context import SiteContext
from generator.plan.i18n.phrases import Phrases
from generator.plan.pages.cards import build_card, distinctive_topics, topic_links
from generator.plan.pages.item_links import (
    action_links,
    other_links,
    source_host,
    source_link,
    video_link,
)
from generator.plan.pages.prev_next import more_heading, prev_next_links
from generator.plan.stories import item_story
from generator.plan.taxonomies import field_terms
from generator.plan.theme.images import social_view
from generator.plan.theme.palette import build_tile
from generator.plan.titles import head_text
from generator.plan.urls import output_file

TEMPLATE = "pages/item.html"


def item_page(context: SiteContext, row: Row) -> Page:
    """Return the page of an item."""
    item = context.catalogue.items[row]
    return Page(output_file(context.place(row)), TEMPLATE, _view(context, row, item))


def _view(context: SiteContext, row: Row, item: Item) -> ItemPage:
    card = build_card(context, row)
    catalogue = context.catalogue
    distinctive, topics = distinctive_topics(context, row), topic_links(context, row)
    newer, older, *more = prev_next_links(context, row)
    source = source_link(item, card.provider, catalogue.provider_of[row], context.phrases)
    part_of = [build_card(context, each) for each in catalogue.collections_of.get(row, ())]
    return ItemPage(
        head=_head(context, row, item),
        heading=item.title,
        crumbs=_crumbs(context, item, distinctive),
        kind=item.kind,
        kind_label=context.phrases.kind_label(item.kind),
        excerpt=item.excerpt,
        body=link_body(context, item, page_body(context.urls, item, context.images.body)),
        source=source,
        source_host=source_host(source),
        provider=card.provider,
        authors=item.source.authors if item.source else (),
        date=card.date,
        updated=context.dates.show(item.updated) if item.updated != item.published else None,
        topics=topics,
        tags=item.tags,
        picture=card.picture,
        video=video_link(item, context.phrases),
        actions=action_links(item, card.provider),
        facts=tuple(_facts(item, context.phrases)),
        links=other_links(item, context.words),
        members=tuple([build_card(context, member) for member in catalogue.members.get(row, ())]),
        part_of=tuple([LinkView(each.title, each.own_url) for each in part_of]),
        related=tuple([_related(context, each) for each in _sidebar(context, row)]),
        player=_player(item, context.words),
        more_of=more_heading(context, row) if more else None,
        more=tuple([_related(context, Related(each)) for each in more if each is not None]),
        newer=_neighbour(context, newer),
        older=_neighbour(context, older),
        language=card.language,
        terms=field_terms(context, row),
        story=item_story(context, row),
        kicker=distinctive or topics,
    )


def _player(item: Item, words: Messages) -> PlayerView | None:
    if item.embed is None:
        return None
    return PlayerView(item.embed.player_url, words.play_note.format(host=item.embed.host))


def _neighbour(context: SiteContext, row: Row | None) -> LinkView | None:
    if row is None:
        return None
    return LinkView(context.catalogue.items[row].title, context.urls.link(context.place(row)))


def _head(context: SiteContext, row: Row, item: Item) -> HeadView:
    url = context.urls.absolute(context.place(row))
    canonical = canonical_link(context, item) or url
    name = context.unique_heads.get(row) or head_text(item)
    return HeadView(
        title=context.words.title_of.format(title=name.title, site=context.settings.site.title),
        description=name.description,
        canonical=canonical,
        picture=_social(context, item),
        policy=_policy(context, item),
        own=url if canonical != url else "",
    )


def canonical_link(context: SiteContext, item: Item) -> str:
    """Return the canonical URL of an item if it is on another host, else ""."""
    return item.link if context.settings.metadata.canonical == "source" else ""


def _policy(context: SiteContext, item: Item) -> str:
    """Return the policy of a page with a video. Other pages have the policy of the site."""
    return context.policy(item.embed.player_url) if item.embed else ""


def _social(context: SiteContext, item: Item) -> ImageView | None:
    """Return the social card of an item, ``None`` if its image is on another host: we have no cropped copy of
    that."""
    lead = context.lead(item)
    return social_view(context.urls, lead[1], item.title) if lead else None


def _crumbs(context: SiteContext, item: Item, topics: tuple[LinkView, ...]) -> tuple[LinkView, ...]:
    """Return breadcrumbs to an item: its main topic, or its content type if it has no topic."""
    kind = LinkView(context.phrases.kind_heading(item.kind), context.urls.link(f"{item.kind}/"))
    if topics:
        return (context.home_link, topics[0])
    return (context.home_link, kind) if context.settings.sections.kinds else (context.home_link,)


def _facts(item: Item, phrases: Phrases) -> Iterator[FactView]:
    """Yield the facts about an item, in the order of :data:`~generator.model.record_fields.FACT_FIELDS`."""
    for field in FACT_FIELDS:
        text = _fact_text(field, item, phrases)
        if text:
            yield FactView(getattr(phrases.words, field.label), text)


def _fact_text(field: RecordField, item: Item, phrases: Phrases) -> str:
    """Return a fact for readers, "" if the item does not have it."""
    if field.name == "ratings":
        return "" if item.rating is None else _rating_text(item.rating, item.rating_count, phrases)
    if not field.is_simple:
        text: str = getattr(item.profile, field.name, "")
        return text
    value = getattr(item, field.attribute) if field.attribute else dict(item.facts).get(field.name)
    match value:
        case None:
            return ""
        case bool():
            return phrases.words.yes if value else phrases.words.no
        case int() if field.type == "duration":
            return phrases.duration(value)
        case int():
            return phrases.number(value)
        case float():
            return phrases.decimal(value)
        case tuple():
            return phrases.words.and_so.join(value)
    return str(value)


def _rating_text(rating: float, count: int | None, phrases: Phrases) -> str:
    """Return ``4.5 (12 ratings)``."""
    decimal = phrases.decimal(rating)
    if not count:
        return decimal
    return phrases.words.rated.format(rating=decimal, ratings=phrases.count(count, phrases.words.ratings))


def _sidebar(context: SiteContext, row: Row) -> list[Related]:
    """Return the related items that the page does not show elsewhere: as a member, a collection, or in the story."""
    catalogue = context.catalogue
    shown = {*catalogue.members.get(row, ()), *catalogue.collections_of.get(row, ())}
    if story := catalogue.story_of.get(row):
        shown.update(story.rows)
    return [each for each in catalogue.related[row] if each.row not in shown]


def _related(context: SiteContext, related: Related) -> RelatedView:
    if related.row is None:
        assert related.elsewhere is not None
        return _external(context, related.elsewhere)
    card = build_card(context, related.row)
    provider = card.provider.name if card.provider else ""
    return RelatedView(
        title=card.title,
        url=card.own_url,
        external=False,
        provider=provider,
        date=card.date,
        picture=card.picture,
        tile=card.tile,
        language=card.language,
    )


def _external(context: SiteContext, reference: RelatedLink) -> RelatedView:
    provider = reference.source.name if reference.source else ""
    image = context.related_image(reference.picture)
    return RelatedView(
        title=reference.title,
        url=reference.url,
        external=True,
        provider=provider,
        date=context.dates.show(reference.published),
        picture=image,
        tile=None if image else build_tile(provider or reference.title),
    )
