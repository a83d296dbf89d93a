"""What the settings put around every page."""

from collections.abc import Callable

import pytest
from msgspec import structs

from generator.model.settings import SectionSettings, ThemeSettings
from generator.plan.context import SiteContext
from generator.plan.theme.navigation import footer_links, main_navigation, section_links

Make = Callable[..., SiteContext]


def framed(context: SiteContext, sections: SectionSettings | None = None, **theme: object) -> SiteContext:
    given = ThemeSettings(**theme)  # type: ignore[arg-type]
    settings = structs.replace(context.settings, theme=given, sections=sections or SectionSettings())
    return SiteContext(context.catalogue, context.images, settings)


@pytest.mark.parametrize(
    ("line", "title", "url"),
    [
        ("topics", "Topics", "/feed/topics/"),
        ("search", "Search", "/feed/search/"),
        ("About <https://a.example/about>", "About", "https://a.example/about"),
        ("About us, at length  <https://a.example/>", "About us, at length", "https://a.example/"),
        ("Imprint </imprint/>", "Imprint", "/feed/imprint/"),
        ("<https://a.example/>", "https://a.example/", "https://a.example/"),
    ],
)
def test_a_line_of_the_masthead_is_a_section_or_an_address(
    make_context: Make, line: str, title: str, url: str
) -> None:
    (link,) = main_navigation(framed(make_context(), navigation=(line,)), searchable=True)
    assert (link.title, link.url) == (title, url)


@pytest.mark.parametrize("line", ["Just text", "a < b", "a <b c>", "", "topics"])
def test_a_line_of_the_footer_may_be_text(make_context: Make, line: str) -> None:
    (link,) = footer_links(framed(make_context(), footer=(line,)))
    assert (link.title, link.url) == (line, "")


def test_without_settings_the_masthead_has_every_section_for_readers(make_context: Make) -> None:
    every = framed(make_context(2, undated=1))
    assert [link.title for link in main_navigation(every, searchable=True)] == [
        "Topics",
        "Sources",
        "Types",
        "Archive",
        "Feeds",
        "Search",
    ]
    one_type = [link.title for link in main_navigation(framed(make_context()), searchable=False)]
    assert one_type == ["Topics", "Sources", "Archive", "Feeds"]
    fewer = framed(make_context(2, undated=1), SectionSettings(kinds=False, statistics=False))
    titles = [link.title for link in main_navigation(fewer, searchable=False)]
    assert titles == ["Topics", "Sources", "Archive", "Feeds"]
    assert [link.title for link in section_links(fewer)] == titles


def test_a_section_that_is_left_out_is_not_linked_by_its_name(make_context: Make) -> None:
    context = framed(make_context(), SectionSettings(kinds=False), navigation=("kinds", "topics"))
    assert [link.url for link in main_navigation(context, searchable=False)] == ["/feed/topics/"]
    nothing = framed(make_context(), navigation=("search",))
    assert main_navigation(nothing, searchable=False) == ()


def test_the_footer_is_the_settings_alone(make_context: Make) -> None:
    assert footer_links(framed(make_context())) == ()
    lines = footer_links(framed(make_context(), footer=("CC BY", "Source <https://a.example/>")))
    assert [(line.title, line.url) for line in lines] == [("CC BY", ""), ("Source", "https://a.example/")]


def test_sections_without_entries_are_not_in_the_masthead(make_context: Make) -> None:
    assert [link.title for link in main_navigation(framed(make_context(0)), searchable=False)] == [
        "Archive",
        "Feeds",
    ]
