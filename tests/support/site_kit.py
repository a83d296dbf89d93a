"""A site in a folder of its own, for tests that hold the whole program: write records, build, compare trees."""

import difflib
import os
import re
import shutil
import sqlite3
import struct
import tempfile
import zlib
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.model.options import BuildOptions
from generator.model.report import BuildReport
from generator.pipeline.entry_point import build
from generator.pipeline.state import Memory

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
TEMPLATES = ROOT / "templates"

Tree = dict[str, bytes]
"""Files by path, with forward slashes."""


REMOTE = {"images": {"mode": "remote"}}
"""Settings under which nothing is fetched: what most tests build with."""


ALLOW_REMOVAL = {"content": {"removal_limit": 100}}
"""Settings under which a build may remove all pages."""


class Site:
    """A content folder with the output and the cache that belong to it. ``options`` are those of every build,
    ``memory`` is what its builds leave each other in memory.

    Pictures elsewhere are left there, unless a test's ``overrides`` say otherwise.
    """

    def __init__(
        self, folder: Path, output: Path | None = None, cache: Path | None = None, **options: object
    ) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.output = output or folder / "output"
        self.cache = cache or folder / "cache"
        self.given = options
        self.memory: Memory | None = None

    def copied_to(self, folder: Path) -> "Site":
        """Return a copy of this site, of its output and its cache, as they lie."""
        shutil.copytree(self.folder, folder)
        return Site(folder)

    def write(self, path: str, data: str | bytes) -> Path:
        """Write a file of the content folder."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)
        return file

    def record(self, path: str, fields: Mapping[str, object], body: str = "") -> Path:
        """Write a record. Fields are written as YAML; those that are ``None`` are not."""
        return self.write(path, front_matter(fields) + body)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a text that stands exactly once in a file of the content folder."""
        file = self.content / path
        text = file.read_text("utf-8")
        assert text.count(old) == 1, f"{path} has {old!r} {text.count(old)} times"
        file.write_text(text.replace(old, new), "utf-8")

    def own_templates(self) -> Path:
        """Copy the theme, so that it may be changed, and build with it from now on."""
        folder = self.folder / "templates"
        shutil.copytree(TEMPLATES, folder)
        self.given["templates"] = folder
        return folder

    def options(self, **options: object) -> BuildOptions:
        """Return the options of a build."""
        usual: dict[str, object] = {
            "content": self.content,
            "output": self.output,
            "cache": self.cache,
            "workers": 1,
        }
        chosen: dict[str, Any] = {**usual, **self.given, **options}
        return BuildOptions(**{**chosen, "overrides": {**REMOTE, **chosen.get("overrides", {})}})

    def build(self, **options: object) -> BuildReport:
        """Build, and return the report."""
        return build(self.options(**options), memory=self.memory)

    def explained(self, **options: object) -> dict[str, tuple[str, str]]:
        """Build, and return ``(verb, reason)`` of every path that is not kept."""
        actions = self.build(explain=True, **options).actions
        return {each.path: (each.verb, each.reason) for each in actions if each.verb != "keep"}

    def tree(self) -> Tree:
        """Return what lies in the output folder."""
        return tree_of(self.output)

    def clean(self, **options: object) -> Tree:
        """Return what a build from nothing makes of the same content."""
        with tempfile.TemporaryDirectory(prefix="clean-") as folder:
            fresh = Path(folder)
            build(self.options(**{**options, "output": fresh / "output", "cache": fresh / "cache"}))
            return tree_of(fresh / "output")


def forget_table(site: Site, name: str) -> None:
    """Remove one table of what a site's builds have saved."""
    for file in site.cache.glob("*.sqlite"):
        with closing(sqlite3.connect(file)) as database, database:
            if database.execute("DELETE FROM tables WHERE name = ?", (name,)).rowcount:
                database.execute(f"DROP TABLE {name}")
                return
    pytest.fail(f"no build has saved a table called {name}")


def front_matter(fields: Mapping[str, object]) -> str:
    """Return fields between two lines of dashes."""
    given = {name: value for name, value in fields.items() if value is not None}
    return f"---\n{yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=10_000)}---\n"


def article(name: str, /, **fields: object) -> dict[str, object]:
    """Return the fields of an article of which everything follows from a name, unless a test says otherwise."""
    usual: dict[str, object] = {
        "title": f"The {name}",
        "excerpt": f"What there is to say about the {name}.",
        "publishedDateTime": "2024-05-01T10:00:00Z",
        "originalUrl": f"https://paper.example/{name}",
        "type": "article",
        "provider": {"name": "The Paper", "domain": "paper.example"},
        "topics": ["Clocks"],
    }
    return {**usual, **fields}


def tree_of(folder: Path) -> Tree:
    """Return every file of a folder but those of ``.broadsheet``, by path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.relative_to(folder).parts[0] != ".broadsheet"
    }


_CONTENT = re.compile(r"(pictures/[a-z0-9-]+?-)[0-9a-f]{12}(?=-)")


def nameless(text: str) -> str:
    """Return a path or a page without the digits that tell the content of pictures: libvips decides those."""
    return _CONTENT.sub(r"\1content", text)


def moved(before: Tree, after: Tree) -> dict[str, str]:
    """Return what has to happen to make one tree of another: ``write`` or ``remove`` by path."""
    written = {path: "write" for path, data in after.items() if before.get(path) != data}
    return written | dict.fromkeys(before.keys() - after.keys(), "remove")


def difference(expected: Tree, found: Tree, lines: int = 40) -> str:
    """Return how two trees differ, for people: paths that are missing or too many, and the first lines that differ."""
    said = [f"missing: {path}" for path in sorted(expected.keys() - found.keys())]
    said += [f"not expected: {path}" for path in sorted(found.keys() - expected.keys())]
    for path in sorted(expected.keys() & found.keys()):
        if expected[path] != found[path]:
            said += _diff(path, expected[path], found[path])
    return "\n".join(said[:lines] + [f"… and {len(said) - lines} lines more"] * (len(said) > lines))


def _diff(path: str, expected: bytes, found: bytes) -> list[str]:
    try:
        before, after = expected.decode().splitlines(), found.decode().splitlines()
    except UnicodeDecodeError:
        return [f"differs: {path} ({len(expected)} bytes expected, {len(found)} found)"]
    said = list(difflib.unified_diff(before, after, f"expected/{path}", f"found/{path}", lineterm="", n=1))
    return said or [f"differs: {path} (in its line ends)"]


def everything_under(folder: Path) -> set[str]:
    """Return all that lies in a folder: files, folders, links."""
    return {
        os.path.relpath(os.path.join(place, name), folder)  # noqa: PTH118 - as os.walk has it
        for place, folders, files in os.walk(folder)
        for name in (*folders, *files)
    }


def png(red: int, green: int, blue: int, width: int = 160, height: int = 120) -> bytes:
    """Return a PNG of one colour, large enough to be shown."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + bytes([red, green, blue]) * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
