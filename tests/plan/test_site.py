"""The plan as a whole: every path once, every internal link leads to a planned file."""

import re
from collections.abc import Callable, Iterator

import msgspec
import pytest

from generator.base.errors import PlanConflictError
from generator.model.output import Output, Page, PlannedOutput, Sitemap, Text
from generator.model.theme import StaticFile
from generator.plan.context import SiteContext
from generator.plan.site import Plan, make_plan, sort_planned

Make = Callable[..., SiteContext]
STATIC = (StaticFile("style.css", "style.css", b"\1" * 16), StaticFile("icon.svg", "icon.svg", b"\2" * 16))


def plan_of(context: SiteContext) -> Plan:
    return make_plan(context.catalogue, context.images, context.settings, STATIC)


def outputs_of(plan: Plan) -> list[Output]:
    return [plan.make_output(planned_output) for planned_output in plan.planned]


def links_in(value: object) -> Iterator[str]:
    """Every string of a view that is an address under the base path."""
    if isinstance(value, str):
        if re.match(r"(https://x\.example)?/feed/", value):
            yield value.removeprefix("https://x.example")
    elif isinstance(value, dict):
        for inner in value.values():
            yield from links_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from links_in(inner)


@pytest.mark.parametrize(("dated", "undated"), [(0, 0), (1, 0), (3, 2), (30, 0), (30, 9), (0, 9), (45, 1)])
def test_no_link_of_a_plan_is_dead(make_context: Make, dated: int, undated: int) -> None:
    plan = plan_of(make_context(dated, undated))
    files = {planned_output.path for planned_output in plan.planned}
    for link in links_in(msgspec.to_builtins([plan.site, *outputs_of(plan)])):
        place = link.removeprefix("/feed/")
        assert (f"{place}index.html" if place.endswith("/") or not place else place) in files, link


def test_paths_are_sorted_and_unique(make_context: Make) -> None:
    paths = [planned_output.path for planned_output in plan_of(make_context(30, 9)).planned]
    assert paths == sorted(set(paths))


def test_two_outputs_with_one_path_are_refused() -> None:
    with pytest.raises(PlanConflictError, match=r"two outputs have the path a\.txt: a text and a text"):
        sort_planned(
            [PlannedOutput(path, b"", "ready", output=Text(path, "")) for path in ("A.txt", "a.txt")]
        )


FOLDERS = {
    "a file at a folder": ("a", "a/b.txt"),
    "something between them": ("a", "a-b.txt", "a/b.txt"),
    "deep below": ("a/b", "a/b/c/d/e.txt"),
    "whatever the case": ("A", "a/b.txt"),
}


@pytest.mark.parametrize("paths", FOLDERS.values(), ids=FOLDERS)
def test_a_file_where_another_needs_a_folder_is_refused(paths: tuple[str, ...]) -> None:
    with pytest.raises(PlanConflictError, match=r"a text has the path .*, where a text needs a folder"):
        sort_planned([PlannedOutput(path, b"", "ready", output=Text(path, "")) for path in paths])


def test_files_in_one_folder_do_not_conflict() -> None:
    paths = ("a.txt", "a/b.txt", "a/bc/d.txt", "ab/c.txt")
    assert [
        each.path for each in sort_planned([PlannedOutput(path, b"", "ready") for path in paths])
    ] == sorted(paths)


def test_an_item_is_planned_once_and_in_the_sitemap(make_context: Make) -> None:
    plan = plan_of(make_context(3, 1))
    items = [
        output
        for output in outputs_of(plan)
        if isinstance(output, Page) and output.template == "pages/item.html"
    ]
    assert len(items) == 4
    listed = {
        url.url
        for output in outputs_of(plan)
        if isinstance(output, Sitemap) and not output.index
        for url in output.urls
    }
    assert {page.page.head.canonical for page in items} <= listed


def test_an_empty_catalogue_has_the_pages_of_a_site(make_context: Make) -> None:
    paths = {planned_output.path for planned_output in plan_of(make_context(0)).planned}
    assert {"index.html", "404.html", "robots.txt", ".nojekyll", "sitemap.xml", "feeds/index.html"} <= paths
    assert "feed.rss" not in paths


def test_a_planned_output_has_the_path_and_the_template_of_its_output(make_context: Make) -> None:
    plan = plan_of(make_context(30, 9))
    for planned_output in plan.planned:
        output = plan.make_output(planned_output)
        assert output.path == planned_output.path
        assert planned_output.template == (output.template if isinstance(output, Page) else "")


def test_a_page_is_in_the_sitemap_under_its_canonical_address(make_context: Make) -> None:
    plan = plan_of(make_context(30, 9))
    for planned_output in plan.planned:
        output = plan.make_output(planned_output)
        if isinstance(output, Page):
            head = output.page.head
            assert planned_output.url == ("" if head.robots else head.canonical)
