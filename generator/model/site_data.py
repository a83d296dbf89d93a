"""Reference data of a site: topics and providers described by their owner, as they are written."""

from msgspec import Struct

from generator.model.item import ItemImage


class TopicInfo(Struct, frozen=True, gc=False):
    """One file of ``_data/topics``. ``order`` is the number in the file's name; ``parent`` is a topic's name,
    ``path`` the file's place under the content folder."""

    name: str
    order: int
    shortname: str = ""
    parent: str = ""
    keywords: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    pictures: tuple[ItemImage, ...] = ()
    path: str = ""


class ProviderInfo(Struct, frozen=True, gc=False):
    """One file of ``_data/organizations``: a provider's name, domain, logos (smallest first) and description.
    ``path`` is the file's place under the content folder."""

    name: str
    domain: str
    description: str = ""
    logos: tuple[ItemImage, ...] = ()
    path: str = ""


class SiteData(Struct, frozen=True, gc=False):
    """All reference data of a site, topics in display order, providers by domain and name."""

    topics: tuple[TopicInfo, ...] = ()
    providers: tuple[ProviderInfo, ...] = ()
