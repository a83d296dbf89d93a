"""The benchmark of features: each step adds to the site, and every figure of the table is measured."""

from pathlib import Path

import pytest

from bench.corpus import make_content
from bench.features import STEPS, main, without
from tests.support.site_kit import Site


def test_every_step_leaves_out_lines_that_are_there(site: Site) -> None:
    make_content(20, 1, site.content)
    settings = (site.content / "site.toml").read_text("utf-8")
    for step in STEPS:
        left = without(settings, step.without)
        assert len(left.splitlines()) == len(settings.splitlines()) - len(step.without)


@pytest.mark.long
def test_the_table_grows_with_the_site(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["--records", "40", "--runs", "1"]) == 0
    rows = [line.split(" | ") for line in capsys.readouterr().out.splitlines() if line.startswith("| ")][1:]
    assert [row[0].removeprefix("| ") for row in rows] == [step.name for step in STEPS]
    files = [int(row[1].replace(",", "")) for row in rows]
    assert files[0] <= files[1] < files[2] < files[3]
    assert all(float(figure.strip(" |")) > 0 for row in rows for figure in row[2:])
