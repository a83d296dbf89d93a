"""Compiling templates in the background: only where it pays."""

import pytest

from generator.pipeline import precompile
from generator.pipeline.context import load_context
from tests.support.site_kit import Site, article


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether a process was started, each time that one might have been."""
    seen: list[bool] = []

    class Fake:
        def __init__(self, *_: object, alone: bool) -> None:
            seen.append(not alone)

    monkeypatch.setattr(precompile, "BackgroundProcess", Fake)
    monkeypatch.setattr(precompile, "is_probably_cached", lambda *_: False)
    return seen


@pytest.mark.parametrize(
    ("records", "options", "expected"),
    [
        (3, {"workers": 2}, True),
        (2, {"workers": 2}, False),
        (3, {"workers": 1}, False),
        (3, {"workers": 2, "dry_run": True}, False),
    ],
    ids=["a large site", "a small site", "one worker", "a dry run"],
)
def test_a_process_is_started_only_where_it_pays(
    site: Site,
    started: list[bool],
    monkeypatch: pytest.MonkeyPatch,
    records: int,
    options: dict[str, object],
    expected: bool,
) -> None:
    monkeypatch.setattr(precompile, "SMALL", 3)
    for number in range(records):
        site.record(f"{number}.md", article(str(number)))
    precompile.compile_templates(load_context(site.options(**options)))
    assert started == [expected]


def test_templates_that_are_cached_are_not_compiled_again(
    site: Site, started: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(precompile, "SMALL", 0)
    monkeypatch.setattr(precompile, "is_probably_cached", lambda *_: True)
    site.record("a.md", article("one"))
    precompile.compile_templates(load_context(site.options(workers=2)))
    assert started == [False]
