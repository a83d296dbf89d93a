"""What is found of an item, and what a result shows."""

import dataclasses
from collections.abc import Callable

import msgspec
import pytest

from generator.base.errors import PlanConflictError
from generator.model.catalogue import Topic
from generator.model.images import Image, ImageSet
from generator.model.item import Item, ItemImage, Publisher
from generator.model.output import Data, PlannedOutput, Text
from generator.model.settings import SearchSettings
from generator.model.views.search import SearchEntry, SearchResult
from generator.plan.context import SiteContext
from generator.plan.search import CONTENT_LIMIT, is_searchable, plan_blocks, search_entries
from generator.plan.signatures import Signatures
from generator.plan.site import make_plan

Make = Callable[..., SiteContext]


def with_first(context: SiteContext, **fields: object) -> SiteContext:
    """Return a context whose first item is another one."""
    items = context.catalogue.items
    first = msgspec.structs.replace(items[0], **fields)
    catalogue = msgspec.structs.replace(context.catalogue, items=(first, *items[1:]))
    return SiteContext(catalogue, context.images, context.settings)


def all_entries(context: SiteContext) -> list[SearchEntry]:
    """Return the entries of all blocks."""
    blocks = plan_blocks(context, Signatures(context, b""), b"e")
    return [entry for block in blocks for entry in search_entries(context, block)]


def first_entry(context: SiteContext) -> SearchEntry:
    return all_entries(context)[0]


def test_an_item_is_found_by_its_words_and_by_what_it_belongs_to(make_context: Make) -> None:
    context = with_first(
        make_context(),
        excerpt="A short\nword.",
        body="<h2>More</h2><p>of <b>it</b> &amp; all</p>",
        tags=("GB", "AI"),
        source=Publisher("A Paper", "a.example", authors=("Ada",)),
    )
    entry = first_entry(context)
    assert entry.result.title == "Item 0"
    assert entry.result.content == "A short word. More of it & all"
    assert entry.about == "AI, A Paper, Ada, GB"
    assert dict(entry.filters) == {
        "topic": ("AI",),
        "provider": ("A Paper",),
        "type": ("Article",),
        "year": ("2026",),
    }
    assert entry.result.date == "2026-03-31T12:00:00Z"


def test_an_undated_item_has_no_year(make_context: Make) -> None:
    *_, entry = all_entries(make_context(1, 1))
    assert "year" not in dict(entry.filters)
    assert (entry.result.date, entry.result.url) == ("", "/feed/course/course-1/")


def test_a_result_shows_date_picture_type_and_provider(make_context: Make) -> None:
    context = with_first(make_context(), images=(ItemImage("a b&c.png", local=True),))
    images = ImageSet({"a b&c.png": Image(url="https://a.example/a%20b%26c.png", width=40, height=30)})
    assert first_entry(SiteContext(context.catalogue, images, context.settings)).result == SearchResult(
        url="/feed/2026/03/31/item-0/",
        title="Item 0",
        content="Item 0",
        date="2026-03-31T12:00:00Z",
        day="31 March 2026",
        picture="https://a.example/a%20b%26c.png",
        width=40,
        height=30,
        names=("A Paper",),
    )


def test_a_filter_on_a_topic_includes_its_sub_topics(make_context: Make) -> None:
    context = make_context(1)
    topics = (Topic("all", "All", "", "", ("ai",), (0,)), Topic("ai", "AI", "", "all", (), (0,)))
    catalogue = msgspec.structs.replace(context.catalogue, topics=topics)
    entry = first_entry(SiteContext(catalogue, context.images, context.settings))
    assert dict(entry.filters)["topic"] == ("AI", "All")
    assert entry.about == "AI, A Paper"


def test_long_text_is_cut_at_a_word(make_context: Make) -> None:
    entry = first_entry(with_first(make_context(), body="<p>" + "eleven, an " * 2000))
    assert CONTENT_LIMIT - 12 < len(entry.result.content) <= CONTENT_LIMIT
    assert entry.result.content.endswith(("eleven,", " an"))


def test_a_site_over_the_limit_has_no_search(make_context: Make) -> None:
    def searchable(items: int, **given: object) -> bool:
        context = make_context(items)
        chosen = msgspec.structs.replace(context.settings, search=SearchSettings(**given))  # type: ignore[arg-type]
        return is_searchable(SiteContext(context.catalogue, context.images, chosen))

    assert searchable(3, limit=3)
    assert not searchable(3, limit=2)
    assert not searchable(3, enabled=False)
    assert not searchable(0)


