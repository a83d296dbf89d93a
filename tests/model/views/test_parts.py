"""Parts of pages."""

from generator.model.views.parts import HeadView


def test_a_page_has_its_own_url_if_the_canonical_one_is_elsewhere() -> None:
    assert HeadView("t", "d", "https://a.example/x").url == "https://a.example/x"
    assert HeadView("t", "d", "https://b.example/", own="https://a.example/x").url == "https://a.example/x"
