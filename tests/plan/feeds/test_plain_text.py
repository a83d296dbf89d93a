"""Titles about markup reach every reader."""

import pytest

from generator.plan.feeds.plain_text import escape_markup_lookalikes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Plain", "Plain"),
        ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
        ("AT&T", "AT&T"),
        ("How to use <b>", "How to use ‹b›"),
        ("</p> and <!-- -->", "‹/p› and ‹!-- --›"),
        ("What &nbsp; and &#8217; are", "What ＆nbsp; and ＆#8217; are"),
    ],
)
def test_text_that_looks_like_markup_is_replaced_by_lookalikes(text: str, said: str) -> None:
    assert escape_markup_lookalikes(text) == said
