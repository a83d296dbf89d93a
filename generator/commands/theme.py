"""``theme``: copy shipped files of the theme, list them, and show what an update or the owner changed in copies.

A copy's original is kept in the hidden folder ``.shipped`` of the owner's templates, to compare it with later versions.
"""

import difflib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from generator.base.errors import TemplateError
from generator.base.suggest import closest_names
from generator.base.text import make_legible
from generator.read.settings import load_settings
from generator.render.html.theme import SHIPPED, shipped_theme

DEFAULT_FOLDER = "templates"
ORIGINALS = ".shipped"


class ThemeFile(Struct, frozen=True):
    """A file of the theme. ``state`` says how the owner's file relates to the shipped one, "" if there is none."""

    name: str
    state: str


class ThemeFolder(Struct, frozen=True):
    """The owner's folder of templates. ``is_set`` tells whether a setting or an option names it."""

    path: Path
    is_set: bool


def find_folder(content: Path, templates: Path | None) -> ThemeFolder:
    """Return the folder that an option or ``site.toml`` names, else ``templates/`` beside the folder of records.

    Raises :class:`TemplateError` if that is the shipped theme, and :class:`SettingsError` for invalid settings.
    """
    name = "" if templates else load_settings(content, {}).theme.templates
    beside = content.parent / (name or DEFAULT_FOLDER)
    folder = templates or beside
    if name and (content / name).is_dir():
        folder = content / name
    if folder.resolve() == shipped_theme().resolve():
        message = f"{folder} is the shipped theme"
        raise TemplateError(message, "Name a folder of your own: --templates mytheme.")
    return ThemeFolder(folder, bool(templates or name))


def copy_files(folder: Path, names: Sequence[str]) -> list[Path]:
    """Copy shipped files to the owner's folder, and return the copies. Raises :class:`TemplateError` for unknown names
    and for files that exist, before anything is copied."""
    shipped = _files(shipped_theme())
    for name in names:
        _require(name, shipped)
        if (folder / name).exists():
            hint = f"See how it differs: broadsheet theme diff {name}."
            raise TemplateError(f"{(folder / name).as_posix()} exists already", hint)
    for name in names:
        for target in (folder / ORIGINALS / name, folder / name):
            _write(target, shipped[name].read_bytes())
    return [folder / name for name in names]


def list_files(folder: Path) -> list[ThemeFile]:
    """Return all files of the theme by name, the shipped ones and those of the owner."""
    shipped, own = _files(shipped_theme()), _files(folder)
    return [
        ThemeFile(name, _state(name, folder, shipped, own)) for name in sorted(shipped.keys() | own.keys())
    ]


def diff_files(folder: Path, names: Sequence[str] = ()) -> Iterator[str]:
    """Yield the lines of a unified diff for each of the owner's files whose shipped file differs.

    For a copy, the diff is what updates changed in the shipped file; for a file of unknown origin, it is the whole
    difference. Files that extend the shipped one follow updates, and have none. ``names`` also shows what the owner
    changed in these copies.
    """
    shipped, own = _files(shipped_theme()), _files(folder)
    for name in names:
        _require(name, shipped)
        if name not in own:
            raise TemplateError(f"{name} is not in {folder.as_posix()}", "Nothing overrides it.")
    for name in names or sorted(own.keys() & shipped.keys()):
        if names or not _extends(own[name], name):
            original = folder / ORIGINALS / name
            before = original if original.is_file() else own[name]
            yield from _diff(before, shipped[name], f"{SHIPPED}{name}")
            if names and before == original:
                yield from _diff(original, own[name], own[name].as_posix())


def mark_as_merged(folder: Path) -> int:
    """Keep the shipped files as the originals of all copies, and return how many changed."""
    shipped, changed = _files(shipped_theme()), 0
    for name in sorted(_files(folder).keys() & shipped.keys()):
        original, data = folder / ORIGINALS / name, shipped[name].read_bytes()
        if not _extends(folder / name, name) and _read(original) != data:
            _write(original, data)
            changed += 1
    return changed


def _state(name: str, folder: Path, shipped: dict[str, Path], own: dict[str, Path]) -> str:
    if name not in own:
        return ""
    if name not in shipped:
        return "yours"
    if _extends(own[name], name):
        return "yours, extends the shipped file"
    now, then = shipped[name].read_bytes(), _read(folder / ORIGINALS / name)
    if then is None:
        return "yours, replaces the shipped file"
    return "yours, a copy" if then == now else "yours, a copy: the shipped file has changed since"


def _files(folder: Path) -> dict[str, Path]:
    """Return the files of a folder by name, without hidden ones."""
    found = {file.relative_to(folder): file for file in sorted(folder.rglob("*")) if file.is_file()}
    return {
        name.as_posix(): file
        for name, file in found.items()
        if not any(part.startswith(".") for part in name.parts)
    }


def _require(name: str, shipped: dict[str, Path]) -> None:
    if name not in shipped:
        near = closest_names(name, shipped)
        hint = f"Did you mean {near[0]}?" if near else "broadsheet theme list shows all files."
        raise TemplateError(f"{make_legible(name)} is not a file of the shipped theme", hint)


def _extends(file: Path, name: str) -> bool:
    return f"{SHIPPED}{name}".encode() in file.read_bytes()


def _read(file: Path) -> bytes | None:
    with suppress(OSError):
        return file.read_bytes()
    return None


def _write(file: Path, data: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    except OSError as error:
        message = f"cannot write {file.as_posix()}: {error.strerror or error}"
        raise TemplateError(message, "Choose another folder: --templates.") from error


def _diff(before: Path, now: Path, name: str) -> Iterator[str]:
    """Yield the lines of a unified diff. ``name`` is shown for the file that is there now."""
    old, new = (file.read_text("utf-8", "replace").splitlines() for file in (before, now))
    return difflib.unified_diff(old, new, before.as_posix(), name, lineterm="")
