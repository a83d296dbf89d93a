"""Blocks of an owner's templates that fill nothing."""

from pathlib import Path

from generator.render.html.unknown_blocks import unknown_blocks
from tests.render.html.test_deprecated_names import own_templates


def test_a_misspelt_block_is_named_with_its_line_and_the_nearest_one(tmp_path: Path) -> None:
    own = own_templates(
        tmp_path,
        base_html='{% extends "shipped/base.html" %}\n{% block head_xtra %}x{% endblock %}',
        pages__item_html='{% extends "shipped/pages/item.html" %}\n\n{% block zzz %}x{% endblock %}',
    )
    assert list(unknown_blocks(own)) == [
        (f"{own.as_posix()}/base.html", 2, "head_xtra", "head_extra"),
        (f"{own.as_posix()}/pages/item.html", 3, "zzz", ""),
    ]


def test_blocks_that_are_shown_are_known(tmp_path: Path) -> None:
    own = own_templates(
        tmp_path,
        base_html='{% extends "shipped/base.html" %}{% block end %}{% block mine %}x{% endblock %}{% endblock %}',
        pages__item_html='{% extends "base.html" %}{% block mine %}y{% endblock %}',
        partials__card_html="{% block anything %}z{% endblock %}",
    )
    assert list(unknown_blocks(own)) == []


def test_what_the_build_refuses_is_left_to_it(tmp_path: Path) -> None:
    own = own_templates(
        tmp_path,
        base_html='{% extends "shipped/base.html" %}{% block',
        pages__item_html='{% extends "pages/item.html" %}{% block x %}{% endblock %}',
        pages__list_html="{% extends name %}{% block x %}{% endblock %}",
    )
    assert list(unknown_blocks(own)) == []
