"""Item → CardView: an item as lists show it."""

from generator.model.catalogue import Row
from generator.model.item import Item
from generator.model.views.parts import CardView, LinkView
from generator.plan.context import SiteContext
from generator.plan.stories import card_story

EXCERPT_LIMIT = 220
"""Maximum characters of the excerpt on a card. About three lines are visible; the page of the item has all of
it."""


def build_card(context: SiteContext, row: Row) -> CardView:
    """Return the card of a row. It is cached, because several lists show it."""
    card = context.cards.get(row)
    if card is None:
        card = context.cards[row] = _card(context, row, context.catalogue.items[row])
    return card


def _card(context: SiteContext, row: Row, item: Item) -> CardView:
    image, page = context.item_image(context.lead(item)), context.urls.link(context.place(row))
    source = item.link if context.settings.lists.link_of(item.kind) == "source" else ""
    return CardView(
        title=item.title,
        url=source or page,
        excerpt=shorten_text(item.excerpt, EXCERPT_LIMIT),
        kind=item.kind,
        kind_label=context.phrases.kind_label(item.kind),
        picture=image,
        provider=context.provider_views.get(context.catalogue.provider_of[row]),
        date=context.dates.show(item.published),
        topics=distinctive_topics(context, row),
        note=_note(context, row, item),
        tile=None if image else context.tile(row),
        source=item.link,
        language=context.language_of(item),
        story=card_story(context, row),
        page=page if source else "",
    )


def topic_links(context: SiteContext, row: Row) -> tuple[LinkView, ...]:
    """Return links to an item's own topics, the main one first."""
    if not context.settings.sections.topics:
        return ()
    links = context.topic_links
    return tuple([links[slug] for slug in context.catalogue.topics_of[row]])


def distinctive_topics(context: SiteContext, row: Row) -> tuple[LinkView, ...]:
    """Return links to an item's own topics without the one that nearly all items of the site share."""
    if not context.shared_topics:
        return topic_links(context, row)
    slugs = context.catalogue.topics_of[row]
    links = zip(slugs, topic_links(context, row), strict=False)
    return tuple([link for slug, link in links if slug not in context.shared_topics])


def _note(context: SiteContext, row: Row, item: Item) -> str:
    """Return the most useful fact about an item of its content type: its number of items or members, or its
    duration."""
    phrases = context.phrases
    if item.kind == "collection":
        return phrases.count(len(context.catalogue.members.get(row, ())), phrases.words.items)
    if item.length is not None:
        return phrases.duration(item.length)
    if item.member_count is not None:
        return phrases.count(item.member_count, phrases.words.members)
    return ""


def shorten_text(text: str, limit: int) -> str:
    """Shorten plain text to at most ``limit`` characters, at a word, with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return cut.rpartition(" ")[0].rstrip(" ,;:.–-") + "…" if " " in cut else cut + "…"
