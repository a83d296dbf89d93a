"""Where an item leads: to its source, its video, its downloads, a person's other places. No place is named twice."""

import re

from generator.base.urls import canonical_url, domain_of_url
from generator.model.item import Embed, Item
from generator.model.messages import Messages
from generator.model.views.parts import ActionView, LinkView, ProviderView
from generator.plan.i18n.phrases import Phrases

_SHORT_HOSTS = {"youtu.be": "youtube.com", "dai.ly": "dailymotion.com"}
_MARKS = re.compile(r"[/?&=#]")


def source_link(item: Item, provider: ProviderView | None, slug: str, wording: Phrases) -> LinkView | None:
    """Return the link to where an item was published, by the name of who did. ``slug`` is the provider's.

    A video is at its host, and a channel there is nobody's place.
    """
    if not item.link:
        return None
    if item.embed and is_same_video(item.link, item.embed):
        return _watch(item.embed, item.link, wording)
    is_channel = item.kind == "video" and "/" in slug
    name = provider.name if provider and not is_channel else domain_of_url(item.link)
    return LinkView(wording.source_label(item.kind, name), item.link)


def video_link(item: Item, wording: Phrases) -> LinkView | None:
    """Return the link to an item's video, unless it is the item's source already."""
    if item.embed is None or is_same_video(item.link, item.embed):
        return None
    return _watch(item.embed, item.embed.watch_url, wording)


def _watch(embed: Embed, url: str, wording: Phrases) -> LinkView:
    return LinkView(wording.source_label("video", embed.host), url)


def is_same_video(link: str, embed: Embed) -> bool:
    """Tell whether an address shows the film of an embed: on the same host, the film's id in it.

    An embed's address ends with its id; an address that people copy may be a short one, or say where to start.
    """
    film = _MARKS.split(embed.watch_url)[-1]
    return _host(link) == _host(embed.watch_url) and film in _MARKS.split(link)


def _host(url: str) -> str:
    host = domain_of_url(url).removeprefix("m.")
    return _SHORT_HOSTS.get(host, host)


def action_links(item: Item, provider: ProviderView | None) -> tuple[ActionView, ...]:
    """Return what can be done with an item. An attribution that only repeats the provider is left out."""
    known = provider.name if provider else ""
    return tuple(
        [
            ActionView(each.title, each.url, each.attribution if each.attribution != known else "")
            for each in item.actions
        ]
    )


def other_links(item: Item, words: Messages) -> tuple[LinkView, ...]:
    """Return a person's other places: not the one that the item leads to anyway."""
    if item.profile is None:
        return ()
    known = _bare(item.link)
    return tuple(
        [LinkView(label or words.website, url) for label, url in item.profile.links if _bare(url) != known]
    )


def _bare(url: str) -> str:
    """Return what two addresses share that differ in scheme, ``www.`` or a last slash only."""
    return canonical_url(url).partition("//")[2].removeprefix("www.").rstrip("/")
