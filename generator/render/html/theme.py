"""A theme: the sources of all templates, its words, and the static files beside them, from one or more folders.

The first folder that has a file wins: a user's folder in front of the shipped one overrides it file by file. Words are
kept of every folder, since they override each other one by one.
What a template means is left to :mod:`generator.render.html.environment`; what it reaches, to
:mod:`generator.render.html.template_deps`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from generator.base.digest import combine, digest
from generator.base.errors import TemplateError
from generator.model.output import Asset

STATIC = "static/"
WORDS = "words/"
TEMPLATE_ENDINGS = (".html", ".svg", ".xml", ".txt")


Names = Callable[[str, str, str], frozenset[str] | None]
"""A template's name, source and file → the templates that it names, ``None`` where nobody can tell."""


Tables = Sequence[tuple[str, str]]


class Template(Struct, frozen=True, gc=False):
    """A template's text, and the file it came from, named as the user named its folder."""

    source: str
    file: str


class Theme:
    """All templates by name (``pages/item.html``), all static files by path (``static/style.css``), and the tables of
    words by name (``words/de.toml``), of each folder its text and the file it came from, in the order of precedence.

    An :class:`Asset`'s ``path`` is relative to the theme's folder, its ``source`` an absolute path.
    """

    def __init__(
        self,
        templates: dict[str, Template],
        assets: tuple[Asset, ...],
        words: Mapping[str, Tables] | None = None,
    ) -> None:
        self.templates = templates
        self.words = dict(words or {})
        self.assets = assets
        self._reached: dict[str, frozenset[str] | None] = {}
        self._closures: dict[str, bytes] = {}

    def load(self, name: str) -> tuple[str, str, None] | None:
        """Return a template as Jinja's loaders do: its source, its file, and no way to ask whether it is stale."""
        template = self.templates.get(name)
        return (template.source, template.file, None) if template else None

    def digest(self) -> bytes:
        """Digest every file of the theme: as long as this holds, no page looks different."""
        statics = (part for asset in self.assets for part in (asset.path, asset.digest))
        words = (
            part for name, tables in sorted(self.words.items()) for text, _ in tables for part in (name, text)
        )
        return combine(self._digest_of(self.templates), *statics, *words)

    def closure(self, template: str, names: Names | None = None) -> bytes:
        """Digest the sources of a template and of all that it can reach.

        A template that is named but missing counts as such, so that adding it changes the digest. Where a name
        is not a constant, anything can be reached, and all templates count. ``names`` tells what a template names
        without parsing it. Raises :class:`TemplateError`.
        """
        if template not in self._closures:
            self._closures[template] = self._digest_of(self._reach(template, names))
        return self._closures[template]

    def _reach(self, template: str, names: Names | None) -> set[str] | dict[str, Template]:
        reached = {template}
        waiting = [template]
        while waiting:
            named = self._references(waiting.pop(), names)
            if named is None:
                return self.templates
            waiting.extend(named - reached)
            reached |= named
        return reached

    def _references(self, name: str, names: Names | None) -> frozenset[str] | None:
        template = self.templates.get(name)
        if template is None:
            return frozenset()
        if name not in self._reached:
            self._reached[name] = (names or _references)(name, template.source, template.file)
        return self._reached[name]

    def _digest_of(self, names: set[str] | dict[str, Template]) -> bytes:
        found = ((name, self.templates.get(name)) for name in sorted(names))
        return combine(*(part for name, one in found for part in (name, one.source if one else b"\0missing")))


def _references(name: str, source: str, file: str) -> frozenset[str] | None:
    from generator.render.html.template_deps import (
        find_references,  # where it is known what templates name, Jinja waits
    )

    return find_references(name, source, file)


def shipped_theme() -> Path:
    """Return the folder of the shipped theme: an installed package carries it, a checkout has it beside the package."""
    package = Path(__file__).parents[2]
    inside = package / "theme"
    return inside if inside.is_dir() else package.parent / "templates"


def load_theme(folders: Sequence[Path]) -> Theme:
    """Read a theme from folders, the first of which has precedence.

    Hidden files, other endings and linked folders are passed over. Raises :class:`TemplateError` for a folder
    that is not there, a template that is not UTF-8, and a link that leaves its folder.
    """
    templates: dict[str, Template] = {}
    assets: dict[str, Asset] = {}
    words: dict[str, list[tuple[str, str]]] = {}
    for folder in folders:
        for name, file in _files(folder):
            if name.startswith(STATIC):
                if name not in assets:
                    assets[name] = Asset(name, str(file.resolve()), digest(file.read_bytes()))
            elif name.startswith(WORDS) and name.endswith(".toml"):
                words.setdefault(name, []).append((_text(file), file.as_posix()))
            elif name.endswith(TEMPLATE_ENDINGS) and name not in templates:
                templates[name] = Template(_text(file), file.as_posix())
    return Theme(dict(sorted(templates.items())), tuple(assets[name] for name in sorted(assets)), words)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    if not folder.is_dir():
        raise TemplateError(f"{folder}: expected a folder of templates, found none", "Check --templates.")
    root = folder.resolve()
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if any(part.startswith(".") for part in relative.parts):
            continue
        if path.is_symlink():
            _refuse_leaving(path, root)
        if path.is_file():
            yield relative.as_posix(), path


def _refuse_leaving(link: Path, root: Path) -> None:
    if not link.resolve().is_relative_to(root):
        raise TemplateError(
            f"{link.as_posix()}: a link that leaves the folder of templates", "Put a copy in its place."
        )


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"{file.as_posix()}:{line}: expected UTF-8, found byte 0x{error.object[error.start]:02x}"
        raise TemplateError(message, "Save it as UTF-8.") from error
