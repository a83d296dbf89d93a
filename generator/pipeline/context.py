"""What a build starts from: options, settings, theme, and the listing of the content folder."""

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from time import time_ns
from zlib import ZLIB_RUNTIME_VERSION

import msgspec

from generator import __version__
from generator.base.code_version import CodeVersion
from generator.base.concurrency.pool import default_workers
from generator.base.digest import combine
from generator.base.errors import SettingsError
from generator.base.storage.memory_cache import MemoryCache
from generator.model.messages import Messages
from generator.model.options import BuildOptions
from generator.model.settings import Settings
from generator.model.theme import StaticFile
from generator.pipeline.cache_paths import CachePaths
from generator.read.messages import load_messages
from generator.read.scan import ContentListing, scan_content
from generator.read.settings import load_settings
from generator.render.html.theme import Theme, load_theme, shipped_theme
from generator.render.renderer import LIBRARIES as RENDER_LIBRARIES
from generator.render.renderer import code_digest

_PACKAGE = Path(__file__).parents[1]

READING = ("base", "model", "read", "normalise")
ORGANISING = ("base", "model", "organise")
PLANNING = ("base", "model", "read", "normalise", "plan")
MAKING = ("images/vips.py",)
VALIDATING = ("base", "model", "validate")
"""The parts of the code that remembered records, sidebars, signatures, made pictures and findings depend on."""

READING_LIBRARIES = ("ftfy", "markdown", "msgspec", "nh3", "py-yaml12", "python-frontmatter", "pyyaml")
SEARCHING = ("render/search",)
"""The part of the code, and the library, that make the search index."""

SEARCH_LIBRARIES = ("pagefind-bin",)
MAKING_LIBRARIES = ("pyvips", "pyvips-binary")
LIBRARIES = ("babel", *READING_LIBRARIES, *RENDER_LIBRARIES, *SEARCH_LIBRARIES, *MAKING_LIBRARIES)


@dataclass(frozen=True)
class BuildContext:
    """All that a build is given. ``listed_ns`` is when the content folder was listed, ``memory`` what the builds
    before it in this process left in memory."""

    options: BuildOptions
    settings: Settings
    theme: Theme
    code: CodeVersion
    listing: ContentListing
    listed_ns: int
    memory: MemoryCache = field(default_factory=MemoryCache, compare=False)

    @cached_property
    def cache(self) -> CachePaths:
        """Where the next build finds what this one keeps."""
        return CachePaths(self.options)

    @property
    def workers(self) -> int:
        """The number of processes to use."""
        return self.options.workers or default_workers()

    def static_files(self) -> list[StaticFile]:
        """Return the theme's static files as the plan knows them."""
        return [
            StaticFile(asset.path.removeprefix("static/"), asset.source, asset.digest)
            for asset in self.theme.assets
        ]

    @property
    def messages(self) -> Messages:
        """The words of the site's language."""
        return load_messages(self.settings.site.language, self.theme.words)

    @cached_property
    def environment(self) -> bytes:
        """The digest of all that shapes a site beside its content: settings, theme, code, libraries."""
        mode = f"{'offline' if self.options.offline else 'online'}{' in haste' if self.options.hasty else ''}"
        held = "strict" if self.options.strict else ""  # a strict build ends early only after a strict one
        settings = msgspec.msgpack.encode(self.settings)
        return combine(self.code.digest(), self.theme.digest(), settings, mode, held)

    @cached_property
    def reading_code(self) -> bytes:
        """What remembered records depend on beside their bytes."""
        return combine(self.code.digest(READING, READING_LIBRARIES), __version__)

    @cached_property
    def organising_code(self) -> bytes:
        """What remembered sidebars depend on beside their items."""
        return self.code.digest(ORGANISING, ("msgspec",))

    @cached_property
    def planning_code(self) -> bytes:
        """What the signatures of views depend on beside their values."""
        return self.code.digest(PLANNING, READING_LIBRARIES)

    @cached_property
    def making_code(self) -> bytes:
        """What the bytes of what is made of pictures depend on beside the pictures and recipes."""
        return self.code.digest(MAKING, MAKING_LIBRARIES)

    @cached_property
    def validating_code(self) -> bytes:
        """What findings depend on beside the bytes of feeds."""
        return self.code.digest(VALIDATING, ("lxml", "msgspec"))

    @cached_property
    def rendering_code(self) -> bytes:
        """What the bytes of outputs depend on beside views and templates."""
        return code_digest(self.code)

    @cached_property
    def search_engine(self) -> bytes:
        """What the bytes of the search index depend on beside its entries; b"" where Pagefind is not installed."""
        if not all(self.code.version(library) for library in SEARCH_LIBRARIES):
            return b""
        return combine(self.code.digest(SEARCHING, SEARCH_LIBRARIES), ZLIB_RUNTIME_VERSION)


def load_context(options: BuildOptions, memory: MemoryCache | None = None) -> BuildContext:
    """Load settings and theme, and list the content folder.

    Raises :class:`SettingsError` and :class:`TemplateFault`.
    """
    _refuse_overlaps(options)
    settings = load_settings(options.content, options.overrides)
    theme = load_theme(theme_folders(options.templates))
    code = CodeVersion(_PACKAGE, LIBRARIES)
    taken_ns = time_ns()
    listing = scan_content(options.content, exclude=(options.output, options.cache))
    return BuildContext(options, settings, theme, code, listing, taken_ns, memory or MemoryCache())


def _refuse_overlaps(options: BuildOptions) -> None:
    """Content, output and cache may lie in one another only where none of them takes the others' files for its own."""
    content, output, cache = (each.resolve() for each in (options.content, options.output, options.cache))
    if output == content:
        raise SettingsError(f"--content and --output are both {options.output}", "Choose another --output.")
    if cache in (content, output) or cache.is_relative_to(output):
        message = f"--cache {options.cache} would lie among the files of the site"
        raise SettingsError(message, "Choose a folder of its own for --cache.")


def printable_path(folder: Path) -> str:
    """Spell a folder for people and reports: whatever its name is made of, the text can be written as UTF-8."""
    return os.fsencode(folder).decode("utf-8", "replace")


def theme_folders(own: Path | None) -> list[Path]:
    """Return the folders of the theme, the owner's first."""
    return [own, shipped_theme()] if own else [shipped_theme()]
