"""Compiled templates are kept, believed only when whole and of the same code, and never needed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment

from generator.model.output import Page
from generator.model.views.pages import NotFoundPage
from generator.model.views.parts import HeadView, SiteView
from generator.render.html.bytecode_cache import CompiledTemplates
from generator.render.html.pages import PageRenderer
from generator.render.html.theme import load_theme

SITE = SiteView("The Site", "", "en", "/", "", "", (), (), "Broadsheet")
PAGE = Page("x.html", "page.html", NotFoundPage(HeadView("T", "", ""), "Hello", ()))


@pytest.fixture
def render(
    write_theme: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[bytes, int]]:
    """Render the page with a store; tell how many templates had to be compiled."""
    compiled: list[str] = []
    compile_source = Environment.compile

    def spy(self: Environment, source: str, *rest: object) -> object:
        compiled.append(source)
        return compile_source(self, source, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", spy)

    def run(store: Path, salt: bytes = b"code", source: str = "{{ page.heading }}") -> tuple[bytes, int]:
        compiled.clear()
        theme = load_theme([write_theme("own", {"page.html": source})])
        return PageRenderer(theme, SITE, CompiledTemplates(store, salt)).render(PAGE), len(compiled)

    return run


Render = Callable[..., tuple[bytes, int]]


def test_a_template_is_compiled_once(render: Render, tmp_path: Path) -> None:
    assert render(tmp_path / "deep" / "store") == (b"Hello\n", 1)
    assert render(tmp_path / "deep" / "store") == (b"Hello\n", 0)


def test_another_source_or_other_code_compiles_again(render: Render, tmp_path: Path) -> None:
    render(tmp_path / "store")
    assert render(tmp_path / "store", source="<{{ page.heading }}>") == (b"<Hello>\n", 1)
    assert render(tmp_path / "store", salt=b"newer code", source="<{{ page.heading }}>") == (b"<Hello>\n", 1)


@pytest.mark.parametrize("keep", [0, 20, -1])
def test_a_store_that_is_cut_short_is_not_believed(render: Render, tmp_path: Path, keep: int) -> None:
    render(tmp_path / "store")
    (kept,) = (tmp_path / "store").iterdir()
    kept.write_bytes(kept.read_bytes()[:keep])
    assert render(tmp_path / "store") == (b"Hello\n", 1)


def test_where_nothing_can_be_kept_pages_are_made_all_the_same(render: Render, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert render(tmp_path / "file" / "store") == (b"Hello\n", 1)
