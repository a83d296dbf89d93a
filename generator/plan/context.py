"""What every decision of the plan looks at: the catalogue with the means to show it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from msgspec import Struct

from generator.model.catalogue import Catalogue, Provider, Row, Topic
from generator.model.images import Image, ImageSet
from generator.model.item import Item, ItemImage
from generator.model.locale_formats import LocaleFormats
from generator.model.messages import ENGLISH, Messages
from generator.model.settings import ListScope, Settings
from generator.model.views.feeds import MEDIA_TYPES, FeedEntryView, FeedFormat, FeedSourceView
from generator.model.views.parts import CardView, FeedLinkView, ImageView, LinkView, ProviderView, TileView
from generator.plan.feeds.plain_text import escape_markup_lookalikes
from generator.plan.i18n.dates import DateFormatter
from generator.plan.i18n.locale_formats import load_locale_formats
from generator.plan.i18n.phrases import Phrases
from generator.plan.theme.colours import accent_style
from generator.plan.theme.csp import content_security_policy
from generator.plan.theme.images import image_view, logo_view
from generator.plan.theme.palette import build_tile
from generator.plan.urls import UrlBuilder

GENERATOR = "Broadsheet"
"""How outputs name their maker. Without a version: an update of ours that changes nothing changes no page."""

FORMAT_NAMES: dict[FeedFormat, str] = {"rss": "RSS", "atom": "Atom", "json": "JSON"}
"""What people call the formats of feeds."""


class HeadText(Struct, frozen=True, gc=False):
    """What the head of a page says: its title without the site's, and its description."""

    title: str
    description: str


