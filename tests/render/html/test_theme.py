"""A theme is read file by file, the first folder winning, and a closure moves with what a template can reach."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.base.digest import digest
from generator.base.errors import TemplateError
from generator.render.html.theme import load_theme

Write = Callable[..., Path]

FILES = {
    "base.html": '{% include "partials/foot.html" %}',
    "partials/foot.html": "foot",
    "partials/card.html": "card",
    "partials/macros.html": "{% macro m() %}m{% endmacro %}",
    "pages/list.html": '{% extends "base.html" %}{{ fragments("partials/card.html", card=[1]) }}',
    "pages/item.html": '{% extends "base.html" %}{% from "partials/macros.html" import m %}',
    "pages/lone.html": '{{ fragment("partials/lone.html") }}',
    "partials/lone.html": "alone, and extends nothing",
    "static/style.css": "body {}",
}
REACHES = {
    "pages/list.html": {"pages/list.html", "base.html", "partials/foot.html", "partials/card.html"},
    "pages/item.html": {"pages/item.html", "base.html", "partials/foot.html", "partials/macros.html"},
    "pages/lone.html": {"pages/lone.html", "partials/lone.html"},
}


def test_the_first_folder_that_has_a_file_wins(write_theme: Write) -> None:
    shipped = write_theme("shipped", FILES)
    own = write_theme("own", {"partials/foot.html": "my foot", "static/style.css": "body { color: red }"})
    theme = load_theme([own, shipped])
    assert theme.templates["partials/foot.html"].source == "my foot"
    assert theme.templates["partials/card.html"].source == "card"
    (style,) = theme.assets
    assert (style.path, style.source) == ("static/style.css", str(own / "static/style.css"))
    assert style.digest == digest(b"body { color: red }")


def test_the_shipped_template_keeps_a_name_of_its_own(write_theme: Write) -> None:
    shipped = write_theme("shipped", FILES)
    own = write_theme("own", {"base.html": '{% extends "shipped/base.html" %}'})
    theme = load_theme([own, shipped])
    assert theme.templates["base.html"].file == (own / "base.html").as_posix()
    assert theme.templates["shipped/base.html"].source == FILES["base.html"]
    assert "shipped/base.html" not in load_theme([shipped]).templates


@pytest.mark.parametrize("changed", ["base.html", "partials/foot.html", "partials/card.html"])
def test_a_closure_follows_a_template_that_extends_the_shipped_one(write_theme: Write, changed: str) -> None:
    own = write_theme("own", {"base.html": '{% extends "shipped/base.html" %}'})
    before = load_theme([own, write_theme("before", FILES)]).closure("pages/item.html")
    after = load_theme([own, write_theme("after", FILES | {changed: FILES[changed] + "!"})])
    assert (before != after.closure("pages/item.html")) == (changed != "partials/card.html")


@pytest.mark.parametrize(
    ("sources", "names"),
    [
        (["no names"], frozenset()),
        (["{{ asset('a.webp') }}", '{{ asset( "b/c.svg" ) }}'], {"a.webp", "b/c.svg"}),
        (["{{ asset('a.webp') }}", "{{ asset(site.custom.hero) }}"], None),
        (["{{ ['a.webp']|map(asset)|join }}"], None),
        (["{{ site.assets }}"], frozenset()),
    ],
)
def test_the_names_that_templates_ask_for(
    write_theme: Write, sources: list[str], names: set[str] | None
) -> None:
    files = {f"{number}.html": source for number, source in enumerate(sources)}
    assert load_theme([write_theme("own", files)]).asset_names() == names


def test_style_sheets_that_name_files_are_kept_as_text(write_theme: Write) -> None:
    styles = {"static/a.css": "p {background: url(b.png)}", "static/b.css": "p {}", "static/c.js": "url("}
    theme = load_theme([write_theme("own", styles)])
    assert theme.styles == {"static/a.css": "p {background: url(b.png)}"}


def test_a_style_sheet_of_other_bytes_is_published_as_it_is(write_theme: Write) -> None:
    folder = write_theme("own", {"static/a.css": ""})
    (folder / "static/a.css").write_bytes(b"url(b.png) \xff")
    assert load_theme([folder]).styles == {}


def test_words_of_every_folder_are_kept_the_first_in_front(write_theme: Write) -> None:
    own = write_theme("own", {"words/de.toml": "home = 'Start'"})
    shipped = write_theme("shipped", {"words/de.toml": "home = 'Titel'"})
    (tables,) = load_theme([own, shipped]).words.values()
    assert [text for text, _ in tables] == ["home = 'Start'", "home = 'Titel'"]
    assert load_theme([own, shipped]).digest() != load_theme([own]).digest()


def test_static_files_lie_in_order_at_any_depth_and_are_no_templates(write_theme: Write) -> None:
    folder = write_theme("own", {"static/z.html": "<p>", "static/fonts/a.woff2": "", "static/b.css": ""})
    theme = load_theme([folder])
    assert [asset.path for asset in theme.assets] == ["static/b.css", "static/fonts/a.woff2", "static/z.html"]
    assert theme.templates == {}


def test_hidden_files_and_unknown_endings_are_passed_over(write_theme: Write) -> None:
    folder = write_theme("own", {".git/x.html": "", "static/.DS_Store": "", "page.html~": "", "a.html": ""})
    theme = load_theme([folder])
    assert list(theme.templates) == ["a.html"]
    assert theme.assets == ()


@pytest.mark.parametrize("target", ["outside.html", "outside"])
def test_a_link_that_leaves_the_folder_is_refused(write_theme: Write, tmp_path: Path, target: str) -> None:
    folder = write_theme("own", {"a.html": ""})
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside.html").write_text("secret")
    (folder / "link.html").symlink_to(tmp_path / target)
    with pytest.raises(TemplateError, match=r"link\.html: symbolic link that leaves the folder"):
        load_theme([folder])


def test_a_link_within_the_folder_is_followed(write_theme: Write) -> None:
    folder = write_theme("own", {"a.html": "text"})
    (folder / "b.html").symlink_to(folder / "a.html")
    assert load_theme([folder]).templates["b.html"].source == "text"


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="folder of templates not found") as caught:
        load_theme([tmp_path / "nowhere"])
    assert caught.value.hint == "Check --templates."


def test_a_template_of_other_bytes_is_a_fault_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"one\ntwo \xff")
    with pytest.raises(TemplateError, match=r"a\.html:2: expected UTF-8, found byte 0xff"):
        load_theme([tmp_path])


@pytest.mark.parametrize("changed", sorted(set(FILES) - {"static/style.css"}))
@pytest.mark.parametrize("page", sorted(REACHES))
def test_a_closure_changes_when_and_only_when_what_it_reaches_changes(
    write_theme: Write, page: str, changed: str
) -> None:
    before = load_theme([write_theme("before", FILES)]).closure(page)
    after = load_theme([write_theme("after", FILES | {changed: FILES[changed] + "!"})]).closure(page)
    assert (before != after) == (changed in REACHES[page])


@pytest.mark.parametrize(
    "dynamic",
    [
        "{% extends page.kind %}",
        '{% include "partials/" ~ page.kind %}',
        '{% include ["partials/card.html", page.kind] %}',
        '{% include "partials/card.html" if page.kind else "partials/foot.html" %}',
        "{% import page.kind as m %}",
        "{{ fragment(page.kind) }}",
        "{{ fragments(page.kind, n=[1]) }}",
        '{% set f = fragment %}{{ f("partials/card.html") }}',
        '{{ ["partials/card.html"]|map("upper")|map(fragment) }}',
    ],
)
def test_a_name_that_is_not_constant_reaches_every_template(write_theme: Write, dynamic: str) -> None:
    files = FILES | {"pages/lone.html": dynamic}
    before = load_theme([write_theme("before", files)]).closure("pages/lone.html")
    after = load_theme([write_theme("after", files | {"partials/macros.html": "changed"})])
    assert before != after.closure("pages/lone.html")


def test_adding_a_template_that_was_missing_changes_the_closure(write_theme: Write) -> None:
    files = {"a.html": '{% include "b.html" ignore missing %}'}
    before = load_theme([write_theme("before", files)]).closure("a.html")
    empty = load_theme([write_theme("after", files | {"b.html": ""})]).closure("a.html")
    assert before != empty


def test_templates_that_include_each_other_have_a_closure(write_theme: Write) -> None:
    theme = load_theme(
        [write_theme("own", {"a.html": '{% include "b.html" %}', "b.html": '{% include "a.html" %}'})]
    )
    assert theme.closure("a.html") == theme.closure("b.html")


def test_a_closure_does_not_depend_on_where_the_theme_lies_or_on_line_endings(tmp_path: Path) -> None:
    for folder, end in (("one", b"\n"), ("two", b"\r\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.html").write_bytes(b"a" + end + b"b")
    one, two = (load_theme([tmp_path / folder]) for folder in ("one", "two"))
    assert one.closure("a.html") == two.closure("a.html")
    assert one.digest() == two.digest()


@pytest.mark.parametrize("changed", sorted(FILES))
def test_the_digest_of_a_theme_changes_with_any_file(write_theme: Write, changed: str) -> None:
    before = load_theme([write_theme("before", FILES)]).digest()
    after = load_theme([write_theme("after", FILES | {changed: FILES[changed] + " "})]).digest()
    assert before != after


def test_a_template_that_does_not_parse_is_a_fault_with_file_and_line(write_theme: Write) -> None:
    folder = write_theme("own", {"a.html": '{% extends "base.html" %}\n{% if %}'})
    with pytest.raises(TemplateError, match=r"own/a\.html:2: Expected an expression"):
        load_theme([folder]).closure("a.html")
