"""``broadsheet check``: every problem with its place, in text, JSON and as GitHub annotations."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Called
from tests.support.site_kit import Site, article, everything_under

Call = Callable[..., Called]


@pytest.fixture
def faulty(site: Site) -> Site:
    """A site with an error, a warning, something repaired, and a field that nobody knows."""
    site.record("_news/good.md", article("good", flavour="tin"))
    site.write("_news/a,b:c%d.md", "---\ntitle: [\n---\n")
    site.record("_news/warned.md", article("warned", publishedDateTime="soon"))
    site.write("_news/mended.md", b"---\r\ntitle: Mended\r\n---\r\n")
    return site


def test_check_tells_every_fault_with_its_place_and_a_hint(call: Call, faulty: Site) -> None:
    done = call("check", "--content", faulty.content)
    assert done.returncode == 1
    assert re.search(r"error: .*a,b:c%d\.md:[23]: ", done.stdout)
    assert re.search(r"warning: .*warned\.md:4: publishedDateTime: .*soon", done.stdout)
    assert re.search(r"repaired: .*mended\.md", done.stdout)
    assert "flavour" in done.stdout
    last = done.stdout.splitlines()[-1]
    assert all(each in last for each in ("4 records", "1 error", "1 warning", "1 repaired"))


def test_a_name_of_another_program_is_named_once(call: Call, site: Site) -> None:
    site.record("_news/other.md", article("other", flavour="tin", summary="In short", excerpt=None))
    shown = call("check", "--content", site.content).stdout
    assert shown.count("summary") == 1, "a warning of its own"
    assert "flavour (1)" in shown, "others are counted"


def test_check_writes_nothing(call: Call, faulty: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(faulty.folder)
    before = everything_under(faulty.folder)
    call("check")
    assert everything_under(faulty.folder) == before


def test_check_for_machines(call: Call, faulty: Site) -> None:
    done = call("check", "--content", faulty.content, "--format", "json")
    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert [problem["severity"] for problem in found["problems"]].count("error") == 1
    assert {"path", "line", "field", "message", "hint", "severity"} <= found["problems"][0].keys()
    assert "flavour" in json.dumps(found["unknown_fields"])


def test_github_annotations_escape_control_characters(call: Call, faulty: Site) -> None:
    done = call("check", "--content", faulty.content, "--format", "github")
    lines = done.stdout.splitlines()
    command = re.compile(r"::(error|warning|notice) file=([^,:]+)(?:,line=(\d+))?(?:,[a-z]+=[^,:]*)*::(.+)")
    matches = [command.fullmatch(line) for line in lines if line.startswith("::")]
    assert all(matches)
    found = {match[2]: match[1] for match in matches if match}
    broken = next(file for file in found if file.endswith("_news/a%2Cb%3Ac%25d.md"))
    assert found[broken] == "error"
    assert {"error", "warning", "notice"} == set(found.values())


def test_check_passes_where_nothing_is_broken(call: Call, small_site: Site) -> None:
    done = call("check", "--content", small_site.content)
    assert done.returncode == 0
    assert "0 errors" in done.stdout


def test_strict_minds_warnings_too(call: Call, site: Site) -> None:
    site.record("_news/warned.md", article("warned", publishedDateTime="soon"))
    assert call("check", "--content", site.content).returncode == 0
    assert call("check", "--content", site.content, "--strict").returncode == 1


def test_check_and_build_find_the_same(call: Call, faulty: Site) -> None:
    call(
        "build",
        "-q",
        "--content",
        faulty.content,
        "--output",
        faulty.output,
        "--cache",
        faulty.cache,
        "--report",
        faulty.folder / "report.json",
    )
    built = json.loads((faulty.folder / "report.json").read_text("utf-8"))["problems"]
    checked = json.loads(call("check", "--content", faulty.content, "--format", "json").stdout)["problems"]
    key = "path", "line", "message"
    assert {tuple(each[k] for k in key) for each in built} <= {
        tuple(each[k] for k in key) for each in checked
    }


def test_check_of_nothing_is_an_error(call: Call, tmp_path: Path) -> None:
    done = call("check", "--content", tmp_path / "nowhere")
    assert done.returncode == 1
    assert done.stderr.startswith("Error: ")
