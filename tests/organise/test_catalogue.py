"""Laws of the catalogue, over random sites: few names, keys and days, so that everything clashes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.base.digest import digest
from generator.base.problem import Problem
from generator.model.catalogue import Catalogue
from generator.model.item import Item, ItemImage, Publisher, RelatedLink
from generator.model.ledger import Ledger, LedgerEntry
from generator.model.settings import ContentSettings, Settings, SiteSettings, TopicSettings
from generator.model.site_data import ProviderInfo, SiteData, TopicInfo
from generator.organise.catalogue import organise

Arrange = Callable[..., tuple[Catalogue, tuple[Problem, ...]]]

NOON = datetime(2021, 12, 15, 12, tzinfo=UTC)
TOPICS = ["AI", "ai", "C", "C++", "C#", "Deep Learning", "DL", "Café", "★", "page"]
TITLES = ["Page", "page", "", "★", "Same title", "same  title!", "Same title 1a2b3c4d", "Undated", "Other"]
KEYS = [f"https://a.example/{number}" for number in range(12)]
DOMAINS = ["", "a.example", "b.example", "../x", "feed.rss", "localhost"]

references = st.builds(
    lambda key, title: RelatedLink(key, title, key), st.sampled_from(KEYS), st.sampled_from(TITLES)
)
sources = st.builds(
    Publisher,
    name=st.sampled_from(["", "One", "ONE", "Two", "page", "../..", "a.example"]),
    domain=st.sampled_from(DOMAINS),
    logos=st.lists(st.builds(ItemImage, st.sampled_from(["l", "m"])), max_size=1).map(tuple),
)
records = st.builds(
    lambda title, **fields: Item(path="", title=title, **fields),
    title=st.sampled_from(TITLES) | st.text(max_size=12),
    key=st.sampled_from(KEYS),
    kind=st.sampled_from(["article", "video", "collection"]),
    published=st.none() | st.integers(0, 60).map(lambda hours: NOON + timedelta(hours=hours)),
    source=st.none() | sources,
    topics=st.lists(st.sampled_from(TOPICS), max_size=3).map(tuple),
    related=st.lists(references, max_size=3).map(tuple),
    promoted=st.booleans(),
    status=st.sampled_from(["live", "live", "live", "live", "draft", "withdrawn"]),
    members=st.lists(st.integers(0, 20).map("_news/{}".format), max_size=3).map(tuple),
)
topic_notes = st.builds(
    TopicInfo,
    name=st.sampled_from(TOPICS),
    order=st.just(0),
    shortname=st.sampled_from(["", "DL", "AI"]),
    parent=st.sampled_from(["", *TOPICS, "Nowhere"]),
)
notes_of_a_site = st.builds(
    SiteData,
    topics=st.lists(topic_notes, max_size=6).map(tuple),
    providers=st.lists(
        st.builds(ProviderInfo, st.sampled_from(["One", "Else"]), st.sampled_from(DOMAINS)), max_size=3
    ).map(tuple),
)
settings_of_a_site = st.builds(
    lambda unpromoted, drafts, timezone: Settings(
        content=ContentSettings(unpromoted=unpromoted, drafts=drafts), site=SiteSettings(timezone=timezone)
    ),
    st.sampled_from(["include", "exclude"]),
    st.booleans(),
    st.sampled_from(["UTC", "Asia/Tokyo"]),
)


def with_paths(made: list[Item]) -> list[Item]:
    return [replace(item, path=f"_news/{number}.md") for number, item in enumerate(made)]


sites = st.lists(records, max_size=14).map(with_paths)


@settings(deadline=None)
@given(sites, notes_of_a_site, settings_of_a_site, st.randoms(use_true_random=False))
def test_the_order_of_the_input_never_changes_the_catalogue(
    arrange: Arrange, items: list[Item], notes: SiteData, chosen: Settings, random: object
) -> None:
    shuffled = list(items)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert arrange(shuffled, notes, chosen) == arrange(items, notes, chosen)


@settings(deadline=None)
@given(sites, notes_of_a_site, settings_of_a_site)
def test_every_record_is_built_or_left_out(
    arrange: Arrange, items: list[Item], notes: SiteData, chosen: Settings
) -> None:
    catalogue, _ = arrange(items, notes, chosen)
    built = [item.path for item in catalogue.items]
    left = [each.path for each in catalogue.left_out]
    assert sorted(built + left) == sorted(item.path for item in items)
    behind = [path for paths in catalogue.twins.values() for path in paths]
    assert sorted(behind) == [each.path for each in catalogue.left_out if each.reason == "duplicate"]
    assert len({item.key for item in catalogue.items}) == len(built)


@settings(deadline=None)
@given(sites, notes_of_a_site, settings_of_a_site)
def test_no_two_pages_want_one_path(
    arrange: Arrange, items: list[Item], notes: SiteData, chosen: Settings
) -> None:
    catalogue, _ = arrange(items, notes, chosen)
    topics = [f"topics/{topic.slug}" for topic in catalogue.topics]
    providers = [f"providers/{provider.slug}" for provider in catalogue.providers]
    paths = [*catalogue.slugs, *topics, *providers]
    assert len({path.casefold() for path in paths}) == len(paths)
    for path in paths:
        assert all(part not in ("", ".", "..") for part in path.split("/"))
    for path in (*catalogue.slugs, *providers):
        assert path.rpartition("/")[2] not in {"page", "undated", "index.html", "feed.rss", "feed.atom"}


@settings(deadline=None)
@given(sites, notes_of_a_site)
def test_the_roll_up_is_that_of_the_definition(arrange: Arrange, items: list[Item], notes: SiteData) -> None:
    catalogue, _ = arrange(items, notes)
    topics = {topic.slug: topic for topic in catalogue.topics}

    def below(slug: str) -> set[str]:
        return {slug}.union(*[below(child) for child in topics[slug].children])

    for topic in catalogue.topics:
        own = below(topic.slug)
        assert topic.rows == tuple(
            [row for row, slugs in enumerate(catalogue.topics_of) if own.intersection(slugs)]
        )
        assert all(topics[child].parent == topic.slug for child in topic.children)


@settings(deadline=None)
@given(sites, notes_of_a_site)
def test_providers_hold_the_items_that_name_them(
    arrange: Arrange, items: list[Item], notes: SiteData
) -> None:
    catalogue, _ = arrange(items, notes)
    for provider in catalogue.providers:
        within = {provider.slug, *provider.parts}
        assert provider.rows == tuple([row for row, of in enumerate(catalogue.provider_of) if of in within])
        assert provider.rows, "a provider without items is not listed"
    assert {slug for slug in catalogue.provider_of if slug} <= {each.slug for each in catalogue.providers}


@settings(deadline=None)
@given(sites, notes_of_a_site)
def test_a_sidebar_never_holds_the_item_itself_a_repeat_or_what_is_withdrawn(
    arrange: Arrange, items: list[Item], notes: SiteData
) -> None:
    catalogue, _ = arrange(items, notes)
    withdrawn = {item.key for item in items if item.status == "withdrawn"}
    assert not withdrawn & {item.key for item in catalogue.items}
    for row, places in enumerate(catalogue.related):
        keys = [
            catalogue.items[each.row].key if each.row is not None else each.elsewhere.key  # type: ignore[union-attr]
            for each in places
        ]
        assert len(places) <= 5
        assert len(set(keys)) == len(keys)
        assert not withdrawn & set(keys)
        assert catalogue.items[row].key not in keys


@settings(deadline=None)
@given(sites, notes_of_a_site, st.integers(0, 60))
def test_an_unrelated_item_does_not_change_related_items(
    arrange: Arrange, items: list[Item], notes: SiteData, hours: int
) -> None:
    stranger = Item(
        path="_news/stranger.md",
        key="https://z.example/",
        kind="article",
        title="Xylophone zeppelin",
        published=NOON + timedelta(hours=hours),
        topics=("Quokkas",),
    )

    def by_key(catalogue: Catalogue) -> dict[str, list[str]]:
        return {
            item.key: [
                catalogue.items[each.row].key if each.row is not None else "elsewhere" for each in places
            ]
            for item, places in zip(catalogue.items, catalogue.related, strict=True)
        }

    before = by_key(arrange(items, notes)[0])
    after = by_key(arrange([*items, stranger], notes)[0])
    assert after.pop(stranger.key) == []
    assert after == before


def test_an_item_that_is_changed_loses_the_digest_of_its_record(make_item: Callable[..., Item]) -> None:
    """Else signatures would take it for what its record says. ``item.digest`` stands for all fields."""
    letters = [
        make_item(name, key="record:letter", published=NOON + timedelta(hours=hour))
        for hour, name in enumerate(("letter", "reply"))
    ]
    made = [
        make_item("same"),
        make_item("moved"),
        make_item("tides"),
        make_item("twice", promoted=False),
        make_item("copy", key="https://a.example/twice", published=NOON + timedelta(days=1)),
        *letters,
    ]
    items = [replace(item, digest=digest(item.path.encode())) for item in made]
    notes = SiteData(topics=(TopicInfo("Tides", 1, keywords=("tides",)),))
    ledger = Ledger({"first": LedgerEntry("2021-12-15", ("old/moved",), "https://a.example/moved")})
    catalogue, _ = organise(items, notes, Settings(topics=TopicSettings("missing")), ledger)
    assert {item.title for item in catalogue.items if not item.digest} == {
        "letter",
        "reply",
        "moved",
        "tides",
        "twice",
    }
    assert all(item in items for item in catalogue.items if item.digest)
