"""Names of earlier versions in an owner's templates: found with their lines, and silent where the owner names them."""

import shutil
from pathlib import Path

from generator.render.html.deprecated_names import BLOCKS, deprecated_names
from tests.support.site_kit import ROOT


def own_templates(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        file = folder / name.replace("__", "/").replace("_html", ".html").replace("_css", ".css")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


def test_old_blocks_and_classes_are_found_with_their_lines(tmp_path: Path) -> None:
    page = '{% extends "base.html" %}\n{%- block told %}x{% endblock %}\n'
    page += "{% block main %}{% block top %}{% endblock %}{% endblock %}"
    own = own_templates(tmp_path, pages__item_html=page, static__own_css="a {}\n.colophon a {color: red}\n")
    assert list(deprecated_names(own)) == [
        (f"{own.as_posix()}/pages/item.html", 2, "block told", "head_meta"),
        (f"{own.as_posix()}/pages/item.html", 3, "block top", "top_heading"),
        (f"{own.as_posix()}/static/own.css", 2, ".colophon", ".footer"),
    ]


def test_an_owner_with_a_base_template_names_its_blocks(tmp_path: Path) -> None:
    own = own_templates(
        tmp_path,
        base_html="{% block body %}{% endblock %}",
        pages__item_html='{% extends "base.html" %}{% block body %}x{% endblock %}',
    )
    assert list(deprecated_names(own)) == []


def test_copies_of_shipped_files_are_silent_and_what_the_owner_adds_is_found(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "own")
    own = tmp_path / "own"
    (own / "base.html").unlink()  # else the owner names all blocks
    assert list(deprecated_names(own)) == []
    for name, text in (
        ("pages/item.html", "{% block kind %}x{% endblock %}"),
        ("static/style.css", ".colophon{}"),
    ):
        file = own / name
        file.write_text(f"{file.read_text('utf-8')}\n{text}\n", "utf-8")
    assert [(file.removeprefix(f"{own.as_posix()}/"), old) for file, _, old, _ in deprecated_names(own)] == [
        ("pages/item.html", "block kind"),
        ("static/style.css", ".colophon"),
    ]


def test_every_name_is_one_that_the_shipped_theme_still_has() -> None:
    sources = "".join(file.read_text("utf-8") for file in (ROOT / "templates").rglob("*.html"))
    for old, new in BLOCKS.items():
        assert f"{{% block {new} %}}{{% block {old} %}}" in sources
    assert ".colophon" in (ROOT / "templates" / "static" / "style.css").read_text("utf-8")
