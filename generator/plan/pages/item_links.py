"""Links of an item: its source, its video, its downloads, other profiles of a person. No URL is linked
twice."""

import re
from urllib.parse import unquote, urlsplit

from generator.base.host_names import to_display_host
from generator.base.text import fold_lines
from generator.base.urls import canonical_url, domain_of_url
from generator.model.item import Embed, Item
from generator.model.messages import Messages
from generator.model.views.parts import ActionView, LinkView, ProviderView
from generator.plan.i18n.phrases import Phrases

_SHORT_HOSTS = {"youtu.be": "youtube.com", "dai.ly": "dailymotion.com"}
_MARKS = re.compile(r"[/?&=#]")


def source_link(item: Item, provider: ProviderView | None, slug: str, phrases: Phrases) -> LinkView | None:
    """Return the link to the source of an item, labelled with its provider. ``slug`` is the provider's.

    A video is labelled with its host, because a channel there has no site of its own.
    """
    if not item.link:
        return None
    if item.embed and is_same_video(item.link, item.embed):
        return _watch(item.embed, item.link, phrases)
    is_channel = item.kind == "video" and "/" in slug
    name = provider.name if provider and not is_channel else to_display_host(domain_of_url(item.link))
    return LinkView(phrases.source_label(item.kind, name), item.link)


def source_host(source: LinkView | None) -> str:
    """Return the domain of a source, "" if its label names it already."""
    host = to_display_host(domain_of_url(source.url)) if source else ""
    return host if source and host.casefold() not in source.title.casefold() else ""


def video_link(item: Item, phrases: Phrases) -> LinkView | None:
    """Return the link to an item's video, unless that is the source of the item."""
    if item.embed is None or is_same_video(item.link, item.embed):
        return None
    return _watch(item.embed, item.embed.watch_url, phrases)


def _watch(embed: Embed, url: str, phrases: Phrases) -> LinkView:
    return LinkView(phrases.source_label("video", embed.host), url)


def is_same_video(link: str, embed: Embed) -> bool:
    """Return whether a URL shows the video of an embed: same host, and the id of the video is in it.

    The URL of an embed ends with the id. The URL in a record may be a short one, or contain a start time.
    """
    video_id = _MARKS.split(embed.watch_url)[-1]
    return _host(link) == _host(embed.watch_url) and video_id in _MARKS.split(link)


def _host(url: str) -> str:
    host = domain_of_url(url).removeprefix("m.")
    return _SHORT_HOSTS.get(host, host)


def action_links(item: Item, provider: ProviderView | None) -> tuple[ActionView, ...]:
    """Return the actions of an item. One without a title is named after its file. An attribution that repeats the
    provider is left out."""
    provider_name = provider.name if provider else ""
    return tuple(
        [
            ActionView(
                each.title or _file_name(each.url),
                each.url,
                each.attribution if each.attribution != provider_name else "",
            )
            for each in item.actions
        ]
    )


def _file_name(url: str) -> str:
    """Return the name of a file, or its host if it has none.

    >>> _file_name("https://a.example/files/one%20two.mp3?x=1"), _file_name("https://a.example/")
    ('one two.mp3', 'a.example')
    """
    name = fold_lines(unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2]))
    return name or to_display_host(domain_of_url(url)) or url


def other_links(item: Item, words: Messages) -> tuple[LinkView, ...]:
    """Return the links of a person's profile, without the source of the item."""
    if item.profile is None:
        return ()
    source = _bare(item.link)
    return tuple(
        [LinkView(label or words.website, url) for label, url in item.profile.links if _bare(url) != source]
    )


def _bare(url: str) -> str:
    """Return a URL without scheme, ``www.`` and trailing slash, to compare it."""
    return canonical_url(url).partition("//")[2].removeprefix("www.").rstrip("/")
