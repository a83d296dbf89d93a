"""Shared input of all planning: the catalogue, images, settings and messages, with cached lookups."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from msgspec import Struct

from generator.base.dates import is_feed_date
from generator.model.catalogue import Catalogue, Provider, Row, Topic
from generator.model.feed_formats import FEED_FORMATS, FeedFormat
from generator.model.images import Image, ImageSet
from generator.model.item import Item, ItemImage
from generator.model.locale_formats import LocaleFormats
from generator.model.messages import ENGLISH, Messages
from generator.model.own_content import NO_OWN_CONTENT, OwnContent, OwnPage
from generator.model.settings import Settings
from generator.model.views.feeds import FeedEntryView, FeedSourceView
from generator.model.views.parts import CardView, FeedLinkView, ImageView, LinkView, ProviderView, TileView
from generator.plan.feeds.plain_text import escape_markup_lookalikes
from generator.plan.i18n.dates import DateFormatter
from generator.plan.i18n.locale_formats import load_locale_formats
from generator.plan.i18n.phrases import Phrases
from generator.plan.term import Term
from generator.plan.theme.colours import accent_style
from generator.plan.theme.csp import content_security_policy
from generator.plan.theme.images import image_view, logo_view, social_view
from generator.plan.theme.palette import build_tile
from generator.plan.urls import UrlBuilder

GENERATOR = "Broadsheet"
"""Name of the generator in outputs. It has no version, so that an update of Broadsheet need not change every
page."""


SHARED_PERCENT, SHARED_ITEMS = 90, 3
"""Share of the items of the site that must have a root topic, and the number of items, for cards to leave it out."""


class HeadText(Struct, frozen=True, gc=False):
    """Title and description of a page, without the name of the site.

    Example: ``HeadText("Pier reopens", "The pier reopened on Monday.")``.
    """

    title: str
    description: str


@dataclass(frozen=True)
class SiteContext:
    """Everything that the plan of one build is made from. Cached properties are lookups that many pages
    share."""

    catalogue: Catalogue
    images: ImageSet
    settings: Settings
    words: Messages = ENGLISH
    files: frozenset[str] = frozenset()
    """Paths of the files in the content folder that links of bodies lead to."""
    own: OwnContent = NO_OWN_CONTENT
    has_fonts: bool = False

    @cached_property
    def urls(self) -> UrlBuilder:
        """Builder of the site's URLs."""
        return UrlBuilder(self.settings.site.base_url)

    @cached_property
    def dates(self) -> DateFormatter:
        """Formatter of dates in the site's time zone and locale."""
        return DateFormatter(self.settings.site.timezone, self.locale_formats)

    @cached_property
    def locale_formats(self) -> LocaleFormats:
        """Date and number formats of the site's locale."""
        return load_locale_formats(self.settings.site.locale or self.settings.site.language)

    @cached_property
    def direction(self) -> str:
        """Writing direction of the site's language. The locale of its dates does not matter."""
        site = self.settings.site
        return (load_locale_formats(site.language) if site.locale else self.locale_formats).direction

    @cached_property
    def home_link(self) -> LinkView:
        """Link to the front page."""
        return LinkView(self.words.home, self.urls.link(""))

    @cached_property
    def day_numbers(self) -> list[int]:
        """Day of every row in the site's time zone, as ``date.toordinal()`` counts them; 0 for undated rows."""
        numbers = [0] * len(self.catalogue.items)
        for day, rows in self.catalogue.days.items():
            number = date(*day).toordinal()
            for row in rows:
                numbers[row] = number
        return numbers

    @cached_property
    def dated_count(self) -> Row:
        """Number of dated items. Undated ones come after them."""
        return len(self.catalogue.items) - len(self.catalogue.undated)

    @cached_property
    def style(self) -> str:
        """CSS of the site's own colours, "" for the default."""
        return accent_style(self.settings.theme.accent)

    @cached_property
    def has_external_images(self) -> bool:
        """Whether any page shows an image from another host. That is so if images are not cached."""
        groups = (self.images.images, self.images.logos, self.images.body)
        return any(image.made is None for images in groups for image in images.values())

    def policy(self, player: str = "", search: bool = False) -> str:
        """Return the content security policy of a page: see
        :func:`generator.plan.theme.csp.content_security_policy`."""
        manifest = self.settings.metadata.icons
        return content_security_policy(
            self.style,
            player,
            self.has_external_images,
            search,
            manifest,
            self.has_fonts,
            self.settings.security,
        )

    @cached_property
    def phrases(self) -> Phrases:
        """Formatter of messages with numbers and names."""
        return Phrases(self.words, self.locale_formats)

    @cached_property
    def unique_heads(self) -> dict[Row, HeadText]:
        """Titles and descriptions of items that would not be unique otherwise. Filled by
        :mod:`generator.plan.titles`."""
        return {}

    @cached_property
    def own_pages(self) -> list[OwnPage]:
        """Pages of the owner that have a path of their own. Filled by :mod:`generator.plan.pages.own_pages`."""
        return []

    @cached_property
    def terms(self) -> dict[str, dict[str, Term]]:
        """Cache of terms by slug, by taxonomy: see :mod:`generator.plan.taxonomies`."""
        return {}

    @cached_property
    def cards(self) -> dict[Row, CardView]:
        """Cache of cards, by row: see :func:`generator.plan.pages.cards.build_card`."""
        return {}

    @cached_property
    def entries(self) -> dict[Row, FeedEntryView]:
        """Cache of feed entries, by row: see :func:`generator.plan.feeds.content.feed_entry`."""
        return {}

    @cached_property
    def places(self) -> dict[str, str]:
        """Cache of the paths that links of bodies may have: see :func:`generator.plan.body_links.find_places`."""
        return {}

    @cached_property
    def item_places(self) -> frozenset[str]:
        """The places of all items."""
        return frozenset(map(self.place, range(len(self.catalogue.items))))

    @cached_property
    def latest(self) -> datetime:
        """Newest plausible date. Feeds show no later one."""
        return self.catalogue.latest

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """Topics by slug."""
        return {topic.slug: topic for topic in self.catalogue.topics}

    @cached_property
    def shared_topics(self) -> frozenset[str]:
        """Slugs of root topics that nearly all items share. They set no item apart from the others."""
        least = max(SHARED_ITEMS, len(self.catalogue.items) * SHARED_PERCENT / 100)
        topics = self.catalogue.topics
        return frozenset([each.slug for each in topics if not each.parent and len(each.rows) >= least])

    @cached_property
    def providers(self) -> dict[str, Provider]:
        """Providers by slug."""
        return {provider.slug: provider for provider in self.catalogue.providers}

    @cached_property
    def topic_links(self) -> dict[str, LinkView]:
        """A link to every topic, by slug."""
        link = self.urls.link
        return {slug: LinkView(topic.name, link(topic_path(slug))) for slug, topic in self.topics.items()}

    @cached_property
    def field_term_links(self) -> dict[str, dict[str, LinkView]]:
        """A link to the term of every value of a field, by taxonomy and value."""
        link = self.urls.link
        return {
            name: {
                value: LinkView(term.name, link(f"{name}/{term.slug}/"))
                for term in terms
                for value in term.spellings
            }
            for name, terms in self.catalogue.field_terms.items()
        }

    @cached_property
    def provider_views(self) -> dict[str, ProviderView]:
        """Every provider as cards show it, by slug."""
        link = self.urls.link
        return {
            slug: ProviderView(
                name=provider.name,
                url=link(provider_path(slug)) if self.settings.sections.providers else "",
                logo=self.logo(provider.logo),
                tile=build_tile(provider.name),
            )
            for slug, provider in self.providers.items()
        }

    @cached_property
    def feed_sources(self) -> dict[str, FeedSourceView]:
        """Every provider as feed entries name it, by slug. Its feed is ours, not one that the provider may
        have."""
        absolute, feeds = self.urls.absolute, self.settings.feeds
        has_page = self.settings.sections.providers
        has_feed = has_page and "providers" in feeds.scopes and "rss" in feeds.formats
        return {
            slug: FeedSourceView(
                name=escape_markup_lookalikes(provider.name),
                url=absolute(provider_path(slug)) if has_page else "",
                id=self.feed_id(f"{provider_path(slug)}feed"),
                feed_url=absolute(f"{provider_path(slug)}feed.rss") if has_feed else "",
            )
            for slug, provider in self.providers.items()
        }

    @cached_property
    def topic_tiles(self) -> dict[str, TileView]:
        """Tiles of topics without an image, by slug."""
        return {slug: build_tile(topic.name) for slug, topic in self.topics.items()}

    def tile(self, row: Row) -> TileView:
        """Return the tile of an item without an image: its provider's, else its main topic's, else its own. A
        person always has their own."""
        if self.catalogue.items[row].kind == "profile":
            return build_tile(self.catalogue.items[row].title)
        provider = self.provider_views.get(self.catalogue.provider_of[row])
        if provider is not None and provider.tile is not None:
            return provider.tile
        topics = self.catalogue.topics_of[row]
        return self.topic_tiles[topics[0]] if topics else build_tile(self.catalogue.items[row].title)

    def place(self, row: Row) -> str:
        """Return the path of an item's page."""
        return f"{self.catalogue.slugs[row]}/"

    def language_of(self, item: Item) -> str:
        """Return the language of an item if it differs from the site's, else ""."""
        return foreign_language(item.locale, self.settings.site.language)

    def lead(self, item: Item) -> tuple[ItemImage, Image] | None:
        """Return the first image of an item that can be shown: as the record has it, and as it was
        resolved."""
        for item_image in item.images:
            image = self.images.get(item_image.url)
            if image is not None:
                return item_image, image
        return None

    def item_image(self, lead: tuple[ItemImage, Image] | None) -> ImageView | None:
        """Return the lead image of an item for a page."""
        return image_view(self.urls, *lead, lead[0].title) if lead else None

    def shared_image(self, item_image: ItemImage | None, alt: str) -> ImageView | None:
        """Return an image for link cards, ``None`` if it is on another host or cannot be shown."""
        image = self.images.get(item_image.url) if item_image else None
        return social_view(self.urls, image, alt) if image else None

    def related_image(self, item_image: ItemImage | None) -> ImageView | None:
        """Return the image of an external article for the sidebar, ``None`` if it cannot be shown."""
        image = self.images.get(item_image.url) if item_image else None
        return image_view(self.urls, item_image, image, "") if item_image and image else None

    def logo(self, item_image: ItemImage | None) -> ImageView | None:
        """Return a logo for a page, ``None`` if it cannot be shown."""
        image = self.images.logo(item_image.url) if item_image else None
        return logo_view(self.urls, item_image, image) if item_image and image else None

    @cached_property
    def masthead_logo(self) -> ImageView | None:
        """The site's logo, ``None`` if it has none or it cannot be shown."""
        path = self.settings.theme.logo
        image = self.images.masthead.get(path)
        return logo_view(self.urls, ItemImage(path, local=True), image) if image else None

    @cached_property
    def feed_formats(self) -> tuple[FeedFormat, ...]:
        """Formats of the site's feeds."""
        return tuple([FEED_FORMATS[name] for name in self.settings.feeds.formats])

    def has_feed(self, scope: str, rows: tuple[Row, ...]) -> bool:
        """Return whether a list has a feed. It needs a row with a date that feeds can hold; the others come last."""
        enabled = scope in self.settings.feeds.scopes
        return enabled and bool(rows) and is_feed_date(self.catalogue.items[rows[0]].published)

    def feed_links(self, stem: str, title: str) -> tuple[FeedLinkView, ...]:
        """Return a link to a feed in every format. ``stem`` is its path without extension."""
        absolute = self.urls.absolute
        return tuple(
            [
                FeedLinkView(
                    title=f"{title} ({form.label})",
                    url=absolute(f"{stem}.{form.ending}"),
                    type=form.media_type,
                    format=form.label,
                )
                for form in self.feed_formats
            ]
        )

    def list_feeds(
        self, scope: str, rows: tuple[Row, ...], place: str, title: str
    ) -> tuple[FeedLinkView, ...]:
        """Return links to the feed of a list in every format, none if it has no feed."""
        return self.feed_links(f"{place}feed", title) if self.has_feed(scope, rows) else ()

    def feed_id(self, stem: str) -> str:
        """Return the id of a feed: a tag: URI of its path. ``stem`` is its path without extension."""
        site = self.settings.site
        name = stem.removesuffix("feed") if f"/{stem}".endswith("/feed") else stem
        return f"tag:{self.settings.feeds.id_authority}:{site.id or 'site'}/feed/{name}"


def foreign_language(locale: str, language: str) -> str:
    """Return the language of an item if it differs from the site's, else "". ``en-US`` and ``en-GB`` do not differ."""
    own, site = (tag.partition("-")[0].lower() for tag in (locale, language))
    return "" if not own or own == site else locale


def topic_path(slug: str) -> str:
    """Return the path of a topic's list."""
    return f"topics/{slug}/"


def provider_path(slug: str) -> str:
    """Return the path of a provider's list."""
    return f"providers/{slug}/"
