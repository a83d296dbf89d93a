"""Outcome for every kind of host misbehaviour. ``docs/images.md`` has the same table."""

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
    "/gzip.jpg": ("refused", "the response has an unsupported encoding (gzip)"),
    "/moved.jpg": ("fetched", ""),
    "/hop1.jpg": ("fetched", ""),
    "/hop2.jpg": ("fetched", ""),
    "/hop3.jpg": ("fetched", ""),
    "/hop4.jpg": ("fetched", ""),
    "/hang-up-once.jpg": ("fetched", ""),
    "/hang-up.jpg": ("failed", "the connection failed (Server disconnected without sending a response.)"),
    "/hop0.jpg": ("failed", "the URL redirects more than 4 times"),
    "/loop.jpg": ("failed", "the URL redirects more than 4 times"),
    "/slow-drip.jpg": ("failed", "the request took longer than 3 s"),
    "/silent.jpg": ("failed", "the host sent nothing for 1.5 s"),
    "/endless.jpg": ("refused", "the file is larger than 8 MB"),
    "/endless-headers.jpg": ("failed", "the connection failed (Receive buffer too long)"),
    "/too-large.jpg": ("refused", "the file is larger than 8 MB"),
    "/gzip-bomb.jpg": ("refused", "the response has an unsupported encoding (gzip)"),
    "/brotli.jpg": ("refused", "the response has an unsupported encoding (br)"),
    "/wrong-type.jpg": (
        "refused",
        "the file is not a JPEG, PNG, WebP, GIF or AVIF image (it looks like an HTML page)",
    ),
    "/drawing.svg": ("refused", "the file is not a JPEG, PNG, WebP, GIF or AVIF image (it looks like SVG)"),
    "/empty.jpg": ("refused", "the file is not a JPEG, PNG, WebP, GIF or AVIF image (it is empty)"),
    "/truncated.jpg": ("failed", "the file is truncated"),
    "/broken-off.jpg": ("failed", "the connection failed (peer closed connection"),
    "/bomb-header.png": ("refused", "the image is 50,000 × 50,000 pixels; the limit is 12,000 per side"),
    "/bomb-pixels.png": ("refused", "the image is 11,000 × 11,000 pixels; the limit is 40 million pixels"),
    "/gone.jpg": ("failed", "the host answered 410 (permanently gone)"),
    "/nowhere.jpg": ("failed", "the host answered 404 (not found)"),
    "/members.jpg": ("failed", "the host answered 403 (forbidden)"),
    "/busy.jpg": (
        "failed",
        "the host answered 429 (too many requests) and asked to retry later",
    ),
    "/broken.jpg": ("failed", "the host answered 500 (server error)"),
    "/partial.jpg": ("failed", "the host answered 206"),
    "/garbage.jpg": ("failed", "the connection failed (illegal status line"),
    "/to-private.jpg": ("refused", "10.0.0.1 resolves to a private network (10.0.0.1)"),
    "/to-metadata.jpg": (
        "refused",
        "169.254.169.254 resolves to a link-local network or a cloud metadata service",
    ),
    "/to-decimal.jpg": ("refused", "2130706433 resolves to this machine (127.0.0.1)"),
    "/to-file.jpg": ("refused", "the URL is not a valid http or https URL"),
    "/to-login.jpg": ("refused", "the URL contains a user name or password"),
    "/to-mail.jpg": ("refused", "port 25 is not a web port"),
    "/to-nowhere.jpg": ("failed", "it redirects to an invalid URL"),
    "/to-no-port.jpg": ("refused", "the URL is not a valid http or https URL"),
}


def test_the_table_has_every_behaviour_of_the_host() -> None:
    assert BEHAVIOURS.keys() | {"/nowhere.jpg"} == TABLE.keys()


def test_every_misbehaviour_has_its_outcome_and_reason(host: StrangeHost, names: Names, fetch: Fetch) -> None:
    names["10.0.0.1"], names["169.254.169.254"] = ["10.0.0.1"], ["169.254.169.254"]
    # Every path has its own host, so that failures do not affect other paths.
    urls = {path: host.url(path, f"{re.sub('[/.]', '', path)}.test") for path in TABLE}
    started = time.monotonic()
    fetched = fetch(*urls.values(), deadline=20)
    assert time.monotonic() - started < 8
    outcomes = {each.url: each for each in fetched.outcomes}
    for path, (state, reason) in TABLE.items():
        found = outcomes[urls[path]]
        assert (path, found.state) == (path, state), found.reason
        assert found.reason.startswith(reason), path
        picture = fetched.images[urls[path]]
        assert isinstance(picture, Blob) if state == "fetched" else picture == found.reason
    assert fetched.note == ""


def test_the_document_has_the_same_table() -> None:
    text = DOC.read_text("utf-8").replace("30 s", "3 s").replace("10 s", "1.5 s")
    shown = {
        row[0]: (row[1], row[2])
        for row in re.findall(r"^\| `(/\S+)` \|.*\| (\w[\w ]*) \| (?:(.*) )?\|$", text, re.MULTILINE)
    }
    assert shown.keys() == TABLE.keys()
    for path, (state, reason) in TABLE.items():
        assert shown[path][0] == state, path
        assert shown[path][1].startswith(reason), path


def test_a_silent_host_affects_only_its_own_images(host: StrangeHost, names: Names, fetch: Fetch) -> None:
    host.pictures["/fine.jpg"] = jpeg()
    mute = [host.url("/silent.jpg", f"mute{number}.test") for number in range(3)]
    fine = [host.url("/fine.jpg", f"fine{number}.test") for number in range(20)]
    counts = fetch(*mute, *fine, limits=RequestLimits(connect=2, read=1, total=2)).counts
    assert (counts.fetched, counts.failed) == (20, 3)
