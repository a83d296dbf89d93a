"""The build context: options, settings, theme, code version and the listing of the content folder."""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from time import time_ns
from zlib import ZLIB_RUNTIME_VERSION

import msgspec

from generator import __version__
from generator.base.code_version import CodeVersion
from generator.base.concurrency.executor import SERIAL, Executor, default_workers
from generator.base.concurrency.process_executor import local_executor
from generator.base.digest import combine
from generator.base.errors import SettingsError
from generator.base.layered_folder import LayeredFolder, overlap
from generator.model.messages import Messages
from generator.model.options import BuildOptions
from generator.model.settings import ClusterSettings, Settings
from generator.model.theme import StaticFile
from generator.pipeline.cache_paths import CachePaths
from generator.pipeline.source_list import read_source_bytes
from generator.read.messages import load_messages
from generator.read.pool import add_pool
from generator.read.scan import ContentListing, scan_content
from generator.read.settings import FILE, load_settings
from generator.render.html.theme import Theme, load_theme, shipped_theme
from generator.render.renderer import LIBRARIES as RENDER_LIBRARIES
from generator.render.renderer import code_digest

_PACKAGE = Path(__file__).parents[1]

READ_PARTS = ("base", "model", "read", "normalise")
ORGANISE_PARTS = ("base", "model", "organise")
PLAN_PARTS = ("base", "model", "read", "normalise", "plan")
VARIANT_PARTS = ("images/resize.py", "images/png_chunks.py")
VALIDATION_PARTS = ("base", "model", "validate")
"""The parts of the code that cached records, related items, signatures, image variants and feed findings depend on."""

READ_LIBRARIES = (
    "chardet",
    "ftfy",
    "markdown",
    "msgspec",
    "nh3",
    "py-yaml12",
    "python-frontmatter",
    "pyyaml",
)
WORD_LIBRARIES = ("pystemmer", "stopwordsiso")
"""The libraries that the words of related items depend on."""

SEARCH_PARTS = ("render/search",)
"""The part of the code that makes the search index; the library follows."""

SEARCH_LIBRARIES = ("pagefind-bin",)
VARIANT_LIBRARIES = ("pyvips", "pyvips-binary")
LIBRARIES = (
    "babel",
    *READ_LIBRARIES,
    *RENDER_LIBRARIES,
    *SEARCH_LIBRARIES,
    *VARIANT_LIBRARIES,
    *WORD_LIBRARIES,
)


