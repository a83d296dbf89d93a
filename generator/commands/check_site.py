"""``check --output``: a folder that is to be published, read from disk file by file, and what is wrong with it.

Nothing is built, and nothing is asked of the network: links to other hosts are not followed. What a script makes of
the search index is not looked into, either.
"""

import gzip
import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

import msgspec

from generator.base.errors import OutputError, SettingsError
from generator.model.results.site_check import CheckedFile, SiteCheckReport
from generator.model.settings import HostSettings
from generator.read.leak_check import find_leaks
from generator.read.settings import FILE, load_settings
from generator.sitecheck.escapes import escape_control
from generator.sitecheck.feeds import FeedReader, read_manifest
from generator.sitecheck.pages import links_in_style, read_page
from generator.sitecheck.rules import SiteChecker
from generator.sitecheck.size_limits import find_limit_problems, measure_site
from generator.sitecheck.url_resolver import UrlResolver

GITHUB = HostSettings()
"""The limits of GitHub Pages: those of a site that says nothing else."""

OURS = ".broadsheet"
"""The folder of the output that says what builds wrote: it is not published."""

GIT = ".git"
"""What Git keeps beside a work tree, a folder or a file: it is not published, and Git takes no such name."""

_GZIP = b"\x1f\x8b"
_XML = (".rss", ".atom", ".xml", ".opml")


def check_site(output: Path, base_url: str = "", host: HostSettings = GITHUB) -> SiteCheckReport:
    """Check a site as it lies in a folder. Without an address, it is the one that its front page claims.

    Raises :class:`OutputError` for a folder that cannot be read, :class:`SettingsError` where there is no address.
    """
    sizes = measure_files(output)
    reader = FeedReader()
    sheets = [_sheet(output, path, reader) for path in sorted(sizes)]
    place = UrlResolver(base_url or _claimed(sheets))
    weight = measure_site(sizes, host)
    problems = [
        *SiteChecker(sizes.keys(), sheets, place).problems(),
        *find_limit_problems(sizes, weight, host),
    ]
    pages = sum(sheet.is_page for sheet in sheets)
    links = sum(len(sheet.links) for sheet in sheets)
    return SiteCheckReport(place.base_url, tuple(problems), pages, links, weight)


def load_host_limits(content: Path) -> HostSettings:
    """Return what the host of a site takes: as its settings say, where there are any. Raises :class:`SettingsError`."""
    return load_settings(content, {}).host if (content / FILE).is_file() else GITHUB


def measure_files(output: Path) -> dict[str, int]:
    """Return the bytes of every file that would be published, by path. Raises :class:`OutputError`, also for links of
    the file system: what they lead to may be anything."""
    try:
        return dict(_walk(os.fspath(output), ""))
    except OSError as fault:
        raise OutputError(
            f"cannot read {fault.filename}: {fault.strerror}", "Build the site first."
        ) from fault


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = prefix + entry.name
            if path == OURS or entry.name.casefold() == GIT:
                continue
            _refuse_unfit(entry)
            if entry.is_dir():
                yield from _walk(entry.path, f"{path}/")
            else:
                yield path, entry.stat().st_size


def _refuse_unfit(entry: os.DirEntry[str]) -> None:
    hint = "Put a file there, or take it away."
    if entry.is_symlink():
        raise OutputError(f"{entry.path} is a symbolic link", hint)
    if not entry.is_dir() and not entry.is_file():  # to open a pipe would wait for somebody to write
        raise OutputError(f"{entry.path} is no file", hint)
    try:
        entry.name.encode()
    except UnicodeEncodeError:
        raise OutputError(f"{entry.path!r} has a name that is no UTF-8", "Rename the file.") from None


def _claimed(sheets: list[CheckedFile]) -> str:
    for sheet in sheets:
        if sheet.path == "index.html" and sheet.canonical:
            return sheet.canonical
    raise SettingsError(
        "no front page says where the site stands", "Say --base-url https://you.github.io/radar/."
    )


def _sheet(output: Path, path: str, reader: FeedReader) -> CheckedFile:
    try:
        data = (output / path).read_bytes()
    except OSError as fault:
        raise OutputError(
            f"cannot read {fault.filename}: {fault.strerror}", "Build the site first."
        ) from fault
    sheet = _told(path, data, reader)
    return msgspec.structs.replace(sheet, sealed=True) if _is_sealed(data) else sheet


def _told(path: str, data: bytes, reader: FeedReader) -> CheckedFile:
    ending = PurePosixPath(path).suffix.lower()
    if ending in (".html", ".htm"):
        return read_page(path, data)
    if ending in _XML:
        return reader.read_xml(path, data)
    if ending == ".webmanifest":
        return read_manifest(path, data)
    if ending == ".json":
        return reader.read_json(path, data)
    if ending == ".css":
        return CheckedFile(path, tuple(dict.fromkeys(links_in_style(data.decode(errors="replace")))))
    if path == "robots.txt":
        lines = data.decode(errors="replace").splitlines()
        return CheckedFile(
            path, tuple([line[8:].strip() for line in lines if line[:8].lower() == "sitemap:"])
        )
    return CheckedFile(path)


def _is_sealed(data: bytes) -> bool:
    """Tell whether a file holds what was sealed, also where the search index has packed it, or signs are escaped."""
    if data.startswith(_GZIP):
        with suppress(OSError, EOFError, zlib.error):
            data = gzip.decompress(data)
    spelt = escape_control(data)
    return find_leaks(data) or (spelt is not data and find_leaks(spelt))
