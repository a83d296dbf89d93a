"""An item leads to each place once, by a label that says what is there."""

from typing import get_args

import msgspec
import pytest

from generator.model.item import Embed, Item, ItemAction, Kind, Profile
from generator.model.locale_formats import ENGLISH as CUSTOMS
from generator.model.messages import ENGLISH, KindMessageTable
from generator.model.views.parts import ActionView, LinkView, ProviderView
from generator.plan.i18n.phrases import Phrases
from generator.plan.pages.item_links import action_links, is_same_video, other_links, source_link, video_link

FILM = Embed(
    "YouTube", "https://www.youtube.com/watch?v=abcdefghijk", "https://www.youtube-nocookie.com/embed/x"
)
VIMEO = Embed("Vimeo", "https://vimeo.com/12345", "https://player.vimeo.com/video/12345")
SECRET = Embed("Vimeo", "https://vimeo.com/12345/abcdef", "https://player.vimeo.com/video/12345")
SAID = Phrases(ENGLISH, CUSTOMS)
PAPER = ProviderView("The Paper", "/providers/paper.example/")


def item(
    kind: Kind = "article", link: str = "https://www.paper.example/a", embed: Embed | None = None
) -> Item:
    return Item(path="x.md", key="k", kind=kind, title="X", link=link, embed=embed)


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("article", "Read it at The Paper"),
        ("newsletter", "Read it at The Paper"),
        ("video", "Watch at The Paper"),
        ("course", "Take the course at The Paper"),
        ("download", "Download from The Paper"),
        ("collection", "View at The Paper"),
        ("profile", "Visit The Paper"),
        ("forum", "Join at The Paper"),
    ],
)
def test_the_label_of_the_source_depends_on_the_content_type(kind: Kind, label: str) -> None:
    assert source_link(item(kind), PAPER, "paper.example", SAID) == LinkView(
        label, "https://www.paper.example/a"
    )


def test_every_kind_has_a_label() -> None:
    assert set(KindMessageTable.__struct_fields__) == set(get_args(Kind))


def test_a_source_without_a_provider_is_labelled_with_its_host() -> None:
    assert source_link(item(), None, "", SAID) == LinkView(
        "Read it at paper.example", "https://www.paper.example/a"
    )
    assert source_link(item(link=""), PAPER, "paper.example", SAID) is None


def test_a_video_is_labelled_with_its_host_not_its_channel() -> None:
    at_host = source_link(item("video", "https://www.tube.example/9"), PAPER, "tube.example/the-paper", SAID)
    assert at_host == LinkView("Watch at tube.example", "https://www.tube.example/9")
    course = source_link(item("course"), PAPER, "paper.example/the-paper", SAID)
    assert course == LinkView("Take the course at The Paper", "https://www.paper.example/a")


@pytest.mark.parametrize(
    ("link", "embed", "same"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk", FILM, True),
        ("https://youtube.com/watch?v=abcdefghijk", FILM, True),
        ("https://m.youtube.com/watch?t=9&v=abcdefghijk&list=x#top", FILM, True),
        ("https://youtu.be/abcdefghijk?t=9", FILM, True),
        ("https://www.youtube.com/watch?v=Abcdefghijk", FILM, False),
        ("https://www.youtube.com/watch?v=abcdefghijkl", FILM, False),
        ("https://www.youtube.com/@abcdefghijk", FILM, False),
        ("https://paper.example/watch?v=abcdefghijk", FILM, False),
        ("https://vimeo.com/12345", VIMEO, True),
        ("https://vimeo.com/123456", VIMEO, False),
        ("https://vimeo.com/12345", SECRET, False),
        ("https://vimeo.com/12345/abcdef", SECRET, True),
        ("", FILM, False),
    ],
)
def test_a_video_is_linked_once(link: str, embed: Embed, same: bool) -> None:
    assert is_same_video(link, embed) == same
    film = item("video", link, embed)
    source, video = source_link(film, PAPER, "paper.example", SAID), video_link(film, SAID)
    if same:
        assert (source, video) == (LinkView(f"Watch at {embed.host}", link), None)
    else:
        assert source == (LinkView("Watch at The Paper", link) if link else None)
        assert video == LinkView(f"Watch at {embed.host}", embed.watch_url)


def test_an_attribution_that_repeats_the_provider_is_left_out() -> None:
    actions = (
        ItemAction("https://a.example/1", "Source", attribution="The Paper"),
        ItemAction("https://a.example/2", "Data", attribution="Recorded by Ada"),
    )
    download = Item(path="x.md", key="k", kind="download", title="X", actions=actions)
    assert action_links(download, PAPER) == (
        ActionView("Source", "https://a.example/1", ""),
        ActionView("Data", "https://a.example/2", "Recorded by Ada"),
    )
    assert action_links(download, None)[0].attribution == "The Paper"


def test_a_person_has_each_link_once() -> None:
    links = (("", "http://ada.example"), ("Twitter", "https://t.example/ada"))
    person = Item(
        path="x.md",
        key="k",
        kind="profile",
        title="Ada",
        link="https://www.ada.example/",
        profile=Profile(links=links),
    )
    assert other_links(person, ENGLISH) == (LinkView("Twitter", "https://t.example/ada"),)
    assert other_links(item(), ENGLISH) == ()
    alone = msgspec.structs.replace(person, link="")
    assert other_links(alone, ENGLISH)[0] == LinkView("Website", "http://ada.example")


@pytest.mark.parametrize(
    ("url", "label"),
    [
        ("https://a.example/files/one%20two.mp3?x=1", "one two.mp3"),
        ("https://a.example/get/", "get"),
        ("https://www.xn--mnchen-3ya.example/", "münchen.example"),
        ("https://a.example/%0A%20", "a.example"),
    ],
)
def test_an_action_without_a_title_is_named_after_its_file(url: str, label: str) -> None:
    item = Item(path="x.md", key="k", kind="download", title="X", actions=(ItemAction(url, ""),))
    assert action_links(item, None)[0].title == label
