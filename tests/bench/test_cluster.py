"""The benchmark of clusters: every case builds the same bytes."""

import pytest

from bench.cluster import main


@pytest.mark.long
def test_every_case_has_the_same_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--records", "300", "--images", "12", "--runs", "1"]) == 0
    rows = [line.split(" | ") for line in capsys.readouterr().out.splitlines() if line.startswith("| ")]
    figures = [row for row in rows if "case" not in row[0]]
    assert len(figures) == 8
    assert {row[-1] for row in figures} == {"True |"}
