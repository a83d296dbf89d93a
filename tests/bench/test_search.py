"""The benchmark of the first search: a browser really searches, and what it loads is counted."""

import pytest

from bench.search import main
from tests.support.recorded import needs_browser


@pytest.mark.long
@needs_browser
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_first_search_is_measured_by_relevance_and_by_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--sizes", "30", "--runs", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    for line, order in zip(lines, ("by relevance", "by date"), strict=True):
        assert line.startswith("30 records, ")
        assert order in line
        kilobytes = int(line.partition("slowed 4 times), ")[2].partition(" kB")[0])
        assert 100 < kilobytes < 300, "scripts and WebAssembly alone have 100 kB"
