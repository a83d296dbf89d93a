"""Item → CardView: an item as lists show it. Made once per item, shared by every list that shows it."""

from generator.model.catalogue import Row
from generator.model.item import Item
from generator.model.views.parts import CardView, LinkView
from generator.plan.context import SiteContext

EXCERPT_LIMIT = 220
"""Characters of the excerpt that a card holds, of which three lines are shown; the item's page has all of it."""


def build_card(context: SiteContext, row: Row) -> CardView:
    """Return the card of a row, made once in a process."""
    card = context.cards.get(row)
    if card is None:
        card = context.cards[row] = _card(context, row, context.catalogue.items[row])
    return card


def _card(context: SiteContext, row: Row, item: Item) -> CardView:
    picture = context.show(context.lead(item))
    return CardView(
        title=item.title,
        url=context.addresses.link(context.place(row)),
        excerpt=shorten_text(item.excerpt, EXCERPT_LIMIT),
        kind=item.kind,
        kind_label=context.wording.kind_label(item.kind),
        picture=picture,
        provider=context.provider_views.get(context.catalogue.provider_of[row]),
        date=context.calendar.show(item.published),
        topics=topic_links(context, row),
        note=_note(context, row, item),
        tile=None if picture else context.tile(row),
        source=item.link,
        language=foreign_language(item.locale, context.settings.site.language),
    )


def foreign_language(locale: str, language: str) -> str:
    """Return the language of an item's text, "" where it is the site's: ``en-US`` is, to a site in ``en-GB``."""
    return "" if not locale or _spoken(locale) == _spoken(language) else locale


def _spoken(tag: str) -> str:
    return tag.partition("-")[0].lower()


def topic_links(context: SiteContext, row: Row) -> tuple[LinkView, ...]:
    """Return links to an item's own topics, the main one first."""
    if not context.settings.sections.topics:
        return ()
    links = context.topic_links
    return tuple([links[slug] for slug in context.catalogue.topics_of[row]])


def _note(context: SiteContext, row: Row, item: Item) -> str:
    """Return the one fact that tells most about an item of its kind."""
    wording = context.wording
    if item.kind == "collection":
        return wording.count(len(context.catalogue.members.get(row, ())), wording.words.items)
    if item.length is not None:
        return wording.duration(item.length)
    if item.member_count is not None:
        return wording.count(item.member_count, wording.words.members)
    return ""


def shorten_text(text: str, limit: int) -> str:
    """Cut plain text at a word, with an ellipsis, so that it has at most ``limit`` characters."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return cut.rpartition(" ")[0].rstrip(" ,;:.–-") + "…" if " " in cut else cut + "…"
