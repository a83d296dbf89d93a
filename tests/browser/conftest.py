"""The demo site, built and served, and a browser to look at it with. What is missing here is said, and skipped."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from generator.model.options import BuildOptions
from generator.pipeline.entry_point import build
from tests.support.recorded import found, opened
from tests.support.site_kit import ROOT
from tests.support.visits import DESK, Visit, served

TOOLS = Path(__file__).parent / "node_modules"
INSTALL = "“make test” installs it where npm is"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not found():
        pytest.skip("NO BROWSER: install chromium to see the pages as readers do")
    with opened() as browser:
        yield browser


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the demo site, which was built for it."""
    folder = tmp_path_factory.mktemp("demo")
    with served(folder / "output") as home:
        options = BuildOptions(
            content=ROOT / "content",
            output=folder / "output",
            cache=folder / "cache",
            overrides={"site": {"base_url": home}},
            offline=True,
        )
        build(options)
        yield home


@pytest.fixture
def visit(browser: Browser, demo: str) -> Iterator[Callable[..., Visit]]:
    """Begin a visit: ``visit(size=PHONE, scripts=False, dark=True)``. Ends with a look at what went wrong."""
    visits: list[Visit] = []

    def begin(
        size: tuple[int, int] = DESK, scripts: bool = True, dark: bool = False, home: str = demo, **more: Any
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            **more,
        )
        visits.append(Visit(context, home))
        return visits[-1]

    yield begin
    for each in visits:
        each.page.context.close()
    assert [fault for each in visits for fault in each.faults] == []


def tool(path: str) -> Path:
    """Return a file of the tools beside this one."""
    file = TOOLS / path
    if not file.exists():
        pytest.skip(f"NOT INSTALLED: {path.partition('/')[0]}; {INSTALL}")
    return file


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe."""
    return tool("axe-core/axe.min.js").read_text("utf-8")


@pytest.fixture(scope="session")
def nu() -> list[str]:
    """The command of the Nu HTML checker."""
    if shutil.which("java") is None:
        pytest.skip("NO JAVA: the Nu HTML checker needs one")
    return ["java", "-jar", str(tool("vnu-jar/build/dist/vnu.jar"))]
