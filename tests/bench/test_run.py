import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench import run
from bench.contestants import Broadsheet
from bench.corpus import make_content
from bench.edits import Edit
from bench.figures import figures
from bench.peers.hugo.install import binary
from bench.results import CASES, load
from bench.table import END, START
from tests.support.site_kit import article, front_matter


@pytest.mark.slow
def test_the_benchmark_runs_at_a_tiny_size(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "README.md").write_text(f"# Results\n{START}\n{END}\n", "utf-8")
    options = ["--sizes", "40", "--runs", "1", "--memory-runs", "0", "--peer", "installed"]
    options += ["--work", str(tmp_path / "work"), "--out", str(out)]
    assert run.main(options) == 0
    results = load(out / "results.json")
    (size,) = results.sizes
    assert list(size.cases) == list(CASES)
    ours = {case: programs["Broadsheet"] for case, programs in size.cases.items()}
    assert size.cases["cold"]["Broadsheet, bare"].files < ours["cold"].files
    assert ours["cold"].files > 100
    assert ours["unchanged"].files == 0
    assert 0 < ours["title"].files < ours["cold"].files / 2
    assert 40 <= ours["template"].files < ours["cold"].files / 2
    assert "### 40 records" in (out / "README.md").read_text("utf-8")
    assert (out / "plot.svg").read_text("utf-8").startswith("<svg")
    assert not list((tmp_path / "work").iterdir())
    if binary(run.HOME) is None:
        assert "Hugo is left out" in capsys.readouterr().out
        pytest.skip("Hugo is not installed, so Broadsheet ran alone: “make bench” installs it")
    assert size.cases["cold"]["Hugo"].files > 100


def test_the_front_page_of_the_bare_site_leads_to_all_items(tmp_path: Path) -> None:
    """As Hugo's does: sites that are not equal are not timed."""
    make_content(40, 1, tmp_path / "content")
    ours = Broadsheet(tmp_path / "content", tmp_path / "work", bare=True)
    subprocess.run(ours.command(), check=True, timeout=60)
    found = figures(ours.output)
    assert found.lists["home"] == found.pages["items"] > 30


@pytest.mark.long
def test_a_folder_of_any_records_is_measured(tmp_path: Path) -> None:
    for number in range(12):
        kind = ("article", "answer", "thread", "reply")[number % 4]
        fields = article(f"kettle {number}", type=kind, originalUrl=f"https://a.example/{number}")
        file = tmp_path / "records" / ("posts" if number % 2 else "notes/deep") / f"{number}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(front_matter(fields), "utf-8")
    options = ["--from", str(tmp_path / "records"), "--sizes", "12", "--runs", "1", "--memory-runs", "0"]
    options += ["--peer", "installed", "--work", str(tmp_path / "work"), "--out", str(tmp_path)]
    assert run.main(options) == 0
    (size,) = load(tmp_path / "results.json").sizes
    assert {"Broadsheet", "Broadsheet, bare"} <= size.cases["cold"].keys()
    assert size.cases["added"]["Broadsheet"].files > 0


class Maker:
    """A program that makes a site of so many items."""

    name = "Maker"
    version = "1"

    def __init__(self, output: Path, items: int) -> None:
        self.output = output
        self._items = items

    def command(self) -> Sequence[str]:
        program = (
            "import pathlib, sys\n"
            "for number in range(int(sys.argv[2])):\n"
            "    folder = pathlib.Path(sys.argv[1], str(number))\n"
            "    folder.mkdir(parents=True)\n"
            "    (folder / 'index.html').write_text('<article class=\"item\"></article>')\n"
        )
        return [sys.executable, "-c", program, str(self.output), str(self._items)]

    def forget(self) -> None: ...
    def retitle(self, edit: Edit, number: int) -> None: ...
    def add(self, edit: Edit) -> None: ...
    def retouch(self, number: int) -> None: ...


def test_sites_that_differ_are_not_timed(tmp_path: Path) -> None:
    with pytest.raises(run.Unequal, match="items: 3 and 2"):
        run.check([Maker(tmp_path / "one", 3), Maker(tmp_path / "two", 2)])


def test_sites_of_a_given_folder_may_differ_with_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = run.check([Maker(tmp_path / "one", 3), Maker(tmp_path / "two", 2)], refuse=False)
    assert "items: 3 and 2" in found
    assert "warning: the sites differ, ours and theirs: items: 3 and 2" in capsys.readouterr().out


def test_sites_that_are_equal_are(tmp_path: Path) -> None:
    assert run.check([Maker(tmp_path / "one", 3), Maker(tmp_path / "two", 3)]) == []
