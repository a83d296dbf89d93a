"""Sites built once from real records, which lie beside the repository or not at all, and the demo."""

import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import frontmatter
import pytest

from generator.model.report import BuildReport
from tests.support.site_kit import ROOT, SHARED, Site, Tree
from tests.support.site_links import Published

BASE_URL = "https://example.github.io/feed/"
ENDINGS = (".md", ".markdown", ".html", ".txt")
APART = ("_data", "assets", "api")


@dataclass(frozen=True)
class Built:
    """A site, built once: not to be changed. ``copy`` gives one that may be."""

    site: Site
    report: BuildReport
    published: Published

    @property
    def tree(self) -> Tree:
        return self.published.tree

    @cached_property
    def records(self) -> dict[str, dict[str, Any]]:
        """The fields of every record by its path, read without the program; what cannot be read has none."""
        found = {}
        for file in sorted(self.site.content.rglob("*")):
            path = file.relative_to(self.site.content)
            if file.is_file() and file.suffix in ENDINGS and path.parts[0] not in APART:
                found[path.as_posix()] = fields_of(file)
        return found

    def item_page(self, title: object) -> Any:
        """Return the one item page with a title."""
        pages = self.item_pages.get(one_line(title), [])
        assert len(pages) == 1, f"{len(pages)} pages are called {title!r}"
        return pages[0]

    @cached_property
    def item_pages(self) -> dict[str, list[Any]]:
        """All pages of items by title."""
        found: dict[str, list[Any]] = {}
        for page in self.published.pages.values():
            if page.xpath("boolean(//article[contains(@class, 'item')])"):
                found.setdefault(one_line(page.xpath("string(//h1)")), []).append(page)
        return found

    def copy(self, folder: Path) -> Site:
        """Return the same site in a folder where it may be changed, built."""
        site = Site(folder, overrides={"site": {"base_url": BASE_URL}})
        shutil.copytree(self.site.content, site.content, copy_function=shutil.copyfile)
        site.build()
        return site


def one_line(text: object) -> str:
    return " ".join(str(text).split())


def fields_of(file: Path) -> dict[str, Any]:
    try:
        fields: dict[str, Any] = frontmatter.loads(file.read_text("utf-8")).metadata
    except Exception:  # noqa: BLE001 - whatever PyYAML and python-frontmatter may say of a faulty record
        return {}
    return fields


def built(content: Path, folder: Path, base_url: str) -> Built:
    site = Site(folder, overrides={"site": {"base_url": base_url}})
    site.content = content
    report = site.build()
    return Built(site, report, Published(site.tree(), base_url))


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Built:
    content = SHARED / "seeds"
    if not content.is_dir():
        pytest.skip("the three records that the project started from are not here (../shared/seeds)")
    return built(content, tmp_path_factory.mktemp("seeds"), BASE_URL)


@pytest.fixture(scope="session")
def powerapps(tmp_path_factory: pytest.TempPathFactory) -> Built:
    content = SHARED / "data" / "powerapps"
    if not content.is_dir():
        pytest.skip("the real site is not here (../shared/data/powerapps)")
    return built(content, tmp_path_factory.mktemp("powerapps"), BASE_URL)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(ROOT / "content", tmp_path_factory.mktemp("demo"), BASE_URL)


at_night_on_the_real_site = pytest.mark.parametrize(
    "any_site", ["seeds", "demo", pytest.param("powerapps", marks=pytest.mark.long)], indirect=True
)
"""For tests that take long on the real site."""


@pytest.fixture(params=["seeds", "powerapps", "demo"])
def any_site(request: pytest.FixtureRequest) -> Built:
    """Each of the three."""
    found: Built = request.getfixturevalue(request.param)
    return found
