"""Saving what the next build reuses."""

import os
from pathlib import Path

import pytest

from generator.pipeline.context import load_context
from generator.pipeline.save_state import load_outputs_trace, survey_outputs
from generator.pipeline.tasks import decode_changed_outputs
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


def test_the_survey_finds_what_changed_in_the_output(small: Site) -> None:
    small.build()
    path = Path(small.output, "robots.txt")
    os.utime(path, (1, 1))
    with survey_outputs(load_context(small.options())) as survey:
        assert set(decode_changed_outputs(survey.result())) >= {"robots.txt"}
