"""``docs/theming.md`` says what is so: its example is built as it stands there, its tables are those of the views."""

import re
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
import pytest

from generator.model.messages import ENGLISH
from generator.model.views import pages
from generator.model.views import parts as view
from generator.read.messages import load_messages
from tests.render.conftest import TEMPLATES
from tests.support.site_kit import Site

DOC = Path(__file__).parents[2] / "docs" / "theming.md"
TEXT = DOC.read_text("utf-8")
FILE = re.compile(r"^`([\w./-]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECTION = re.compile(r"^### `(\w+)`\n(.*?)(?=^### |\Z)", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| .*\|$", re.MULTILINE)
PLAIN = {str: "text", int: "number", bool: "true or false"}


def example() -> dict[str, str]:
    """Return the files of the example by path."""
    return dict(FILE.findall(TEXT))


def test_the_example_builds_and_shows_what_the_document_says(tmp_path: Path) -> None:
    files = example()
    for path, text in files.items():
        if not path.startswith("output/"):
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    site = Site(tmp_path)
    report = site.build(content=tmp_path / "records", templates=tmp_path / "mytheme")
    assert report.problems == ()
    said = {path.removeprefix("output/"): text for path, text in files.items() if path.startswith("output/")}
    assert said, "the document shows what comes out"
    for path, text in said.items():
        page = (site.output / path).read_text("utf-8")
        assert [line for line in text.splitlines() if line not in page] == []


def test_every_file_of_the_example_shows(tmp_path: Path) -> None:
    """Without any one of its files, the example comes out otherwise: none is there for show."""
    overriding = [path for path in example() if path.startswith("mytheme/")]
    assert len(overriding) >= 4
    trees = []
    for left_out in ("", *overriding):
        folder = tmp_path / f"without-{overriding.index(left_out) if left_out else 'none'}"
        for path, text in example().items():
            if not path.startswith("output/") and path != left_out:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_text(text, "utf-8")
        site = Site(folder)
        site.build(content=folder / "records", templates=folder / "mytheme")
        trees.append((site.output / "topics/textiles/index.html").read_bytes())
    assert len(set(trees)) == len(trees)


def in_words(kind: Any) -> str:
    if get_origin(kind) is UnionType:
        return f"{in_words(get_args(kind)[0])} or none"
    if get_origin(kind) is tuple:
        first, *others = get_args(kind)
        several = others == [...]
        return f"list of {in_words(first)}" if several else f"({', '.join(map(in_words, get_args(kind)))})"
    return PLAIN.get(kind, f"`{kind.__name__}`")


def documented() -> dict[str, dict[str, str]]:
    return {name: dict(ROW.findall(text)) for name, text in SECTION.findall(TEXT)}


def actual(name: str) -> dict[str, str]:
    """Return the fields of a view; a page's own, without those that every page has."""
    kind: Any = getattr(pages, name, None) or getattr(view, name)
    hints = get_type_hints(kind)
    shared = pages.PageView.__struct_fields__ if kind is not pages.PageView else ()
    own = (
        kind.__struct_fields__[len(shared) :] if issubclass(kind, pages.PageView) else kind.__struct_fields__
    )
    return {field: in_words(hints[field]) for field in own}


def every_view() -> set[str]:
    """Return the names of everything that a template can see."""
    found = {"SiteView", "PageView", *[kind.__name__ for kind in get_args(pages.AnyPage)]}
    views = {
        name
        for name, kind in vars(view).items()
        if isinstance(kind, type) and kind.__module__ == view.__name__
    }
    return found | views


def test_every_view_is_described_and_nothing_else() -> None:
    assert set(documented()) == every_view()


@pytest.mark.parametrize("name", sorted(documented()))
def test_the_fields_of_a_view_are_those_of_the_code(name: str) -> None:
    assert documented()[name] == actual(name)


def test_templates_are_given_what_the_document_says() -> None:
    for name, text in SECTION.findall(TEXT):
        templates = re.search(r"^Templates: (.*?)\.(?: |$)", text, re.MULTILINE)
        said = set(re.findall(r"`([\w]+)`", templates[1])) if templates else set()
        assert said == {each for each, kind in TEMPLATES.items() if kind.__name__ == name}, name


def test_words_that_count_are_written_as_the_document_says() -> None:
    (table,) = re.findall(r"^```toml\n(items = .*?)```$", TEXT, re.MULTILINE | re.DOTALL)
    words = load_messages("pl", {"words/pl.toml": [(table, "pl.toml")]})
    assert words.items.few.startswith("{n} ")
    assert msgspec.structs.replace(words, items=ENGLISH.items) == ENGLISH