@dataclass(frozen=True)
class SiteContext:
    """One build's catalogue, pictures, settings and words, and the small lookups that pages share."""

    catalogue: Catalogue
    images: ImageSet
    settings: Settings
    words: Messages = ENGLISH

    @cached_property
    def addresses(self) -> UrlBuilder:
        """The addresses of this site."""
        return UrlBuilder(self.settings.site.base_url)

    @cached_property
    def calendar(self) -> DateFormatter:
        """Dates in this site's zone and locale."""
        return DateFormatter(self.settings.site.timezone, self.customs)

    @cached_property
    def customs(self) -> LocaleFormats:
        """How this site writes dates and numbers."""
        return load_locale_formats(self.settings.site.locale or self.settings.site.language)

    @cached_property
    def direction(self) -> str:
        """The direction of the site's language, whosever dates it shows."""
        site = self.settings.site
        return (load_locale_formats(site.language) if site.locale else self.customs).direction

    @cached_property
    def home_link(self) -> LinkView:
        """The link to the front page."""
        return LinkView(self.words.home, self.addresses.link(""))

    @cached_property
    def months(self) -> list[int]:
        """The month of every row in the site's zone, counted from the year 0; -1 for rows without a date."""
        months = [-1] * len(self.catalogue.items)
        for (year, month, _), rows in self.catalogue.days.items():
            for row in rows:
                months[row] = year * 12 + month - 1
        return months

    @cached_property
    def dated(self) -> Row:
        """The row of the first item without a date: all those before it have one."""
        return len(self.catalogue.items) - len(self.catalogue.undated)

    @cached_property
    def style(self) -> str:
        """The style of the site's own colours."""
        return accent_style(self.settings.theme.accent)

    @cached_property
    def pictures_elsewhere(self) -> bool:
        """Whether pages show pictures of other hosts: where nothing keeps them here."""
        shown = (self.images.images, self.images.logos)
        return any(image.made is None for images in shown for image in images.values())

    def policy(self, player: str = "", elsewhere: bool = False, search: bool = False) -> str:
        """Return the content security policy of a page (:func:`generator.plan.theme.csp.content_security_policy`)."""
        elsewhere, manifest = elsewhere or self.pictures_elsewhere, self.settings.metadata.icons
        return content_security_policy(self.style, player, elsewhere, search, manifest)

    @cached_property
    def wording(self) -> Phrases:
        """What this site's pages say."""
        return Phrases(self.words, self.customs)

    @cached_property
    def names(self) -> dict[Row, HeadText]:
        """What the heads of some items say in other words (:mod:`generator.plan.titles`)."""
        return {}

    @cached_property
    def cards(self) -> dict[Row, CardView]:
        """The cards made so far: one for each row, however many lists show it (:func:`cards.card_of`)."""
        return {}

    @cached_property
    def entries(self) -> dict[Row, FeedEntryView]:
        """The feed entries made so far (:func:`feeds.entry_of`)."""
        return {}

    @cached_property
    def latest(self) -> datetime:
        """The newest date that is no slip of the pen; feeds show no later one."""
        return self.catalogue.latest

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """Topics by slug."""
        return {topic.slug: topic for topic in self.catalogue.topics}

    @cached_property
    def providers(self) -> dict[str, Provider]:
        """Providers by slug."""
        return {provider.slug: provider for provider in self.catalogue.providers}

    @cached_property
    def topic_links(self) -> dict[str, LinkView]:
        """A link for every topic, by slug."""
        link = self.addresses.link
        return {slug: LinkView(topic.name, link(topic_path(slug))) for slug, topic in self.topics.items()}

    @cached_property
    def provider_views(self) -> dict[str, ProviderView]:
        """How cards name every provider, by slug."""
        link = self.addresses.link
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
    def sources(self) -> dict[str, FeedSourceView]:
        """How feeds name every provider as a source, by slug. Our own feed of it stands for the one it may have."""
        absolute, feeds = self.addresses.absolute, self.settings.feeds
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
        """What stands for a topic where there is no picture, by slug."""
        return {slug: build_tile(topic.name) for slug, topic in self.topics.items()}

    def tile(self, row: Row) -> TileView:
        """Return what stands for an item without a picture: its provider, else its topic, else itself. A person always
        stands for herself."""
        if self.catalogue.items[row].kind == "profile":
            return build_tile(self.catalogue.items[row].title)
        provider = self.provider_views.get(self.catalogue.provider_of[row])
        if provider is not None and provider.tile is not None:
            return provider.tile
        topics = self.catalogue.topics_of[row]
        return self.topic_tiles[topics[0]] if topics else build_tile(self.catalogue.items[row].title)

    def place(self, row: Row) -> str:
        """Return the place of an item's page."""
        return f"{self.catalogue.slugs[row]}/"

    def lead(self, item: Item) -> tuple[ItemImage, Image] | None:
        """Return the first picture of an item that can be shown, as its record has it and as it is."""
        for picture in item.pictures:
            image = self.images.get(picture.url)
            if image is not None:
                return picture, image
        return None

    def show(self, lead: tuple[ItemImage, Image] | None) -> ImageView | None:
        """Return an item's picture for a page, ``None`` for none."""
        return image_view(self.addresses, *lead, lead[0].title) if lead else None

    def beside(self, picture: ItemImage | None) -> ImageView | None:
        """Return the picture of an article elsewhere, or ``None`` where there is nothing to show."""
        image = self.images.get(picture.url) if picture else None
        return image_view(self.addresses, picture, image, "") if picture and image else None

    def logo(self, picture: ItemImage | None) -> ImageView | None:
        """Return a logo, or ``None`` where there is nothing to show."""
        image = self.images.logo(picture.url) if picture else None
        return logo_view(self.addresses, picture, image) if picture and image else None

    def has_feed(self, scope: ListScope, rows: tuple[Row, ...]) -> bool:
        """Tell whether a list has a feed: a feed needs an entry with a date, and undated rows come last."""
        asked = scope in self.settings.feeds.scopes
        return asked and bool(rows) and self.catalogue.items[rows[0]].published is not None

    def feed_links(self, stem: str, title: str) -> tuple[FeedLinkView, ...]:
        """Return a feed in every format. ``stem`` is its path without ending."""
        absolute, formats = self.addresses.absolute, self.settings.feeds.formats
        return tuple(
            [
                FeedLinkView(
                    title=f"{title} ({FORMAT_NAMES[form]})",
                    url=absolute(f"{stem}.{form}"),
                    type=MEDIA_TYPES[form],
                    format=FORMAT_NAMES[form],
                )
                for form in formats
            ]
        )

    def list_feeds(
        self, scope: ListScope, rows: tuple[Row, ...], place: str, title: str
    ) -> tuple[FeedLinkView, ...]:
        """Return the links to the feeds that lie beside a list; none where it has none."""
        return self.feed_links(f"{place}feed", title) if self.has_feed(scope, rows) else ()

    def feed_id(self, stem: str) -> str:
        """Return the id of a feed: a tag: URI of its place in this site. ``stem`` is its path without ending."""
        site = self.settings.site
        name = stem.removesuffix("feed") if f"/{stem}".endswith("/feed") else stem
        return f"tag:{self.settings.feeds.id_authority}:{site.id or 'site'}/feed/{name}"


def topic_path(slug: str) -> str:
    """Return the place of a topic's list."""
    return f"topics/{slug}/"


def provider_path(slug: str) -> str:
    """Return the place of a provider's list."""
    return f"providers/{slug}/"
