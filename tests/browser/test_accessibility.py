"""axe finds nothing: on every sort of page, in light and dark, on a desk and on a phone."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.visits import DESK, EVERYWHERE, PHONE, Visit

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def describe(result: Any) -> list[str]:
    """Return the violations that axe found."""
    return [
        f"{violation['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
        for violation in result["violations"]
        for node in violation["nodes"][:2]
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "dark"),
    [
        pytest.param(DESK, False, id="desk-light"),
        pytest.param(PHONE, True, id="phone-dark"),
        pytest.param(DESK, True, id="desk-dark", marks=pytest.mark.long),
        pytest.param(PHONE, False, id="phone-light", marks=pytest.mark.long),
    ],
)
def test_axe_finds_nothing(visit: Callable[..., Visit], axe: str, size: tuple[int, int], dark: bool) -> None:
    reader = visit(size, dark=dark)
    found: list[str] = []
    for place in EVERYWHERE:
        page = reader.open(place)
        page.evaluate(axe)
        result: Any = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
        found += [f"{place}: {each}" for each in describe(result)]
    assert found == []
