"""What a build starts from: options, settings, theme, and the listing of the content folder."""

from dataclasses import dataclass
from pathlib import Path
from time import time_ns

import msgspec

from generator import __version__
from generator.base.code import code_digest
from generator.base.digest import combine
from generator.base.workers import default_workers
from generator.model.options import BuildOptions
from generator.model.settings import Settings
from generator.model.theme import StaticFile
from generator.read.settings import load_settings
from generator.read.walk import Listing, walk
from generator.render.templates import Theme, load_theme

_PACKAGE = Path(__file__).parent

READING = ("base", "model", "read", "normalise")
"""The parts of the code that a remembered record depends on."""

READING_LIBRARIES = ("ftfy", "markdown", "msgspec", "nh3", "py-yaml12", "python-frontmatter", "pyyaml")
LIBRARIES = (*READING_LIBRARIES, "feedgen", "jinja2", "lxml", "markupsafe")


@dataclass(frozen=True)
class Scene:
    """All that a build is given. ``taken_ns`` is when the content folder was listed."""

    options: BuildOptions
    settings: Settings
    theme: Theme
    listing: Listing
    taken_ns: int

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

    def environment(self) -> bytes:
        """Return the digest of all that shapes a site beside its content: settings, theme, code, libraries."""
        code = code_digest(_PACKAGE, (".",), LIBRARIES)
        mode = "offline" if self.options.offline else "online"
        return combine(code, self.theme.digest(), msgspec.msgpack.encode(self.settings), mode)


def look(options: BuildOptions) -> Scene:
    """Load settings and theme, and list the content folder.

    Raises :class:`SettingsError` and :class:`TemplateFault`.
    """
    settings = load_settings(options.content, options.overrides)
    theme = load_theme(theme_folders(options.templates))
    taken_ns = time_ns()
    return Scene(options, settings, theme, walk(options.content), taken_ns)


def theme_folders(own: Path | None) -> list[Path]:
    """Return the folders of the theme, the owner's first.

    An installed package carries the shipped theme as ``theme/``; a checkout has it beside the package.
    """
    inside = _PACKAGE / "theme"
    shipped = inside if inside.is_dir() else _PACKAGE.parent / "templates"
    return [own, shipped] if own else [shipped]


def memo_salt() -> bytes:
    """Return what remembered records depend on beside their bytes."""
    return combine(code_digest(_PACKAGE, READING, READING_LIBRARIES), __version__)


def plan_code() -> bytes:
    """Return the digest of the code that makes views: what their signatures depend on beside their values."""
    return code_digest(_PACKAGE, ("base", "model", "plan"), ("msgspec",))


def organise_code() -> bytes:
    """Return the digest of the code that chooses sidebars."""
    return code_digest(_PACKAGE, ("base", "model", "organise"), ("msgspec",))
