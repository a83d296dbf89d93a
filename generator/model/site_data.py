"""Reference data of a site: topics and providers as their owner describes them."""

from typing import Literal

from msgspec import Struct

from generator.base.phrase_rules import PhraseRule
from generator.model.item import ItemImage


class SiteLink(Struct, frozen=True, gc=False):
    """A link that the owner gives a topic or a provider. ``title`` is "" for a link that shows its host."""

    url: str
    title: str = ""


class TopicInfo(Struct, frozen=True, gc=False):
    """One file of ``_data/topics``. ``order`` is the number in the file name, ``parent`` the name of a topic, ``path``
    the file's path in the content folder.

    Collected entries get the topic if the field ``match`` has one of ``keywords`` and ``hashtags``, each of ``all`` and
    none of ``none``, or if the feed gives them one of ``categories``; items if ``[topics] assign`` says so.
    """

    name: str
    order: int
    shortname: str = ""
    parent: str = ""
    keywords: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    images: tuple[ItemImage, ...] = ()
    path: str = ""
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    match: Literal["title", "text"] = "title"
    description: str = ""
    links: tuple[SiteLink, ...] = ()

    @property
    def rule(self) -> PhraseRule:
        """What the text of an entry or an item must have to get the topic."""
        hashtags = [hashtag.lstrip("#") for hashtag in self.hashtags]
        return PhraseRule(self.match, (*self.keywords, *hashtags), self.all, self.none)


class ProviderInfo(Struct, frozen=True, gc=False):
    """One file of ``_data/organizations``: name, domain, description, website, feed and logos (smallest first) of a
    provider. ``path`` is the file's path in the content folder.
    """

    name: str
    domain: str
    description: str = ""
    logos: tuple[ItemImage, ...] = ()
    path: str = ""
    website: str = ""
    feed: str = ""


class SourceInfo(Struct, frozen=True, gc=False):
    """A public source of ``sources.toml``. ``name`` and ``site``, its page, may be empty. A ``paused`` one rests."""

    id: str
    url: str
    name: str = ""
    paused: bool = False
    site: str = ""


class SiteData(Struct, frozen=True, gc=False):
    """All reference data of a site: topics in display order, providers by domain and name, sources in their order."""

    topics: tuple[TopicInfo, ...] = ()
    providers: tuple[ProviderInfo, ...] = ()
    sources: tuple[SourceInfo, ...] = ()
