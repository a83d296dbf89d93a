"""What cards, pages and feeds say of a story."""

from collections.abc import Callable

from msgspec.structs import replace

from generator.model.catalogue import Provider
from generator.model.stories import Story
from generator.plan.context import SiteContext
from generator.plan.feeds.specs import plan_feeds
from generator.plan.pages.cards import build_card
from generator.plan.pages.front_page import rows_beside, strips
from generator.plan.pages.item import item_page
from generator.plan.pages.lists import plan_lists
from generator.plan.stories import card_story, feed_story, has_page, item_story

Make = Callable[..., SiteContext]
STORY = Story("https://a.example/5", "told", rows=(5, 4, 3, 2, 1), best=(3, 5, 4, 2, 1), providers=4)


def told(context: SiteContext, story: Story = STORY, **stories: object) -> SiteContext:
    """Return a site with a story. Rows 5 and 4 are of one provider."""
    catalogue = context.catalogue
    slugs = [f"p{row}.example" for row in range(len(catalogue.items))]
    slugs[4] = slugs[5]
    providers = tuple(Provider(slug, slug.title(), slug, ()) for slug in sorted(set(slugs)))
    catalogue = replace(
        catalogue,
        stories=(story,),
        story_of=dict.fromkeys(story.rows, story),
        provider_of=tuple(slugs),
        providers=providers,
        ranked=(3, 0, 6, 7, 8),
        topics=(replace(catalogue.topics[0], ranked=tuple(range(9))),),
    )
    settings = replace(context.settings, stories=replace(context.settings.stories, **stories))
    return SiteContext(catalogue, context.images, settings)


def test_the_card_of_a_lead_names_one_article_of_each_other_provider(make_context: Make) -> None:
    context = told(make_context(9))
    story = build_card(context, 3).story
    assert story is not None
    assert [other.provider for other in story.others] == ["P5.Example", "P2.Example", "P1.Example"]
    assert story.others[0].url == context.catalogue.items[5].link
    assert (story.more, story.url) == ("", "/feed/stories/told/")
    assert card_story(context, 5) is None, "only the lead has it"


def test_a_card_names_as_many_as_the_settings_say(make_context: Make) -> None:
    story = card_story(told(make_context(9), shown=1), 3)
    assert story is not None
    assert (len(story.others), story.more) == (1, "and 2 more")
    assert card_story(told(make_context(9), shown=0), 3) is None


def test_the_page_of_an_article_lists_all_others_with_their_time(make_context: Make) -> None:
    context = told(make_context(9))
    story = item_story(context, 4)
    assert story is not None
    assert [other.title for other in story.others] == ["Item 5", "Item 3", "Item 2", "Item 1"]
    assert {other.time for other in story.others} == {"12:00"}
    assert item_story(context, 0) is None
    assert item_page(context, 4).page.story == story  # type: ignore[union-attr]


def test_a_story_of_two_providers_has_no_page(make_context: Make) -> None:
    pair = Story("https://a.example/5", "told", rows=(5, 3), best=(3, 5), providers=2)
    context = told(make_context(9), pair)
    assert not has_page(pair)
    story = item_story(context, 3)
    assert story is not None
    assert story.url == ""


def test_an_entry_names_the_lead_and_the_others(make_context: Make) -> None:
    context = told(make_context(9))
    story = feed_story(context, 5)
    assert story is not None
    assert story.lead == story.others[1].id
    assert story.id != story.lead
    assert story.page == "https://x.example/feed/stories/told/"
    assert feed_story(context, 0) is None


def test_related_items_leave_out_the_story(make_context: Make) -> None:
    from generator.model.catalogue import Related

    context = told(make_context(9))
    related = (*context.catalogue.related[:4], (Related(5), Related(7)), *context.catalogue.related[5:])
    catalogue = replace(context.catalogue, related=related)
    page = item_page(SiteContext(catalogue, context.images, context.settings), 4).page
    assert [each.title for each in page.related] == ["Item 7"]  # type: ignore[union-attr]


def test_a_strip_does_not_show_a_story_that_is_above_it(make_context: Make) -> None:
    assert strips(told(make_context(12)), range(12)) == ()
    context = told(make_context(12))
    catalogue = replace(context.catalogue, ranked=(0,))
    ((_, rows),) = strips(SiteContext(catalogue, context.images, context.settings), (0,))
    assert rows == (1, 2, 3, 4), "the catalogue has one of each story already"


def test_the_latest_items_leave_out_the_stories_beside_them_and_show_each_other_one_once(
    make_context: Make,
) -> None:
    context = told(make_context(40))
    catalogue = replace(context.catalogue, ranked=(3, 0, 6))
    (_, best), (_, latest), *_ = rows_beside(
        SiteContext(catalogue, context.images, context.settings), range(40)
    )
    assert best == (3, 0, 6)
    assert latest[:2] == (7, 8), "1, 2, 4 and 5 are in the story of 3"
    catalogue = replace(context.catalogue, ranked=(0, 6))
    _, (_, latest), *_ = rows_beside(SiteContext(catalogue, context.images, context.settings), range(40))
    assert latest[:3] == (3, 7, 8), "the lead stands for the story"


def test_lists_have_every_article_unless_the_settings_say_otherwise(make_context: Make) -> None:
    def rows(context: SiteContext) -> dict[str, int]:
        return {each.place: len(each.rows) for each in plan_lists(context)}

    everything, leads = rows(told(make_context(9))), rows(told(make_context(9), lists="leads"))
    assert {place for place in everything if everything[place] != leads[place]} == {"", "topics/ai/"}
    assert leads[""] == 5


def test_feeds_can_show_the_first_article_of_each_story(make_context: Make) -> None:
    context = told(make_context(9))
    feeds = replace(context.settings.feeds, stories="leads")
    settings = replace(context.settings, feeds=feeds)
    rows = {
        spec.stem: spec.rows for spec in plan_feeds(SiteContext(context.catalogue, context.images, settings))
    }
    assert rows["feed"] == rows["topics/ai/feed"] == (0, 5, 6, 7, 8)
    assert rows["top"] == (0, 5, 6, 7, 8)
    assert {spec.stem: spec.rows for spec in plan_feeds(context)}["feed"] == tuple(range(9))
