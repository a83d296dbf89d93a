"""A small site with every kind of record, held byte for byte.

What a change does to real pages is seen in the difference of ``expected/`` under version control. Renew it with
``pytest tests/golden --update-golden``, and read what changed.
"""

import re
import shutil
from pathlib import Path

from tests.support.site_kit import Site, Tree, difference, nameless, tree_of

EXPECTED = Path(__file__).parent / "expected"
MOST_BYTES = 520_000


def test_the_small_site_is_what_it_was(small_site: Site, update_golden: bool) -> None:
    report = small_site.build()
    assert [problem.severity for problem in report.problems] == ["repaired"]
    found = portable(small_site.tree())
    if update_golden:
        renew(found)
    told = difference(tree_of(EXPECTED), found)
    assert not told, f"{told}\n\nIf this is meant: pytest tests/golden --update-golden"


def portable(tree: Tree) -> Tree:
    """Leave out what another libvips, or another processor, makes otherwise: the bytes of pictures, and the digits and
    lengths that follow from them."""
    lengths = re.compile(r'(pictures/[^"]+" length=")\d+')
    return {
        nameless(path): b""
        if path.startswith("pictures/")
        else data  # drawn by us
        if path.endswith((".png", ".ico"))
        else lengths.sub(r"\g<1>0", nameless(data.decode())).encode()
        for path, data in tree.items()
    }


def renew(tree: Tree) -> None:
    shutil.rmtree(EXPECTED, ignore_errors=True)
    for path, data in tree.items():
        file = EXPECTED / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def test_the_golden_tree_stays_small_enough_to_read() -> None:
    assert sum(len(data) for data in tree_of(EXPECTED).values()) < MOST_BYTES
