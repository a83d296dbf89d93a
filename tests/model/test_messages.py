"""Every kind of item has names."""

from typing import get_args

import pytest

from generator.model.item import Kind
from generator.model.messages import ENGLISH


@pytest.mark.parametrize("kind", get_args(Kind))
def test_a_kind_has_a_singular_a_plural_and_a_link_label(kind: str) -> None:
    names = ENGLISH.kinds.of(kind)
    assert names.one
    assert names.one != names.many
    assert "{place}" in names.source


def test_an_unknown_kind_is_a_bug() -> None:
    with pytest.raises(AttributeError):
        ENGLISH.kinds.of("podcast")
