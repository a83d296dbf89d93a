"""Every format of the table has a writer, and heads end where entries belong."""

from types import SimpleNamespace

import pytest

from generator.model.feed_formats import FEED_FORMATS
from generator.render.feeds.writer import load_writer


@pytest.mark.parametrize("name", FEED_FORMATS)
def test_entries_belong_before_the_end_of_the_head(samples: SimpleNamespace, name: str) -> None:
    writer = load_writer(name)
    head = writer.head(samples.feed())
    assert head.count(writer.end) == 1
    assert b"\n" not in writer.entry(samples.entry(1))
