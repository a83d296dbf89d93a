"""Who is measured: each with folders of its own, and the same things to do to it."""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from bench.corpus import default_settings
from bench.edits import Edit, retitle, retouch
from bench.peers.hugo.install import version
from bench.results import BARE, HUGO, OURS

ROOT = Path(__file__).resolve().parents[1]
THEME = ROOT / "bench" / "theme"
"""A plain theme, of the same content as that for Hugo. What the shipped one costs beyond it is measured by itself."""
BASE_URL = "https://measured.example/"


def program() -> str:
    """Return our command as it is installed beside the Python that runs."""
    return str(Path(sys.executable).with_name("broadsheet"))


def write(file: Path, text: str) -> None:
    """Write a file, and the folders that it is in."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


class Contestant(Protocol):
    """A program that makes a site. Only ``command`` is measured."""

    name: str
    version: str
    output: Path

    def command(self) -> Sequence[str]:
        """Return what builds the site."""

    def forget(self) -> None:
        """Remove the output and every cache."""

    def retitle(self, edit: Edit, number: int) -> None:
        """Change one title."""

    def add(self, edit: Edit) -> None:
        """Add one record."""

    def retouch(self, number: int) -> None:
        """Change the template that all items use."""


class Broadsheet:
    """This program, as its own command line starts it, on a content folder of its own.

    As it comes: the shipped theme, of which only the template of items is replaced (by itself, so that it can change),
    and the default settings. ``bare``: the plain theme and settings that are compared with Hugo's.
    """

    def __init__(self, content: Path, work: Path, bare: bool = False) -> None:
        from generator import __version__

        self.name = BARE if bare else OURS
        self.version = __version__
        work = work / ("bare" if bare else "default")
        self.output = work / "output"
        self._content = work / "content"
        self._cache = work / "cache"
        self._templates = work / "templates"
        self._item = self._templates / "pages" / "item.html"
        shutil.copytree(content, self._content)
        if bare:
            shutil.copytree(THEME, self._templates)
        else:
            settings = self._content / "site.toml"
            settings.write_text(default_settings(settings.read_text("utf-8")), "utf-8")
            self._item.parent.mkdir(parents=True)
            shutil.copyfile(ROOT / "templates" / "pages" / "item.html", self._item)

    def command(self) -> Sequence[str]:
        """Return what builds the site."""
        folders = {
            "--content": self._content,
            "--output": self.output,
            "--cache": self._cache,
            "--templates": self._templates,
        }
        named = [part for option, folder in folders.items() for part in (option, str(folder))]
        return [program(), "build", *named, "--base-url", BASE_URL, "--offline", "-q"]

    def forget(self) -> None:
        """Remove the output and the cache."""
        shutil.rmtree(self.output, ignore_errors=True)
        shutil.rmtree(self._cache, ignore_errors=True)

    def retitle(self, edit: Edit, number: int) -> None:
        """Change the title of a record."""
        retitle(self._content / edit.record, number)

    def add(self, edit: Edit) -> None:
        """Add a record."""
        write(self._content / edit.record, edit.record_text)

    def retouch(self, number: int) -> None:
        """Change the template of items."""
        retouch(self._item, "</article>", number)


class Hugo:
    """Hugo, its binary called directly, on the converted site."""

    name = HUGO

    def __init__(self, site: Path, work: Path, program: Path) -> None:
        self.version = version(program)
        self.output = work / "hugo-output"
        self._site = site
        self._cache = work / "hugo-cache"
        self._program = program
        shutil.copytree(THEME / "static", site / "assets", dirs_exist_ok=True)

    def command(self) -> Sequence[str]:
        """Return what builds the site."""
        folders = {"--source": self._site, "--destination": self.output, "--cacheDir": self._cache}
        named = [part for option, folder in folders.items() for part in (option, str(folder))]
        return [str(self._program), *named, "--baseURL", BASE_URL, "--quiet"]

    def forget(self) -> None:
        """Remove the output, the cache and generated resources."""
        for folder in (self.output, self._cache, self._site / "resources"):
            shutil.rmtree(folder, ignore_errors=True)

    def retitle(self, edit: Edit, number: int) -> None:
        """Change the title of a page."""
        retitle(self._site / "content" / edit.page, number)

    def add(self, edit: Edit) -> None:
        """Add a page."""
        write(self._site / "content" / edit.page, edit.page_text)

    def retouch(self, number: int) -> None:
        """Change the layout of items."""
        retouch(self._site / "layouts" / "page.html", "</article>", number)


class Floor:
    """No program: what it costs to copy a finished site, which no build from nothing can beat by much."""

    name = "cp -r"
    version = ""

    def __init__(self, source: Path, work: Path) -> None:
        self.output = work / "floor-output"
        self._source = source

    def command(self) -> Sequence[str]:
        """Return what copies the site."""
        return ["cp", "-r", str(self._source), str(self.output)]

    def forget(self) -> None:
        """Remove the copy."""
        shutil.rmtree(self.output, ignore_errors=True)

    def retitle(self, edit: Edit, number: int) -> None:
        """Nothing: the floor is only measured from nothing."""

    def add(self, edit: Edit) -> None:
        """Nothing."""

    def retouch(self, number: int) -> None:
        """Nothing."""
