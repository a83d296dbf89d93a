"""Loads a theme from one or more folders: the sources of templates, label texts and static files.

The first folder that contains a file wins, so an owner's folder overrides the shipped one file by file. The templates
of the last folder also have names of their own (``shipped/base.html``), so that a template can extend the one it
overrides. Label texts are read from all folders, because they override each other text by text.
:mod:`generator.render.html.environment` compiles templates; :mod:`generator.render.html.template_deps` finds
references.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct

from generator.base.digest import combine, digest
from generator.base.errors import TemplateError
from generator.model.output import Asset

STATIC = "static/"
WORDS = "words/"
SHIPPED = "shipped/"
"""What the names of shipped templates begin with if an owner has a folder of templates."""

TEMPLATE_ENDINGS = (".html", ".svg", ".xml", ".txt")

_ASSET_NAME = re.compile(r"""\basset\(\s*(["'])([^"'\\]+)\1\s*\)""")
_ASSET_USE = re.compile(r"\basset\b")
_STYLE_REFERENCE = re.compile(rb"url\(|@import", re.IGNORECASE)


ReferenceFinder = Callable[[str, str, str], frozenset[str] | None]
"""Returns the templates that a template references, given its name, source and file. ``None``: possibly any."""

Tables = Sequence[tuple[str, str]]
"""``(text, file)`` of the files with label texts of one name, in order of precedence."""


class Template(Struct, frozen=True, gc=False):
    """A template. ``file`` starts with its folder as the user typed it.

    Example: ``Template("{{ page.heading }}", "mytheme/pages/item.html")``
    """

    source: str
    file: str


class Theme:
    """The files of a theme.

    - ``templates``: by name, ``pages/item.html``
    - ``assets``: static files; ``path`` is relative (``static/style.css``), ``source`` is absolute
    - ``words``: label texts by name, ``words/de.toml``
    - ``styles``: texts of style sheets that name other files, by the path of the asset
    """

    def __init__(
        self,
        templates: dict[str, Template],
        assets: tuple[Asset, ...],
        words: Mapping[str, Tables] | None = None,
        styles: Mapping[str, str] | None = None,
    ) -> None:
        self.templates = templates
        self.words = dict(words or {})
        self.assets = assets
        self.styles = dict(styles or {})
        self._reference_cache: dict[str, frozenset[str] | None] = {}
        self._closures: dict[str, bytes] = {}

    def load(self, name: str) -> tuple[str, str, None] | None:
        """Return source and file of a template in the format of a Jinja loader, or ``None``."""
        template = self.templates.get(name)
        return (template.source, template.file, None) if template else None

    def digest(self) -> bytes:
        """Return a digest of all files. While it is the same, no page looks different."""
        statics = (part for asset in self.assets for part in (asset.path, asset.digest))
        words = (
            part for name, tables in sorted(self.words.items()) for text, _ in tables for part in (name, text)
        )
        return combine(self._digest_of(self.templates), *statics, *words)

    def asset_names(self) -> frozenset[str] | None:
        """Return the names that templates give to ``asset()``; ``None`` if one is not a constant."""
        sources = [each.source for each in self.templates.values() if "asset" in each.source]
        names = [found[2] for source in sources for found in _ASSET_NAME.finditer(source)]
        uses = sum(len(_ASSET_USE.findall(source)) for source in sources)
        return frozenset(names) if uses == len(names) else None

    def closure(self, template: str, names: ReferenceFinder | None = None) -> bytes:
        """Return a digest of a template and of all templates that it references, directly or not.

        A missing template counts too, so that adding it changes the digest. If a name is not a constant, all templates
        count. ``names`` finds the references of a template; by default the template is parsed. Raises
        :class:`TemplateError`.
        """
        if template not in self._closures:
            self._closures[template] = self._digest_of(self._reachable(template, names))
        return self._closures[template]

    def _reachable(self, template: str, names: ReferenceFinder | None) -> set[str] | dict[str, Template]:
        reached = {template}
        waiting = [template]
        while waiting:
            references = self._references(waiting.pop(), names)
            if references is None:
                return self.templates
            waiting.extend(references - reached)
            reached |= references
        return reached

    def _references(self, name: str, names: ReferenceFinder | None) -> frozenset[str] | None:
        template = self.templates.get(name)
        if template is None:
            return frozenset()
        if name not in self._reference_cache:
            self._reference_cache[name] = (names or _references)(name, template.source, template.file)
        return self._reference_cache[name]

    def _digest_of(self, names: set[str] | dict[str, Template]) -> bytes:
        templates = ((name, self.templates.get(name)) for name in sorted(names))
        return combine(
            *(
                part
                for name, template in templates
                for part in (name, template.source if template else b"\0missing")
            )
        )


def _references(name: str, source: str, file: str) -> frozenset[str] | None:
    from generator.render.html.template_deps import (
        find_references,
    )  # imports Jinja, which cached names do not need

    return find_references(name, source, file)


@cache
def shipped_theme() -> Path:
    """Return the folder of the shipped theme: inside an installed package, next to the package in a checkout."""
    package = Path(__file__).parents[2]
    inside = package / "theme"
    return inside if inside.is_dir() else package.parent / "templates"


def load_theme(folders: Sequence[Path]) -> Theme:
    """Load a theme from folders. The first folder has precedence.

    Ignores hidden files, files with other extensions and linked folders. Raises :class:`TemplateError` for a missing
    folder, a template that is not UTF-8, and a symbolic link to a place outside its folder.
    """
    templates: dict[str, Template] = {}
    assets: dict[str, Asset] = {}
    words: dict[str, list[tuple[str, str]]] = {}
    styles: dict[str, str] = {}
    for folder in folders:
        for name, file in _files(folder):
            if name.startswith(STATIC):
                if name not in assets:
                    data = file.read_bytes()
                    assets[name] = Asset(name, str(file.resolve()), digest(data))
                    styles |= _style(name, data)
            elif name.startswith(WORDS) and name.endswith(".toml"):
                words.setdefault(name, []).append((_text(file), file.as_posix()))
            elif name.endswith(TEMPLATE_ENDINGS):
                names = (name, SHIPPED + name) if folder != folders[0] and folder == folders[-1] else (name,)
                for each in names:
                    if each not in templates:
                        templates[each] = Template(_text(file), file.as_posix())
    ordered = tuple(assets[name] for name in sorted(assets))
    return Theme(dict(sorted(templates.items())), ordered, words, styles)


def _style(name: str, data: bytes) -> dict[str, str]:
    """Return the text of a style sheet that names other files, by its name. Other files have none."""
    if not name.endswith(".css") or not _STYLE_REFERENCE.search(data):
        return {}
    try:
        return {name: data.decode()}
    except UnicodeDecodeError:
        return {}


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    if not folder.is_dir():
        raise TemplateError(f"{folder}: folder of templates not found", "Check --templates.")
    root = folder.resolve()
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if any(part.startswith(".") for part in relative.parts):
            continue
        if path.is_symlink():
            _check_link(path, root)
        if path.is_file():
            yield relative.as_posix(), path


def _check_link(link: Path, root: Path) -> None:
    if not link.resolve().is_relative_to(root):
        raise TemplateError(
            f"{link.as_posix()}: symbolic link that leaves the folder of templates", "Replace it with a copy."
        )


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"{file.as_posix()}:{line}: expected UTF-8, found byte 0x{error.object[error.start]:02x}"
        raise TemplateError(message, "Save it as UTF-8.") from error
