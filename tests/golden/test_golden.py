"""A small site with every kind of record, held byte for byte.

What a change does to real pages is seen in the difference of ``expected/`` under version control. Renew it with
``pytest tests/golden --update-golden``, and read what changed.
"""

import shutil
from pathlib import Path

from tests.site_kit import Site, difference, tree_of

EXPECTED = Path(__file__).parent / "expected"
MOST_BYTES = 400_000


def test_the_small_site_is_what_it_was(small_site: Site, update_golden: bool) -> None:
    report = small_site.build()
    assert [problem.severity for problem in report.problems] == ["repaired"]
    found = small_site.tree()
    if update_golden:
        renew(small_site.output)
    told = difference(tree_of(EXPECTED), found)
    assert not told, f"{told}\n\nIf this is meant: pytest tests/golden --update-golden"


def renew(output: Path) -> None:
    shutil.rmtree(EXPECTED, ignore_errors=True)
    shutil.copytree(output, EXPECTED, ignore=shutil.ignore_patterns(".broadsheet"))


def test_the_golden_tree_stays_small_enough_to_read() -> None:
    assert sum(len(data) for data in tree_of(EXPECTED).values()) < MOST_BYTES
