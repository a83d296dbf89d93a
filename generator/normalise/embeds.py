"""Videos of the hosts we know: what page shows one, and what a frame would load.

No frame is ever taken over: from the address in it we make our own, in the host's variant that
sets no cookies or is asked not to track.
"""

import re
from html import unescape
from typing import Any, NamedTuple

from generator.base.urls import clean_url, domain_of_url
from generator.model.item import Embed
from generator.normalise.problems import ProblemCollector

_LONGEST = 20_000


class _VideoHost(NamedTuple):
    """How a host writes its addresses; ``{0}`` and on are the groups of ``address``."""

    label: str
    address: re.Pattern[str]
    watch: str
    player: str


def _host(label: str, address: str, watch: str, player: str) -> _VideoHost:
    return _VideoHost(
        label, re.compile(rf"https?://(?:www\.|m\.)?{address}(?![\w-])", re.ASCII), watch, player
    )


HOSTS = (
    _host(
        "YouTube",
        r"youtube(?:-nocookie)?\.com/(?:embed/videoseries|playlist)\?(?:[^#]*&)?list=([\w-]{6,64})",
        "https://www.youtube.com/playlist?list={0}",
        "https://www.youtube-nocookie.com/embed/videoseries?list={0}",
    ),
    _host(
        "YouTube",
        r"(?:youtube(?:-nocookie)?\.com/(?:(?:embed|v|shorts|live)/|watch/?\?(?:[^#]*&)?v=)|youtu\.be/)([\w-]{6,20})",
        "https://www.youtube.com/watch?v={0}",
        "https://www.youtube-nocookie.com/embed/{0}",
    ),
    _host(
        "Vimeo",
        r"(?:player\.)?vimeo\.com/(?:video/)?([0-9]{5,12})(?:/|\?(?:[^#]*&)?h=)([0-9a-f]{6,16})",
        "https://vimeo.com/{0}/{1}",
        "https://player.vimeo.com/video/{0}?h={1}&dnt=1",
    ),
    _host(
        "Vimeo",
        r"(?:player\.)?vimeo\.com/(?:video/)?([0-9]{5,12})",
        "https://vimeo.com/{0}",
        "https://player.vimeo.com/video/{0}?dnt=1",
    ),
    _host(
        "Dailymotion",
        r"(?:(?:geo\.)?dailymotion\.com/(?:(?:embed/)?video/|player\.html\?(?:[^#]*&)?video=)|dai\.ly/)(x?[0-9a-z]{5,12})",
        "https://www.dailymotion.com/video/{0}",
        "https://www.dailymotion.com/embed/video/{0}",
    ),
    _host(
        "TED",
        r"(?:embed(?:-ssl)?\.)?ted\.com/talks/(?:lang/[\w-]{2,8}/)?(\w{3,120})(?:\.html)?",
        "https://www.ted.com/talks/{0}",
        "https://embed.ted.com/talks/{0}",
    ),
)
"""Video hosts, the narrower pattern of a host first."""

_OWNERS = {
    "youtube.com": "YouTube",
    "youtube-nocookie.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
    "dailymotion.com": "Dailymotion",
    "dai.ly": "Dailymotion",
    "ted.com": "TED",
}
"""Whose a domain is, to tell a wrong address of a host that we know from one that we do not."""

_FRAME = re.compile(r"""<iframe\b[^<>]*?\ssrc\s*=\s*["']?([^"'\s<>]+)""", re.IGNORECASE)


def find_video(faults: ProblemCollector, value: Any) -> Embed | None:
    """Return the video that ``featuredContent`` shows: in an ``<iframe>``, or by its mere address."""
    if value is None or value == "":
        return None
    text = value.strip() if isinstance(value, str) else ""
    found = replace_frames(text) if "<" in text else _video(text) or _video(f"https://{text}")
    if found is None:
        _explain(faults, text, value)
    return found


def _explain(faults: ProblemCollector, text: str, value: Any) -> None:
    """Say why there is no video to show: its host is none that we know, or the address is of no video there."""
    frame = _FRAME.search(text)
    address = unescape(frame[1]) if frame else text
    owner = domain_of_url(address if "//" in address else f"https://{address}").removeprefix("m.")
    label = _OWNERS.get(owner.partition(".")[2], _OWNERS.get(owner))
    if label is None:
        labels = ", ".join(dict.fromkeys(host.label for host in HOSTS))
        hint = "Give the <iframe> or the address of a video there, or put the content into the body."
        faults.expected("featuredContent", f"a video of {labels}", value, hint)
    else:
        hint = "Copy the address of the video anew: its id is missing or malformed."
        faults.expected("featuredContent", f"the address of a video of {label}", address, hint)


def replace_frames(html: str) -> Embed | None:
    """Return the first video of a known host that a frame in ``html`` shows."""
    if "<iframe" not in html and "<IFRAME" not in html:
        return None
    for source in _FRAME.finditer(html):
        found = _video(unescape(source[1][:_LONGEST]))
        if found is not None:
            return found
    return None


def _video(address: str) -> Embed | None:
    url = clean_url(address)
    if url is None:
        return None
    for host in HOSTS:
        found = host.address.match(url)
        if found is not None:
            return Embed(host.label, host.watch.format(*found.groups()), host.player.format(*found.groups()))
    return None
