"""Heads of index pages."""

from collections.abc import Callable

from generator.plan.context import SiteContext
from generator.plan.pages.head import page_head

Make = Callable[..., SiteContext]


def test_a_head_has_the_heading_and_the_name_of_the_site(make_context: Make) -> None:
    context = make_context()
    head = page_head(context, "topics/", "Topics")
    assert head.title == context.words.title_of.format(title="Topics", site="Radar")
    assert head.description == context.words.index_summary.format(title="Topics", site="Radar")
    assert head.canonical == "https://x.example/feed/topics/"
    assert (head.robots, head.policy) == ("", "")


def test_a_page_may_hide_from_search_engines_and_have_its_own_policy(make_context: Make) -> None:
    head = page_head(make_context(), "404.html", "Not found", robots="noindex", policy="default-src 'none'")
    assert (head.robots, head.policy) == ("noindex", "default-src 'none'")
