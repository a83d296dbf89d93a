"""Item → ItemPage: an item whole, with its related sidebar."""

from collections.abc import Iterator

from generator.model.catalogue import Related, Row
from generator.model.item import Item, RelatedLink
from generator.model.messages import Messages
from generator.model.output import Page
from generator.model.views.pages import ItemPage
from generator.model.views.parts import FactView, HeadView, ImageView, LinkView, PlayerView, RelatedView
from generator.plan.context import SiteContext
from generator.plan.i18n.phrases import Phrases
from generator.plan.pages.cards import build_card, topic_links
from generator.plan.pages.item_links import action_links, other_links, source_link, video_link
from generator.plan.pages.prev_next import prev_next_links
from generator.plan.theme.images import social_view
from generator.plan.theme.palette import build_tile
from generator.plan.titles import head_text
from generator.plan.urls import output_file

TEMPLATE = "pages/item.html"


def item_page(edition: SiteContext, row: Row) -> Page:
    """Return the page of an item."""
    item = edition.catalogue.items[row]
    return Page(output_file(edition.place(row)), TEMPLATE, _view(edition, row, item))


def _view(edition: SiteContext, row: Row, item: Item) -> ItemPage:
    card = build_card(edition, row)
    catalogue = edition.catalogue
    topics = topic_links(edition, row)
    newer, older, *more = prev_next_links(edition, row)
    part_of = [build_card(edition, each) for each in catalogue.collections_of.get(row, ())]
    return ItemPage(
        head=_head(edition, row, item),
        heading=item.title,
        crumbs=_crumbs(edition, item, topics),
        kind=item.kind,
        kind_label=edition.wording.kind_label(item.kind),
        excerpt=item.excerpt,
        body=item.body,
        source=source_link(item, card.provider, catalogue.provider_of[row], edition.wording),
        provider=card.provider,
        authors=item.source.authors if item.source else (),
        date=card.date,
        updated=edition.calendar.show(item.updated) if item.updated != item.published else None,
        topics=topics,
        tags=item.tags,
        picture=card.picture,
        video=video_link(item, edition.wording),
        actions=action_links(item, card.provider),
        facts=tuple(_facts(item, edition.wording)),
        links=other_links(item, edition.words),
        members=tuple([build_card(edition, member) for member in catalogue.members.get(row, ())]),
        part_of=tuple([LinkView(each.title, each.url) for each in part_of]),
        related=tuple([_related(edition, each) for each in _sidebar(edition, row)]),
        player=_player(item, edition.words),
        more_of=topics[0] if more else None,
        more=tuple([_related(edition, Related(each)) for each in more if each is not None]),
        newer=_neighbour(edition, newer),
        older=_neighbour(edition, older),
        language=card.language,
    )


def _player(item: Item, words: Messages) -> PlayerView | None:
    if item.embed is None:
        return None
    return PlayerView(item.embed.player_url, words.play_note.format(host=item.embed.host))


def _neighbour(edition: SiteContext, row: Row | None) -> LinkView | None:
    if row is None:
        return None
    return LinkView(edition.catalogue.items[row].title, edition.addresses.link(edition.place(row)))


def _head(edition: SiteContext, row: Row, item: Item) -> HeadView:
    own = edition.addresses.absolute(edition.place(row))
    canonical = canonical_link(edition, item) or own
    name = edition.names.get(row) or head_text(item)
    return HeadView(
        title=edition.words.title_of.format(title=name.title, site=edition.settings.site.title),
        description=name.description,
        canonical=canonical,
        picture=_social(edition, item),
        policy=_policy(edition, item),
        own=own if canonical != own else "",
    )


def canonical_link(edition: SiteContext, item: Item) -> str:
    """Return the address elsewhere that stands for an item's page, "" where the page stands for itself."""
    return item.link if edition.settings.metadata.canonical == "source" else ""


def _policy(edition: SiteContext, item: Item) -> str:
    """A video may play on its page, and a body show pictures from anywhere; other pages keep to the site's policy."""
    player, pictures = item.embed.player_url if item.embed else "", "<img" in item.body
    return edition.policy(player, pictures) if player or pictures else ""


def _social(edition: SiteContext, item: Item) -> ImageView | None:
    """Return the card for sites that link here; none of a picture that lies elsewhere, which is not ours to cut."""
    lead = edition.lead(item)
    return social_view(edition.addresses, lead[1], item.title) if lead else None


def _crumbs(edition: SiteContext, item: Item, topics: tuple[LinkView, ...]) -> tuple[LinkView, ...]:
    """An item stands under its main topic, or where it has none under its kind."""
    kind = LinkView(edition.wording.kind_heading(item.kind), edition.addresses.link(f"{item.kind}/"))
    if topics:
        return (edition.home_link, topics[0])
    return (edition.home_link, kind) if edition.settings.sections.kinds else (edition.home_link,)


def _facts(item: Item, wording: Phrases) -> Iterator[FactView]:
    """Yield what an item's kind adds, in the order people ask for it."""
    words = wording.words
    if item.length is not None:
        yield FactView(words.length, wording.duration(item.length))
    if item.levels:
        yield FactView(words.level, words.and_so.join(item.levels))
    if item.price:
        yield FactView(words.price, item.price)
    if item.rating is not None:
        yield FactView(words.rating, _rated(item.rating, item.rating_count, wording))
    if item.member_count is not None:
        yield FactView(words.member_count, wording.number(item.member_count))
    if item.profile and item.profile.location:
        yield FactView(words.location, item.profile.location)
    if item.profile and item.profile.affiliation:
        yield FactView(words.affiliation, item.profile.affiliation)


def _rated(rating: float, count: int | None, wording: Phrases) -> str:
    """Return ``4.5 (12 ratings)``."""
    said = wording.decimal(rating)
    if not count:
        return said
    return wording.words.rated.format(rating=said, ratings=wording.count(count, wording.words.ratings))


def _sidebar(edition: SiteContext, row: Row) -> list[Related]:
    """Return the related places that the page does not show already: as members, or as the collection it is in."""
    catalogue = edition.catalogue
    shown = {*catalogue.members.get(row, ()), *catalogue.collections_of.get(row, ())}
    return [each for each in catalogue.related[row] if each.row not in shown]


def _related(edition: SiteContext, related: Related) -> RelatedView:
    if related.row is None:
        assert related.elsewhere is not None
        return _elsewhere(edition, related.elsewhere)
    card = build_card(edition, related.row)
    provider = card.provider.name if card.provider else ""
    return RelatedView(
        title=card.title,
        url=card.url,
        external=False,
        provider=provider,
        date=card.date,
        picture=card.picture,
        tile=card.tile,
        language=card.language,
    )


def _elsewhere(edition: SiteContext, reference: RelatedLink) -> RelatedView:
    provider = reference.source.name if reference.source else ""
    picture = edition.beside(reference.picture)
    return RelatedView(
        title=reference.title,
        url=reference.url,
        external=True,
        provider=provider,
        date=edition.calendar.show(reference.published),
        picture=picture,
        tile=None if picture else build_tile(provider or reference.title),
    )
