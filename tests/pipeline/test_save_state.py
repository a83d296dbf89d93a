"""Saving what the next build reuses."""

import pytest

from generator.pipeline.context import load_context
from generator.pipeline.save_state import load_outputs_trace
from tests.support.site_kit import Site, article, difference


@pytest.fixture
def small(site: Site) -> Site:
    site.record("a.md", article("one"))
    return site


def test_the_trace_lists_every_output(small: Site) -> None:
    small.build()
    assert load_outputs_trace(load_context(small.options())).files.keys() == small.tree().keys()


def test_a_cache_that_cannot_be_written_costs_no_result(small: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("generator.pipeline.save_state.save_trace", refuse)
    small.build()
    monkeypatch.undo()
    assert not list(small.cache.glob("records-*"))
    expected = small.clean()
    assert not difference(expected, small.tree())
    assert small.build().counts.written == 0


def test_a_trace_of_an_older_format_is_not_believed(small: Site) -> None:
    small.build()
    (trace,) = small.cache.glob("trace-*.store")
    trace.write_bytes(b"of another time")
    assert load_outputs_trace(load_context(small.options())).files == {}
