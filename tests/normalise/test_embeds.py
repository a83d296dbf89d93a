"""Featured videos of known hosts."""

import pytest

from generator.normalise.embeds import find_video
from generator.normalise.problems import ProblemCollector

TUBE = (
    "YouTube",
    "https://www.youtube.com/watch?v=abcdefghijk",
    "https://www.youtube-nocookie.com/embed/abcdefghijk",
)
LIST = (
    "YouTube",
    "https://www.youtube.com/playlist?list=PLabcdef12",
    "https://www.youtube-nocookie.com/embed/videoseries?list=PLabcdef12",
)
VIMEO = ("Vimeo", "https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789?dnt=1")
HIDDEN = (
    "Vimeo",
    "https://vimeo.com/123456789/0123456789",
    "https://player.vimeo.com/video/123456789?h=0123456789&dnt=1",
)
MOTION = (
    "Dailymotion",
    "https://www.dailymotion.com/video/x8abcde",
    "https://www.dailymotion.com/embed/video/x8abcde",
)
TALK = ("TED", "https://www.ted.com/talks/a_talk_2020", "https://embed.ted.com/talks/a_talk_2020")


@pytest.mark.parametrize(
    ("written", "video"),
    [
        (
            '<iframe width="800" src="https://www.youtube.com/embed/abcdefghijk" allowfullscreen></iframe>',
            TUBE,
        ),
        ("<IFRAME SRC=//youtube-nocookie.com/embed/abcdefghijk?rel=0&amp;start=5></IFRAME>", TUBE),
        ("https://youtu.be/abcdefghijk?t=5", TUBE),
        ("youtu.be/abcdefghijk", TUBE),
        (" www.youtube.com/watch?v=abcdefghijk ", TUBE),
        ("https://m.youtube.com/watch?app=x&v=abcdefghijk&list=PLabcdef12", TUBE),
        ("https://www.youtube.com/shorts/abcdefghijk", TUBE),
        ("https://www.youtube.com/embed/videoseries?list=PLabcdef12", LIST),
        ("https://vimeo.com/123456789", VIMEO),
        ("<iframe src='https://player.vimeo.com/video/123456789?color=fff'></iframe>", VIMEO),
        ("https://player.vimeo.com/video/123456789?h=0123456789", HIDDEN),
        ("https://vimeo.com/123456789/0123456789", HIDDEN),
        ("https://www.dailymotion.com/embed/video/x8abcde", MOTION),
        ("https://geo.dailymotion.com/player.html?video=x8abcde", MOTION),
        ("https://dai.ly/x8abcde", MOTION),
        ("https://embed.ted.com/talks/lang/de/a_talk_2020", TALK),
    ],
)
def test_known_videos_are_shown_in_the_hosts_private_player(
    written: str, video: tuple[str, str, str]
) -> None:
    faults = ProblemCollector("x")
    found = find_video(faults, written)
    assert found is not None
    assert (found.host, found.watch_url, found.player_url) == video
    assert not faults.listed()


@pytest.mark.parametrize(
    "written",
    [
        "<iframe src=https://evil.example/embed/abcdefghijk></iframe>",
        "<iframe src=https://www.youtube.com.evil.example/embed/abcdefghijk></iframe>",
        "<iframe src=https://evil.example/?https://youtu.be/abcdefghijk></iframe>",
        "<iframe src=javascript:alert(1)></iframe>",
        "<script>alert(1)</script>",
        "https://www.youtube.com/@channel",
        'https://youtu.be/abc"onload=alert(1)',
        "https://youtube.com@evil.example/embed/abcdefghijk",
        "words",
        5,
        ["https://youtu.be/abcdefghijk"],
    ],
)
def test_anything_else_is_dropped_with_a_warning(written: object) -> None:
    faults = ProblemCollector("x")
    assert find_video(faults, written) is None
    assert [problem.severity for problem in faults.listed()] == ["warning"]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            '<iframe src="https://www.youtube.com/embed/abc"></iframe>',
            "expected the URL of a video on YouTube, found 'https://www.youtube.com/embed/abc'",
        ),
        ("https://youtu.be/abc", "expected the URL of a video on YouTube, found 'https://youtu.be/abc'"),
        (
            "https://m.youtube.com/@channel",
            "expected the URL of a video on YouTube, found 'https://m.youtube.com/@channel'",
        ),
        ("vimeo.com/about", "expected the URL of a video on Vimeo, found 'vimeo.com/about'"),
        (
            "https://tube.example/v/abcdefghijk",
            "expected a video on YouTube, Vimeo, Dailymotion, TED, found 'https://tube.example/v/abcdefghijk'",
        ),
        ("https://nottube.youtube.example", "expected a video on YouTube, Vimeo, Dailymotion, TED, found "),
        ("words", "expected a video on YouTube, Vimeo, Dailymotion, TED, found 'words'"),
        (5, "expected a video on YouTube, Vimeo, Dailymotion, TED, found 5"),
    ],
)
def test_an_invalid_url_of_a_known_host_differs_from_an_unknown_host(written: object, message: str) -> None:
    faults = ProblemCollector("x")
    find_video(faults, written)
    (problem,) = faults.listed()
    assert problem.message.startswith(message)
    assert problem.message.endswith(": ignored")
    assert ("Copy the URL" in problem.hint) == ("the URL of" in message)


FRAME = '<iframe src="https://youtu.be/abcdefghijk"></iframe>'


@pytest.mark.parametrize(
    "html",
    [
        f"<p>Watch this:</p>{FRAME}",
        f"{FRAME} and read on",
        FRAME.removesuffix("</iframe>") + "and read on",
        f"{FRAME}<p>&eacute;</p>",
        f'{FRAME}<img src="a.png">',
        f"{FRAME}{FRAME}",
        f'<iframe src="https://maps.example/"></iframe>{FRAME}',
    ],
)
def test_what_is_beside_a_video_is_not_lost_in_silence(html: str) -> None:
    problems = ProblemCollector("a.md")
    assert find_video(problems, html) is not None
    assert [each.message for each in problems.listed()] == [
        "found more than a video: only the first video is shown"
    ]


@pytest.mark.parametrize(
    "html",
    [
        FRAME,
        f"<div class='video'><p> &nbsp; {FRAME}\n</p></div>",
        f"<!-- a player -->{FRAME}",
        FRAME.replace("></", "><p>Your browser has no frames.</p></"),
        FRAME.removesuffix("</iframe>"),
        FRAME.upper().replace("HTTPS://YOUTU.BE/ABCDEFGHIJK", "https://youtu.be/abcdefghijk"),
    ],
)
def test_a_frame_alone_is_all_there_is(html: str) -> None:
    problems = ProblemCollector("a.md")
    assert find_video(problems, html) is not None
    assert problems.listed() == ()
