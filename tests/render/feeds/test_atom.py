"""The writer of atom: only feeds without a cached head load feedgen."""

from types import SimpleNamespace

from generator.render.feeds.atom import WRITER


def test_the_head_is_a_template_since_it_is_slow_to_make(samples: SimpleNamespace) -> None:
    assert WRITER.templated
    assert WRITER.head(samples.feed()).rstrip().endswith(WRITER.end + b"")
    assert WRITER.entry(samples.entry(1)).startswith(b"<entry")
