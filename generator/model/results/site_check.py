"""What ``check --output`` knows of a published site: of each file, of its weight, and what is wrong."""

from datetime import date

from msgspec import Struct

from generator.base.problem import Problem


class CheckedFile(Struct, frozen=True, gc=False):
    """One published file, as far as others depend on it.

    ``path`` is relative to the site, with forward slashes. ``links`` are addresses as they are written there, each
    once, in order; ``anchors`` what a fragment may name. ``canonical`` is the address that a page claims, "" for
    none, and ``is_listed`` tells that it wants to be found by search engines: not where another page stands for it.
    ``title`` and ``description`` are those of a page. ``locs`` are the pages that a sitemap names. ``broken`` says
    why the file cannot be parsed, "" if it can. ``sealed`` tells that it holds something of the shape of
    ``secured`` values.
    """

    path: str
    links: tuple[str, ...] = ()
    anchors: frozenset[str] = frozenset()
    canonical: str = ""
    is_page: bool = False
    title: str = ""
    description: str = ""
    is_listed: bool = False
    locs: tuple[str, ...] = ()
    broken: str = ""
    sealed: bool = False


class SiteGrowth(Struct, frozen=True):
    """How a site grew in the year before its ``newest`` item (a date), and where that leads.

    ``items`` came in that year, with what belongs to them about ``bytes`` in ``files``. ``full`` are the months, as
    ``2031-04``, in which limits are reached if it goes on like that: by ``size`` and by ``files``, ``None`` where
    that is not within a century.
    """

    newest: date
    items: int
    bytes: int
    files: int
    full: dict[str, str | None]


class SiteSize(Struct, frozen=True):
    """How large a site is: bytes in all and by folder at its top (largest first), and its largest file. ``growth`` is
    ``None`` for a site whose items have no dates."""

    files: int
    total: int
    folders: tuple[tuple[str, int], ...]
    largest: tuple[str, int]
    growth: SiteGrowth | None = None


class SiteCheckReport(Struct, frozen=True):
    """What was found: the address that the site was held to, problems by path, how many pages and links were looked at,
    and what the site weighs."""

    base_url: str
    problems: tuple[Problem, ...]
    pages: int
    links: int
    weight: SiteSize
