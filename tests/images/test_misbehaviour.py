"""What becomes of every way in which a host misbehaves. ``docs/images.md`` shows the same table."""

import re
import time
from pathlib import Path

from generator.model.fetched_images import Blob
from generator.net.limits import RequestLimits
from tests.support.hosts import Fetch, Names
from tests.support.strange_host import BEHAVIOURS, StrangeHost, jpeg

DOC = Path(__file__).parents[2] / "docs" / "images.md"

TABLE = {
    "/good.jpg": ("fetched", ""),
    "/small.png": ("fetched", ""),
    "/gzip.jpg": ("fetched", ""),
    "/moved.jpg": ("fetched", ""),
    "/hop1.jpg": ("fetched", ""),
    "/hop2.jpg": ("fetched", ""),
    "/hop3.jpg": ("fetched", ""),
    "/hop4.jpg": ("fetched", ""),
    "/hang-up-once.jpg": ("fetched", ""),
    "/hang-up.jpg": ("failed", "its host broke off (Server disconnected without sending a response.)"),
    "/hop0.jpg": ("failed", "it is behind more than 4 redirects"),
    "/loop.jpg": ("failed", "it is behind more than 4 redirects"),
    "/slow-drip.jpg": ("failed", "it was not there after 3 s"),
    "/silent.jpg": ("failed", "nothing came for 1.5 s"),
    "/endless.jpg": ("refused", "it has more than 8 MB"),
    "/endless-headers.jpg": ("failed", "its host broke off (Receive buffer too long)"),
    "/too-large.jpg": ("refused", "it has more than 8 MB"),
    "/gzip-bomb.jpg": ("refused", "it has more than 8 MB"),
    "/brotli.jpg": ("refused", "it is packed in a way that was not asked for (br)"),
    "/wrong-type.jpg": (
        "refused",
        "it is no JPEG, PNG, WebP, GIF or AVIF picture (it looks like a page)",
    ),
    "/drawing.svg": ("refused", "it is no JPEG, PNG, WebP, GIF or AVIF picture (it looks like SVG)"),
    "/empty.jpg": ("refused", "it is no JPEG, PNG, WebP, GIF or AVIF picture (it is empty)"),
    "/truncated.jpg": ("failed", "it is cut short"),
    "/broken-off.jpg": ("failed", "its host broke off (peer closed connection"),
    "/bomb-header.png": ("refused", "it is 50,000 × 50,000 pixels large; a side may have 12,000"),
    "/bomb-pixels.png": ("refused", "it is 11,000 × 11,000 pixels large; 40 million may be"),
    "/gone.jpg": ("failed", "its host answered 410 (gone for good)"),
    "/nowhere.jpg": ("failed", "its host answered 404 (not there)"),
    "/members.jpg": ("failed", "its host answered 403 (not for us)"),
    "/busy.jpg": (
        "failed",
        "its host answered 429 (too many requests) and asks to be left alone for a while",
    ),
    "/broken.jpg": ("failed", "its host answered 500 (it is broken)"),
    "/partial.jpg": ("failed", "its host answered 206"),
    "/garbage.jpg": ("failed", "its host broke off (illegal status line"),
    "/to-private.jpg": ("refused", "10.0.0.1 leads to a private network (10.0.0.1)"),
    "/to-metadata.jpg": ("refused", "169.254.169.254 leads to the local link, or a cloud's own service"),
    "/to-decimal.jpg": ("refused", "2130706433 leads to this machine (127.0.0.1)"),
    "/to-file.jpg": ("refused", "it leads to no address of the web"),
    "/to-login.jpg": ("refused", "it carries a name or a password"),
    "/to-mail.jpg": ("refused", "port 25 is not one of the web's"),
    "/to-nowhere.jpg": ("failed", "it leads to no address of the web"),
    "/to-no-port.jpg": ("refused", "it leads to no address of the web"),
}


def test_every_behaviour_of_the_host_is_in_the_table() -> None:
    assert BEHAVIOURS.keys() | {"/nowhere.jpg"} == TABLE.keys()


def test_whatever_hosts_do_is_an_outcome_with_a_reason(host: StrangeHost, names: Names, fetch: Fetch) -> None:
    names["10.0.0.1"], names["169.254.169.254"] = ["10.0.0.1"], ["169.254.169.254"]
    # Every path has a host of its own, so that none pays for the others.
    urls = {path: host.url(path, f"{re.sub('[/.]', '', path)}.test") for path in TABLE}
    started = time.monotonic()
    fetched = fetch(*urls.values(), deadline=20)
    assert time.monotonic() - started < 8
    told = {each.url: each for each in fetched.outcomes}
    for path, (state, reason) in TABLE.items():
        found = told[urls[path]]
        assert (path, found.state) == (path, state), found.reason
        assert found.reason.startswith(reason), path
        picture = fetched.pictures[urls[path]]
        assert isinstance(picture, Blob) if state == "fetched" else picture == found.reason
    assert fetched.note == ""


def test_the_document_shows_this_table() -> None:
    text = DOC.read_text("utf-8").replace("30 s", "3 s").replace("10 s", "1.5 s")
    shown = {
        row[0]: (row[1], row[2])
        for row in re.findall(r"^\| `(/\S+)` \|.*\| (\w[\w ]*) \| (?:(.*) )?\|$", text, re.MULTILINE)
    }
    assert shown.keys() == TABLE.keys()
    for path, (state, reason) in TABLE.items():
        assert shown[path][0] == state, path
        assert shown[path][1].startswith(reason), path


def test_a_host_that_says_nothing_costs_its_pictures_and_no_others(
    host: StrangeHost, names: Names, fetch: Fetch
) -> None:
    host.pictures["/fine.jpg"] = jpeg()
    mute = [host.url("/silent.jpg", f"mute{number}.test") for number in range(3)]
    fine = [host.url("/fine.jpg", f"fine{number}.test") for number in range(20)]
    counts = fetch(*mute, *fine, limits=RequestLimits(connect=2, read=1, total=2)).counts
    assert (counts.fetched, counts.failed) == (20, 3)
