"""OPML → the feeds it lists (OPML 2.0)."""

from msgspec import Struct


class OpmlFeed(Struct, frozen=True):
    """One feed of a list: its URL, title, page, and the folders it is in, outermost first."""

    url: str
    title: str = ""
    page: str = ""
    folders: tuple[str, ...] = ()


def parse_opml(body: bytes) -> tuple[OpmlFeed, ...]:
    """Return the feeds of an OPML file, each URL once. Raises :class:`SettingsError` for other files."""
    raise NotImplementedError
