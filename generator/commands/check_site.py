"""``check --output``: check a built site, read from disk file by file.

Nothing is built, and the network is not used: links to other hosts are not followed. The content of the search index
is not checked, except for secured values.
"""

import gzip
import os
import posixpath
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import msgspec

from generator.base.errors import OutputError, SettingsError
from generator.base.problem import Problem
from generator.base.urls import is_placeholder
from generator.model.feed_formats import FEED_FORMATS
from generator.model.results.site_check import CheckedFile, SiteCheckReport
from generator.model.settings import HostSettings
from generator.read.leak_check import has_leak
from generator.read.settings import FILE, load_settings
from generator.sitecheck.escapes import unescape
from generator.sitecheck.feeds import FeedReader, read_manifest
from generator.sitecheck.pages import PageReader, links_in_style
from generator.sitecheck.rules import SiteChecker
from generator.sitecheck.size_limits import find_limit_problems, measure_site
from generator.sitecheck.url_resolver import UrlResolver

GITHUB = HostSettings()
"""The limits of GitHub Pages, which are the default."""

TRACE_FOLDER = ".broadsheet"
"""The folder in which builds record their output. It is not published."""

GIT = ".git"
"""Name of Git's own folder or file in a work tree. It is not published, and Git cannot commit that name."""

_GZIP_MAGIC = b"\x1f\x8b"
_PART, _OVERLAP = 1 << 20, 1 << 10
"""Bytes that are unpacked at once, and those that the next part begins with: more than an escaped value has."""

_XML_SUFFIXES = (".xml", ".opml", *[f".{each.ending}" for each in FEED_FORMATS.values() if each.is_xml])


def check_site(output: Path, base_url: str = "", host: HostSettings = GITHUB) -> SiteCheckReport:
    """Check the site in a folder. The base URL defaults to the canonical URL of its front page.

    Raises :class:`OutputError` for a folder that cannot be read, :class:`SettingsError` if there is no base URL.
    """
    sizes = measure_files(output)
    pages = PageReader()
    feeds = FeedReader(pages)
    files = [_read_file(output, path, pages, feeds) for path in sorted(sizes)]
    resolver = UrlResolver(base_url or _canonical_url(files))
    size = measure_site(sizes, host)
    problems = [
        *SiteChecker(sizes.keys(), files, resolver).problems(),
        *find_limit_problems(sizes, size, host),
        *find_placeholder(resolver.base_url),
    ]
    number = sum(file.is_page for file in files)
    links = sum(len(file.links) for file in files)
    return SiteCheckReport(resolver.base_url, tuple(problems), number, links, size)


def find_placeholder(base_url: str) -> Iterator[Problem]:
    """Yield an error if a site is built for a base URL that readers cannot reach."""
    if is_placeholder(base_url):
        message = f"the site is built for {base_url}, which readers cannot reach"
        yield Problem("index.html", 0, "", message, "Set base_url or domain in site.toml, and build again.")


def read_base_url(output: Path) -> str:
    """Return the base URL that a site is built for: the canonical URL of its front page, "" for none."""
    try:
        return PageReader().read_page("index.html", (output / "index.html").read_bytes()).canonical
    except OSError:
        return ""


def load_host_limits(content: Path) -> HostSettings:
    """Return the limits of the site's host: from ``site.toml`` if there is one. Raises :class:`SettingsError`."""
    return load_settings(content, {}).host if (content / FILE).is_file() else GITHUB


def measure_files(output: Path) -> dict[str, int]:
    """Return the size in bytes of every file that would be published, by path.

    Raises :class:`OutputError` for files that cannot be published. Symbolic links are among them: their targets may
    be outside of the site.
    """
    try:
        return dict(_walk(os.fspath(output), ""))
    except OSError as error:
        raise OutputError(
            f"cannot read {error.filename}: {error.strerror}", "Build the site first."
        ) from error


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = prefix + entry.name
            if path == TRACE_FOLDER or entry.name.casefold() == GIT:
                continue
            _require_publishable(entry)
            if entry.is_dir():
                yield from _walk(entry.path, f"{path}/")
            else:
                yield path, entry.stat().st_size


def _require_publishable(entry: os.DirEntry[str]) -> None:
    hint = "Replace it with a file, or remove it."
    if entry.is_symlink():
        raise OutputError(f"{entry.path} is a symbolic link", hint)
    if (
        not entry.is_dir() and not entry.is_file()
    ):  # opening a pipe would block until another process writes to it
        raise OutputError(f"{entry.path} is not a regular file", hint)
    try:
        entry.name.encode()
    except UnicodeEncodeError:
        raise OutputError(f"{entry.path!r} has a name that is not UTF-8", "Rename the file.") from None


def _canonical_url(files: list[CheckedFile]) -> str:
    for file in files:
        if file.path == "index.html" and file.canonical:
            return file.canonical
    raise SettingsError("the front page has no canonical URL", "Add --base-url https://you.github.io/radar/.")


def _read_file(output: Path, path: str, pages: PageReader, feeds: FeedReader) -> CheckedFile:
    try:
        with open(f"{output}/{path}", "rb") as file_object:  # noqa: PTH123 - pathlib costs more than reading
            data = file_object.read()
    except OSError as error:
        raise OutputError(
            f"cannot read {error.filename}: {error.strerror}", "Build the site first."
        ) from error
    file = _parse_file(path, data, pages, feeds)
    return msgspec.structs.replace(file, sealed=True) if _has_secured_value(data) else file


def _parse_file(path: str, data: bytes, pages: PageReader, feeds: FeedReader) -> CheckedFile:
    suffix = posixpath.splitext(path)[1].lower()
    if suffix in (".html", ".htm"):
        return pages.read_page(path, data)
    if suffix in _XML_SUFFIXES:
        return feeds.read_xml(path, data)
    if suffix == ".webmanifest":
        return read_manifest(path, data)
    if suffix == ".json":
        return feeds.read_json(path, data)
    if suffix == ".css":
        return CheckedFile(path, tuple(dict.fromkeys(links_in_style(data.decode(errors="replace")))))
    if path == "robots.txt":
        lines = data.decode(errors="replace").splitlines()
        return CheckedFile(
            path, tuple([line[8:].strip() for line in lines if line[:8].lower() == "sitemap:"])
        )
    return CheckedFile(path)


def _has_secured_value(data: bytes) -> bool:
    """Return whether a file contains a secured value, also in a compressed search index or with escaped characters."""
    return any(map(_shows_secured_value, _unpack(data) if data.startswith(_GZIP_MAGIC) else (data,)))


def _shows_secured_value(data: bytes) -> bool:
    decoded = unescape(data)
    return has_leak(data) or (decoded is not data and has_leak(decoded))


def _unpack(data: bytes) -> Iterator[bytes]:
    """Yield a gzip file and its contents in overlapping parts: a small file may unpack to gigabytes."""
    yield data
    unpacker, end = zlib.decompressobj(wbits=31), b""
    with suppress(zlib.error):
        yield unpacker.decompress(data, _PART)
        if unpacker.eof and not unpacker.unused_data:
            return
    with suppress(OSError, EOFError, zlib.error), gzip.open(BytesIO(data)) as stream:
        while part := stream.read(_PART):
            yield end + part
            end = part[-_OVERLAP:]
