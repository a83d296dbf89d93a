"""Nothing of the machine shapes a byte: not its clock, zone, language, paths, processors, nor the order of its disk."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.reports.build import as_json
from tests.support.site_kit import ROOT, Site, Tree, difference, tree_of

GOLDEN = Path(__file__).parents[1] / "golden" / "content"

BUILD = """
import sys
import generator.pipeline.publish, generator.pipeline.records
from generator.cli import run

generator.pipeline.publish.SMALL = generator.pipeline.records.SMALL = 0
generator.pipeline.records.CHUNK = 2
sys.exit(run(sys.argv[1:]))
"""
"""The command, with processes even for little."""

CONDITIONS: dict[str, tuple[dict[str, str], str]] = {
    # name: (environment, workers)
    "another hash seed": ({"PYTHONHASHSEED": "1"}, "1"),
    "and another": ({"PYTHONHASHSEED": "4242"}, "1"),
    "a zone far ahead": ({"TZ": "Pacific/Kiritimati"}, "1"),
    "a zone far behind": ({"TZ": "Pacific/Pago_Pago"}, "1"),
    "no UTF-8": ({"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}, "1"),
    "another language": ({"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}, "1"),
    "optimised": ({"PYTHONOPTIMIZE": "1"}, "1"),
    "two workers": ({"PYTHONHASHSEED": "7"}, "2"),
    "three workers": ({"PYTHONHASHSEED": "8"}, "3"),
}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    site = Site(tmp_path_factory.mktemp("expected"))
    shutil.copytree(GOLDEN, site.content)
    return site.clean()


@pytest.mark.parametrize("name", CONDITIONS)
def test_the_same_content_gives_the_same_bytes(name: str, expected: Tree, tmp_path: Path) -> None:
    environment, workers = CONDITIONS[name]
    content = tmp_path / "Ein Ordner mit Umlauten äöü" / "content"
    shutil.copytree(GOLDEN, content)
    command = [sys.executable, "-W", "error", "-c", BUILD, "build", "-q", "--workers", workers]
    command += ["--content", str(content), "--output", str(tmp_path / "out")]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not difference(expected, tree_of(tmp_path / "out"))


def test_folders_may_be_named_from_where_one_stands(expected: Tree, tmp_path: Path) -> None:
    shutil.copytree(GOLDEN, tmp_path / "content")
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert not difference(expected, tree_of(tmp_path / "output"))


def test_the_order_of_the_disk_does_not_count(expected: Tree, tmp_path: Path) -> None:
    site = Site(tmp_path)
    for path, data in reversed(tree_of(GOLDEN).items()):
        site.write(path, data)
    site.build()
    assert not difference(expected, site.tree())


def test_the_dates_of_files_do_not_count(expected: Tree, small_site: Site) -> None:
    for file in small_site.content.rglob("*"):
        os.utime(file, (1, 1))
    small_site.build()
    assert not difference(expected, small_site.tree())


def test_a_link_to_the_content_is_as_good_as_the_content(expected: Tree, small_site: Site) -> None:
    link = small_site.folder / "link"
    link.symlink_to(small_site.content)
    assert not difference(expected, small_site.clean(content=link))


def test_folders_whose_names_are_not_utf_8_are_folders_all_the_same(expected: Tree, tmp_path: Path) -> None:
    site = Site(tmp_path / os.fsdecode(b"caf\xe9"))
    shutil.copytree(GOLDEN, site.content)
    site.build()
    assert not difference(expected, site.tree())
    assert site.build().settled
    assert as_json(site.build())