@dataclass(frozen=True)
class BuildContext:
    """Everything a build starts from.

    ``listed_ns`` is the time when the content folder was listed, in nanoseconds since 1970. ``address`` is that of the
    cluster to use, ``cluster`` the connection to it while the build runs. ``shared_cache`` is the URL of the second
    level of the image cache.
    """

    options: BuildOptions
    settings: Settings
    theme: Theme
    code: CodeVersion
    listing: ContentListing
    listed_ns: int
    address: str = ""
    cluster: Executor | None = None
    shared_cache: str = ""

    @cached_property
    def cache(self) -> CachePaths:
        """The paths of the caches that this build reads and the next one will."""
        return CachePaths(self.options)

    @property
    def content(self) -> LayeredFolder:
        """The content folder, and below it the pool of records that it shares with other sites."""
        return LayeredFolder(self.options.content, self.settings.content.pool)

    def shown_path(self, path: str) -> str:
        """Return the path of a record as messages show it, from the content folder: that of the real file."""
        return f"{self.settings.content.pool}/{path}" if path in self.listing.pool else path

    @property
    def workers(self) -> int:
        """The number of processes to use."""
        return self.options.workers or default_workers()

    @cached_property
    def executor(self) -> Executor:
        """The executor for large amounts of work."""
        return self.cluster or local_executor(self.workers)

    def executor_for(self, count: int, small: int) -> Executor:
        """Return the executor for ``count`` units of work: this process for at most ``small``, because starting others
        would take longer."""
        return self.executor if count > small else SERIAL

    def static_files(self) -> list[StaticFile]:
        """Return the theme's static files in the form that the plan takes."""
        return [
            StaticFile(
                asset.path.removeprefix("static/"),
                asset.source,
                asset.digest,
                self.theme.styles.get(asset.path, ""),
            )
            for asset in self.theme.assets
        ]

    @property
    def messages(self) -> Messages:
        """The texts of pages and feeds in the site's language."""
        return load_messages(self.settings.site.language, self.theme.words)

    @cached_property
    def environment(self) -> bytes:
        """The digest of everything but the content that shapes a site: settings, theme, code, libraries."""
        mode = f"{'offline' if self.options.offline else 'online'}{' in haste' if self.options.hasty else ''}"
        held = "strict" if self.options.strict else ""  # a strict build ends early only after a strict one
        settings = msgspec.msgpack.encode(self.settings)
        sources = [read_source_bytes(root) for root in self.content.roots]
        return combine(self.code.digest(), self.theme.digest(), settings, mode, held, *sources)

    @cached_property
    def record_code(self) -> bytes:
        """The digest that cached records depend on, besides their bytes."""
        return combine(self.code.digest(READ_PARTS, READ_LIBRARIES), __version__, self.settings.site.timezone)

    @cached_property
    def related_code(self) -> bytes:
        """The digest that cached related items depend on, besides the items."""
        return self.code.digest(ORGANISE_PARTS, ("msgspec", *WORD_LIBRARIES))

    @cached_property
    def signature_code(self) -> bytes:
        """The digest that signatures of views depend on, besides their values."""
        return self.code.digest(PLAN_PARTS, READ_LIBRARIES)

    @cached_property
    def variant_code(self) -> bytes:
        """The digest that image variants depend on, besides the source images and the specs."""
        return self.code.digest(VARIANT_PARTS, VARIANT_LIBRARIES)

    @cached_property
    def validation_code(self) -> bytes:
        """The digest that feed findings depend on, besides the bytes of the feeds."""
        return self.code.digest(VALIDATION_PARTS, ("lxml", "msgspec"))

    @cached_property
    def render_code(self) -> bytes:
        """The digest that the bytes of outputs depend on, besides views and templates."""
        return code_digest(self.code)

    @cached_property
    def search_engine(self) -> bytes:
        """The digest that the search index depends on, besides its entries; b"" if Pagefind is not installed."""
        if not all(self.code.version(library) for library in SEARCH_LIBRARIES):
            return b""
        return combine(self.code.digest(SEARCH_PARTS, SEARCH_LIBRARIES), ZLIB_RUNTIME_VERSION)


def load_context(options: BuildOptions) -> BuildContext:
    """Load settings and theme, and list the content folder.

    Raises :class:`SettingsError` and :class:`~generator.base.errors.TemplateError`.
    """
    _check_folders(options)
    settings = load_settings(options.content, options.overrides)
    address = options.cluster or settings.cluster.address
    shared_cache = settings.images.shared_cache
    _check_shared_cache(options, shared_cache)
    settings = without_machines(settings)
    own = options.templates or find_templates(options.content, settings.theme.templates)
    theme = load_theme(theme_folders(own))
    code = _read_code(LIBRARIES)
    taken_ns = time_ns()
    excluded = (options.output, options.cache, *([own] if own else ()))
    listing = _list_content(options, settings, excluded)
    return BuildContext(options, settings, theme, code, listing, taken_ns, address, shared_cache=shared_cache)


def without_machines(settings: Settings) -> Settings:
    """Return settings without those that say where work is done and kept, which shape no output."""
    images = msgspec.structs.replace(settings.images, shared_cache="")
    return msgspec.structs.replace(settings, cluster=ClusterSettings(), images=images)


