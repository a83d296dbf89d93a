"""Sizes against the limits of the host."""

import pytest

from generator.proof.weight import FILE_LIMIT, SITE_LIMIT, overweight, weigh


def test_the_largest_folders_and_the_largest_file_are_named() -> None:
    sizes = {
        "index.html": 5,
        "a/b/x": 10,
        "a/y": 20,
        "b/x": 30,
        "c/x": 31,
        **{f"z{n}/x": 1 for n in range(9)},
    }
    weight = weigh(sizes)
    assert (weight.files, weight.total) == (14, 105)
    assert weight.folders == (("c", 31), ("a", 30), ("b", 30), (".", 5), ("z0", 1))
    assert weight.largest == ("c/x", 31)
    assert weigh({}).folders == ()


@pytest.mark.parametrize(
    ("share", "severity"), [(0.69, None), (0.70, "warning"), (0.94, "warning"), (0.95, "error")]
)
def test_a_site_that_comes_near_the_limit(share: float, severity: str | None) -> None:
    part = round(SITE_LIMIT * share / 100)
    sizes = {f"pictures/{number}": part for number in range(100)}
    found = list(overweight(sizes, weigh(sizes)))
    assert [(each.path, each.severity) for each in found] == ([(".", severity)] if severity else [])
    assert all("pictures" in each.hint for each in found)


@pytest.mark.parametrize(
    ("share", "severity"), [(0.69, None), (0.70, "warning"), (0.95, "error"), (2, "error")]
)
def test_a_file_that_comes_near_the_limit(share: float, severity: str | None) -> None:
    sizes = {"talk.mp4": round(FILE_LIMIT * share)}
    found = [(each.path, each.severity) for each in overweight(sizes, weigh(sizes))]
    assert found == ([("talk.mp4", severity)] if severity else [])
