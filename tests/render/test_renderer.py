"""Everything goes through one door, and comes out the same on every machine."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import generator
from generator.base.code_version import CodeVersion
from generator.model.output import Text
from generator.render.html.theme import Theme
from generator.render.renderer import LIBRARIES, Renderer, code_digest

CONFTEST = Path(__file__).with_name("conftest.py")
ROOT = Path(__file__).parents[2]

DIGESTS = f"""
import runpy
from pathlib import Path
import generator
from generator.base.code_version import CodeVersion
from generator.base.digest import digest
from generator.render.renderer import LIBRARIES, Renderer, code_digest
from generator.render.html.theme import load_theme
made = runpy.run_path({str(CONFTEST)!r})
renderer = Renderer(load_theme([made["SHIPPED"]]), made["full_site"]())
for output in made["every_output"]():
    print(output.path, digest(renderer.render(output)).hex())
print(code_digest(CodeVersion(Path(generator.__file__).parent, LIBRARIES)).hex())
"""


def digests(seed: str, locale: str, zone: str) -> str:
    """Return what every output looks like, seen from a process of its own."""
    surroundings = {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", DIGESTS],
        env=os.environ | surroundings,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_bytes_do_not_depend_on_hash_order_locale_or_zone() -> None:
    here = digests("1", "C", "UTC")
    assert here.count("\n") > 20
    assert here == digests("2", "C.UTF-8", "Asia/Kathmandu")


def test_bytes_do_not_depend_on_what_was_rendered_before(theme: Theme, samples: SimpleNamespace) -> None:
    outputs = samples.every_output()
    forward, backward = Renderer(theme, samples.site()), Renderer(theme, samples.site())
    one = [forward.render(output) for output in outputs]
    two = [backward.render(output) for output in reversed(outputs)]
    assert one == two[::-1]


def test_a_text_is_its_own_bytes(theme: Theme, samples: SimpleNamespace) -> None:
    assert Renderer(theme, samples.site()).render(Text("x", "ü\n")) == "ü\n".encode()


def test_the_bytes_are_the_same_with_compiled_templates(
    theme: Theme, samples: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.render.html.template_cache.SHIPPED_CACHE", tmp_path / "not there")
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    page = samples.page("item", "Text")
    plain = Renderer(theme, samples.site()).render(page)
    for _ in range(2):
        assert Renderer(theme, samples.site(), tmp_path / "compiled").render(page) == plain
    assert list((tmp_path / "compiled").iterdir())


@pytest.mark.parametrize("heavy", ["jinja2", "feedgen", "lxml"])
def test_nothing_heavy_is_loaded_before_it_is_needed(heavy: str) -> None:
    code = f"""
import sys
from pathlib import Path
from generator.render.renderer import Renderer
from generator.render.html.theme import load_theme
load_theme([Path({str(ROOT / "templates")!r})]).digest()
assert {heavy!r} not in sys.modules
"""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)


def test_the_digest_of_the_code_is_a_digest_and_stays() -> None:
    package = Path(generator.__file__).parent
    one, two = (code_digest(CodeVersion(package, LIBRARIES)) for _ in range(2))
    assert one == two
    assert len(one) == 16