def _list_content(options: BuildOptions, settings: Settings, excluded: Iterable[Path]) -> ContentListing:
    """List the content folder and its pool. Raises :class:`SettingsError` if there is no such folder."""
    content = LayeredFolder(options.content, settings.content.pool)
    listing = scan_content(content.top, exclude=excluded)
    if not content.below:
        if settings.content.topics:
            message = f"{content.top / FILE}: content.topics: expected content.from with it, found none"
            raise SettingsError(message, 'Name the folder of shared records: from = "../pool".')
        return listing
    pool, file = content.roots[1], content.top / FILE
    if not pool.is_dir():
        raise SettingsError(
            f"{file}: content.from: expected a folder of records, found none at {pool}",
            f"Create it, or correct the path: it begins at {content.top}.",
        )
    if any(overlap(pool, place) for place in (content.top, options.output)) or pool.resolve().is_relative_to(
        options.cache.resolve()
    ):
        raise SettingsError(
            f"{file}: content.from: expected a folder apart from content, output and cache, found {pool}",
            "Move the shared records to a folder of their own.",
        )
    return add_pool(listing, scan_content(pool, exclude=excluded), content.below)


def digest_code() -> bytes:
    """Return the digest of the code and the libraries of this process."""
    return _read_code(LIBRARIES).digest()


@cache
def _read_code(libraries: tuple[str, ...]) -> CodeVersion:
    """Read the code once in a process: what is edited later is not what runs."""
    return CodeVersion(_PACKAGE, libraries)


def _check_folders(options: BuildOptions) -> None:
    """Raise :class:`SettingsError` if content, output and cache overlap so that one would take another's files for
    its own."""
    content, output, cache = (each.resolve() for each in (options.content, options.output, options.cache))
    if output == content:
        raise SettingsError(f"--content and --output are both {options.output}", "Choose another --output.")
    if cache in (content, output) or cache.is_relative_to(output):
        message = f"--cache {options.cache} would be inside the published site"
        raise SettingsError(message, "Choose a separate folder for --cache.")


def _check_shared_cache(options: BuildOptions, url: str) -> None:
    """Raise :class:`SettingsError` if a shared cache is a folder of this machine that belongs to the site."""
    if not url.startswith("file://"):
        return
    folder = Path(url.removeprefix("file://"))
    for name, place in (("content", options.content), ("output", options.output), ("cache", options.cache)):
        if overlap(folder, place):
            message = (
                f"images.shared_cache: expected a folder apart from the {name} folder {place}, found {url}"
            )
            raise SettingsError(message, "Name a folder of its own.")


def printable_path(folder: Path) -> str:
    """Return a folder's name as text that can always be encoded as UTF-8."""
    return os.fsencode(folder).decode("utf-8", "replace")


def find_templates(content: Path, name: str) -> Path | None:
    """Return the folder of templates that a setting names: in the content folder, or else beside it.

    Raises :class:`SettingsError` if there is no such folder.
    """
    if not name:
        return None
    for place in (content / name, content.parent / name):
        if place.is_dir():
            return place
    message = f"{content / FILE}: theme.templates: expected a folder, found nothing at {content / name}"
    raise SettingsError(message, f"Create it there or at {content.parent / name}, or remove the setting.")


def configured_templates(content: Path) -> Path | None:
    """Return the folder of templates that ``site.toml`` names, ``None`` if there is none or the settings are invalid:
    then a build reports that."""
    with suppress(SettingsError):
        return find_templates(content, load_settings(content, {}).theme.templates)
    return None


def configured_pool(content: Path) -> tuple[Path, ...]:
    """Return the pool that ``site.toml`` names, as :func:`configured_templates` does it for templates."""
    with suppress(SettingsError):
        return LayeredFolder(content, load_settings(content, {}).content.pool).roots[1:]
    return ()


def find_idle_templates(content: Path) -> Path | None:
    """Return a folder ``templates`` where an owner would expect it to be used, although nothing names it."""
    for place in (content / "templates", content.parent / "templates"):
        has_templates = any(
            (place / name).exists() for name in ("pages", "partials", "base.html", "static", "words")
        )
        if has_templates and place.resolve() != shipped_theme().resolve():
            return place
    return None


def theme_folders(own: Path | None) -> list[Path]:
    """Return the template folders, the owner's first."""
    return [own, shipped_theme()] if own else [shipped_theme()]
