"""Sizes against the limits of the host."""

import pytest

from generator.base.problem import Problem
from generator.model.settings import HostSettings
from generator.sitecheck.size_limits import MEGABYTE, find_limit_problems, find_limit_warnings, measure_site

GITHUB = HostSettings()


def test_the_largest_folders_and_the_largest_file_are_named() -> None:
    sizes = {
        "index.html": 5,
        "a/b/x": 10,
        "a/y": 20,
        "b/x": 30,
        "c/x": 31,
        **{f"z{n}/x": 1 for n in range(9)},
    }
    weight = measure_site(sizes, GITHUB)
    assert (weight.files, weight.total) == (14, 105)
    assert weight.folders == (("c", 31), ("a", 30), ("b", 30), (".", 5), ("z0", 1))
    assert weight.largest == ("c/x", 31)
    assert measure_site({}, GITHUB).folders == ()


@pytest.mark.parametrize(
    ("share", "severity"), [(0.69, None), (0.70, "warning"), (0.94, "warning"), (0.95, "error")]
)
def test_a_site_that_comes_near_the_limit(share: float, severity: str | None) -> None:
    part = round(GITHUB.size * MEGABYTE * share / 100)
    sizes = {f"pictures/{number}": part for number in range(100)}
    found = list(find_limit_problems(sizes, measure_site(sizes, GITHUB), GITHUB))
    assert [(each.path, each.severity) for each in found] == ([(".", severity)] if severity else [])
    assert all("pictures" in each.hint for each in found)


@pytest.mark.parametrize(
    ("share", "severity"), [(0.69, None), (0.70, "warning"), (0.95, "error"), (2, "error")]
)
def test_a_file_that_comes_near_the_limit(share: float, severity: str | None) -> None:
    sizes = {"talk.mp4": round(GITHUB.file_size * MEGABYTE * share)}
    found = [
        (each.path, each.severity) for each in find_limit_problems(sizes, measure_site(sizes, GITHUB), GITHUB)
    ]
    assert found == ([("talk.mp4", severity)] if severity else [])


@pytest.mark.parametrize(
    ("files", "severity"), [(13_999, None), (14_000, "warning"), (18_999, "warning"), (19_000, "error")]
)
def test_a_site_that_comes_near_the_number_of_files_of_its_host(files: int, severity: str | None) -> None:
    host = HostSettings(files=20_000)
    sizes = {f"pictures/{number}": 1 for number in range(files)}
    found = list(find_limit_problems(sizes, measure_site(sizes, host), host))
    assert [(each.path, each.severity) for each in found] == ([(".", severity)] if severity else [])
    assert all("20,000 files" in each.message and "pictures" in each.hint for each in found)


def test_a_limit_of_none_is_never_reached() -> None:
    host = HostSettings(size=0, files=0, file_size=0)
    sizes = {"talk.mp4": 10**12}
    assert not list(find_limit_problems(sizes, measure_site(sizes, host), host))


def test_a_build_is_warned_of_every_limit_that_comes_near() -> None:
    sizes = {"index.html": 1_000_000, "talk.mp4": 99_000_000}
    assert find_limit_warnings(sizes, HostSettings()) == [
        Problem(
            "site.toml",
            0,
            "",
            "talk.mp4: the file has 99.0 MB, the limit is 100.0 MB (host.file_size)",
            "The host rejects larger files.",
            "warning",
        )
    ]
    near = find_limit_warnings(sizes, HostSettings(size=120, files=2, file_size=0))
    assert [each.message for each in near] == [
        "the site has 100.0 MB, the limit is 120.0 MB (host.size)",
        "the site has 2 files, the limit is 2 files (host.files)",
    ]
    assert find_limit_warnings(sizes, HostSettings(size=1000, file_size=200)) == []
    assert find_limit_warnings({}, HostSettings()) == []
