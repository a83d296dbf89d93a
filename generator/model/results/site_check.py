"""Results of ``broadsheet check --output``: the files of a site, its size, and its problems."""

from datetime import date

from msgspec import Struct

from generator.base.problem import Problem


class CheckedFile(Struct, frozen=True, gc=False):
    """One published file, with the values that the check of other files needs.

    ``path`` is relative to the site, with forward slashes. ``links`` are the URLs as written, each once, in order.
    ``anchors`` are the possible fragments. ``canonical`` is the page's canonical URL, "" for none. ``is_listed``: the
    page should be found by search engines, and is not an alias of another page. ``title`` and ``description`` are
    those of a page, ``locs`` the URLs in a sitemap. ``broken`` says why the file cannot be parsed, "" if it can.
    ``blocked`` are directives of the page's policy with the URLs that they block. ``sealed``: the file contains text
    that looks like a ``secured`` value.
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
    blocked: tuple[tuple[str, str], ...] = ()


class SiteGrowth(Struct, frozen=True):
    """The growth of a site in the year before its ``newest`` item (a date), and a projection.

    ``items`` are from that year; they and their files take about ``bytes`` in ``files``. ``full`` are the months
    (``2031-04``) in which the limits for ``size`` and ``files`` are reached at this rate, ``None`` if not within a
    century.
    """

    newest: date
    items: int
    bytes: int
    files: int
    full: dict[str, str | None]


class SiteSize(Struct, frozen=True):
    """The size of a site: all bytes, bytes by top-level folder (largest first), and the largest file. ``growth`` is
    ``None`` if no item has a date.
    """

    files: int
    total: int
    folders: tuple[tuple[str, int], ...]
    largest: tuple[str, int]
    growth: SiteGrowth | None = None


class SiteCheckReport(Struct, frozen=True):
    """The result: problems by path, the number of checked pages and links, and the site's size. ``base_url`` is the
    site's URL that was used for the check.
    """

    base_url: str
    problems: tuple[Problem, ...]
    pages: int
    links: int
    weight: SiteSize
