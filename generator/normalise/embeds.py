"""Recognise videos of known hosts, and build the URLs of their page and player.

The frame of a record is never used as it is. A new URL is built from it, in the variant of the host that sets no
cookies or asks it not to track.
"""

import re
from html import unescape
from typing import Any, NamedTuple

from generator.base.urls import clean_url, domain_of_url
from generator.model.item import Embed
from generator.normalise.problems import ProblemCollector

_LONGEST = 20_000


class _VideoHost(NamedTuple):
    """The URLs of a host. ``{0}`` and so on stand for the groups of the pattern ``url``."""

    label: str
    url: re.Pattern[str]
    watch: str
    player: str


def _host(label: str, url: str, watch: str, player: str) -> _VideoHost:
    return _VideoHost(label, re.compile(rf"https?://(?:www\.|m\.)?{url}(?![\w-])", re.ASCII), watch, player)


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
"""Video hosts. The more specific pattern of a host comes first."""

_LABELS_BY_DOMAIN = {
    "youtube.com": "YouTube",
    "youtube-nocookie.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
    "dailymotion.com": "Dailymotion",
    "dai.ly": "Dailymotion",
    "ted.com": "TED",
}
"""The known hosts by domain, to tell an invalid URL of a known host from an unknown host."""

_FRAME = re.compile(r"""<iframe\b[^<>]*?\ssrc\s*=\s*["']?([^"'\s<>]+)""", re.IGNORECASE)

_FRAME_START = re.compile(r"<iframe(?=[\s/>])", re.IGNORECASE)
_FRAME_END = re.compile(r"</iframe\s*+>", re.IGNORECASE)
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]*>?", re.DOTALL)
_MEDIA = re.compile(r"<(?:img|picture|video|audio|object|embed|svg)\b", re.IGNORECASE)


def find_video(problems: ProblemCollector, value: Any) -> Embed | None:
    """Return the video of ``featuredContent``, which has an ``<iframe>`` or a URL."""
    if value is None or value == "":
        return None
    text = value.strip() if isinstance(value, str) else ""
    video = (
        find_embedded_video(text) if "<" in text else _match_video(text) or _match_video(f"https://{text}")
    )
    if video is None:
        _report_unknown_video(problems, text, value)
    elif "<" in text and _has_more(text):
        message = "found more than a video: only the first video is shown"
        problems.add(
            "warning", "featuredContent", message, "Move text, images and other videos into the body."
        )
    return video


def _has_more(html: str) -> bool:
    """Return whether there is anything to read or see beside one frame. The content of a frame is a fallback."""
    *closed, last = _FRAME_END.split(html)
    rest = " ".join([*(_FRAME_START.split(part, maxsplit=1)[0] for part in closed), last])
    has_text = bool(unescape(_TAG.sub("", rest)).strip())
    return has_text or len(_FRAME_START.findall(html)) > 1 or _MEDIA.search(rest) is not None


def _report_unknown_video(problems: ProblemCollector, text: str, value: Any) -> None:
    """Report why there is no video: the host is unknown, or the URL is not one of a video there."""
    frame = _FRAME.search(text)
    url = unescape(frame[1]) if frame else text
    domain = domain_of_url(url if "//" in url else f"https://{url}").removeprefix("m.")
    label = _LABELS_BY_DOMAIN.get(domain.partition(".")[2], _LABELS_BY_DOMAIN.get(domain))
    if label is None:
        labels = ", ".join(dict.fromkeys(host.label for host in HOSTS))
        hint = "Use the <iframe> or URL of such a video, or move the content into the body."
        problems.expected("featuredContent", f"a video on {labels}", value, hint)
    else:
        hint = "Copy the URL of the video again. Its id is missing or malformed."
        problems.expected("featuredContent", f"the URL of a video on {label}", url, hint)


def find_embedded_video(html: str) -> Embed | None:
    """Return the first video of a known host that a frame in ``html`` embeds."""
    if "<iframe" not in html and "<IFRAME" not in html:
        return None
    for source in _FRAME.finditer(html):
        video = _match_video(unescape(source[1][:_LONGEST]))
        if video is not None:
            return video
    return None


def _match_video(text: str) -> Embed | None:
    url = clean_url(text)
    if url is None:
        return None
    for host in HOSTS:
        match = host.url.match(url)
        if match is not None:
            return Embed(host.label, host.watch.format(*match.groups()), host.player.format(*match.groups()))
    return None
