"""Reference data of a site: topics and providers described by their owner, as they are written."""

from msgspec import Struct

from generator.model.item import Picture


class TopicNote(Struct, frozen=True, gc=False):
    """One file of ``_data/topics``. ``order`` is the number in the file's name; ``parent`` is a topic's name."""

    name: str
    order: int
    shortname: str = ""
    parent: str = ""
    keywords: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()


class ProviderNote(Struct, frozen=True, gc=False):
    """One file of ``_data/organizations``: a provider's name, domain, logos (smallest first) and description."""

    name: str
    domain: str
    description: str = ""
    logos: tuple[Picture, ...] = ()


class Notes(Struct, frozen=True, gc=False):
    """All reference data of a site, topics in display order, providers by domain and name."""

    topics: tuple[TopicNote, ...] = ()
    providers: tuple[ProviderNote, ...] = ()