def test_the_signature_of_a_block_depends_on_everything_in_its_entries(make_context: Make) -> None:
    context = make_context(2)

    def signed(context: SiteContext, engine: bytes = b"e") -> bytes:
        _, block = plan_blocks(context, Signatures(context, b""), engine)
        return block.signature

    topics = context.catalogue.topics
    renamed = msgspec.structs.replace(
        context.catalogue, topics=(msgspec.structs.replace(topics[0], name="Else"), *topics[1:])
    )
    changes: list[dict[str, object]] = [{"title": "T"}, {"excerpt": "E"}, {"body": "B"}, {"tags": ("x",)}]
    seen = [signed(context), signed(context, b"f"), signed(make_context(3))]
    seen += [signed(with_first(context, **change)) for change in changes]
    seen += [signed(SiteContext(renamed, context.images, context.settings))]
    assert len(set(seen)) == len(seen)
    assert signed(make_context(2)) == seen[0]


def test_a_topic_that_a_block_does_not_have_leaves_its_signature(make_context: Make) -> None:
    context = make_context(2)
    other = Topic("else", "Else", "", "", (), ())
    catalogue = msgspec.structs.replace(context.catalogue, topics=(*context.catalogue.topics, other))
    more = SiteContext(catalogue, context.images, context.settings)
    before, after = [plan_blocks(each, Signatures(each, b""), b"e") for each in (context, more)]
    assert before == after


def test_undated_items_have_a_block_of_their_own(make_context: Make) -> None:
    context = make_context(3, 2)
    blocks = plan_blocks(context, Signatures(context, b""), b"e")
    assert [(block.name, list(block.rows), block.has_pages) for block in blocks] == [
        ("", [], False),
        ("0", [0, 1, 2], False),
        ("undated", [3, 4], True),
    ]


def test_without_an_engine_there_is_no_search_page_and_no_link(make_context: Make) -> None:
    context = make_context()
    with_it = make_plan(context.catalogue, context.images, context.settings, (), engine=b"e")
    without = make_plan(context.catalogue, context.images, context.settings, ())
    assert with_it.paths - without.paths == {"search/index.html"}
    assert (with_it.site.search_url, without.site.search_url) == ("/feed/search/", "")
    assert not any("earch" in link.title for link in without.site.navigation)


def test_files_of_the_index_come_last(make_context: Make) -> None:
    context = make_context()
    plan = make_plan(context.catalogue, context.images, context.settings, (), engine=b"e")
    files = [
        PlannedOutput(f"search/pagefind/{name}", b"s", "ready", output=Data(f"search/pagefind/{name}", b"1"))
        for name in "ba"
    ]
    whole = plan.with_index(files)
    assert [each.path for each in whole.planned[-2:]] == ["search/pagefind/a", "search/pagefind/b"]
    assert whole.planned[:-2] == plan.planned


def test_a_path_in_the_folder_of_the_index_is_a_conflict(make_context: Make) -> None:
    context = make_context()
    plan = make_plan(context.catalogue, context.images, context.settings, (), engine=b"e")
    taken = PlannedOutput("Search/Pagefind/a", b"s", "ready", output=Text("Search/Pagefind/a", "mine"))
    plan = dataclasses.replace(plan, planned=(*plan.planned, taken))
    file = PlannedOutput("search/pagefind/a", b"s", "ready", output=Data("search/pagefind/a", b"1"))
    with pytest.raises(PlanConflictError, match="search index"):
        plan.with_index([file])


def test_entries_are_those_of_the_catalogue_in_its_order(make_context: Make) -> None:
    context = make_context(3, 2)
    items: tuple[Item, ...] = context.catalogue.items
    assert [entry.result.title for entry in all_entries(context)] == [item.title for item in items]


@pytest.mark.parametrize(
    ("fields", "content"),
    [
        ({"excerpt": "", "body": "", "title": "The loom"}, "The loom"),
        ({"excerpt": "—", "body": "<p>…</p>", "title": "The loom"}, "The loom"),
        ({"excerpt": "", "body": "", "title": "?!"}, "https://a.example/0"),
        ({"excerpt": "布", "body": "", "title": "?!"}, "布"),
    ],
)
def test_an_item_without_text_is_indexed_by_its_title(
    make_context: Make, fields: dict[str, object], content: str
) -> None:
    """Pagefind leaves out what has no word in its content, and fails us where that is everything."""
    assert first_entry(with_first(make_context(), **fields)).result.content == content
