"""What a site may show and request: hosts of its settings, and images that other sites cached."""

import pytest

from generator.images.fetch_index import FetchEntry
from generator.images.permissions import EXCLUDED, is_due, is_host_allowed, reason_to_hide, split_by_settings
from generator.model.fetched_images import Blob, ImageCounts
from generator.model.settings import ImageSettings
from generator.net.retry import DAY
from generator.net.ssrf_guard import SsrfGuard
from tests.support.hosts import NOW, Clock, Fetch, Names, numbered
from tests.support.strange_host import StrangeHost

URL = "https://a.example/p.jpg"
BLOB = Blob(b"d" * 16, "image/jpeg", 5000, 640, 360)


@pytest.mark.parametrize(
    ("include", "exclude", "shown"),
    [
        ((), (), True),
        (("example",), (), True),
        (("a.example",), (), True),
        (("b.example",), (), False),
        ((), ("a.example",), False),
        ((), ("x.a.example",), True),
        (("example",), ("a.example",), False),
    ],
)
def test_settings_include_and_exclude_hosts(
    include: tuple[str, ...], exclude: tuple[str, ...], shown: bool
) -> None:
    settings = ImageSettings(include=include, exclude=exclude)
    assert is_host_allowed(URL, settings) is shown
    assert split_by_settings([URL], settings) == ([URL] * shown, [URL] * (not shown))


@pytest.mark.parametrize(
    ("entry", "allowed", "reason"),
    [
        (None, (), ""),
        (FetchEntry("failed", 1, 1, exempt=("a.example:80",)), (), ""),
        (FetchEntry("good", 1, 1, BLOB), (), ""),
        (FetchEntry("good", 1, 1, BLOB, exempt=("a.example:80",)), (), "a.example:80 is not public"),
        (FetchEntry("good", 1, 1, BLOB, exempt=("a.example:80",)), ("a.example",), ""),
        (FetchEntry("good", 1, 1, BLOB, exempt=("a.example:80",)), ("a.example:80",), ""),
        (FetchEntry("good", 1, 1, BLOB, exempt=("a.example:80",)), ("a.example:81",), "a.example:80"),
        (
            FetchEntry("good", 1, 1, BLOB, exempt=("a.example:80", "b.example:81")),
            ("a.example",),
            "b.example:81",
        ),
        (FetchEntry("good", 1, 1, BLOB, exempt=("::1:8080",)), ("::1",), ""),
        (FetchEntry("good", 1, 1, BLOB, final="https://img.bad.example/"), (), EXCLUDED),
        (FetchEntry("good", 1, 1, BLOB, final="https://img.fine.example/"), (), ""),
    ],
)
def test_a_cached_image_needs_the_permissions_of_this_site(
    entry: FetchEntry | None, allowed: tuple[str, ...], reason: str
) -> None:
    found = reason_to_hide(entry, ("bad.example",), SsrfGuard(allowed))
    assert found.startswith(reason)
    assert bool(found) == bool(reason)


@pytest.mark.parametrize(
    ("entry", "due"),
    [
        (None, True),
        (FetchEntry("good", NOW, 1), True),
        (FetchEntry("good", NOW + 1, 1), False),
        (FetchEntry("good", NOW + 9, NOW + 2 * DAY), True),
        (FetchEntry("forbidden", NOW + 9, 1), False),
        (FetchEntry("forbidden", NOW + 9, 1, final="http://inside.example/"), True),
        (FetchEntry("forbidden", NOW + 9, 1, final="http://inside.example:99999/"), False),
    ],
)
def test_an_image_is_due_after_its_time_or_once_it_is_allowed(entry: FetchEntry | None, due: bool) -> None:
    assert is_due(URL, entry, NOW, SsrfGuard(["inside.example"])) is due


def test_a_site_does_not_show_what_only_another_may_fetch(
    host: StrangeHost, names: Names, fetch: Fetch, clock: Clock
) -> None:
    """Both sites share the cache; of the honest host, one image redirects into the private network."""
    host.redirects = {"/in.jpg": host.url("/good.jpg", "inside.test")}
    urls = [host.url("/in.jpg", "honest.test"), host.url("/good.jpg", "inside.test")]
    trusting, strict = ("honest.test", "inside.test"), ("honest.test",)
    assert fetch(*urls, allow_hosts=strict).counts == ImageCounts(refused=2)
    assert fetch(*urls, allow_hosts=trusting).counts == ImageCounts(fetched=2)
    host.asked.clear()
    for seconds in (0, 100 * DAY):
        clock.now += seconds
        shown = fetch(*urls, allow_hosts=strict)
        assert shown.counts == ImageCounts(refused=2)
        assert all(f"inside.test:{host.port} is not public" in str(each) for each in shown.images.values())
    assert host.asked == []
    assert fetch(*urls, allow_hosts=trusting).counts == ImageCounts(not_modified=2), (
        "the image is still there"
    )
    assert fetch(*urls, allow_hosts=strict).counts == ImageCounts(refused=2), "also after a renewal"


def test_a_redirect_into_an_excluded_host_is_hidden_also_from_the_cache(
    host: StrangeHost, names: Names, fetch: Fetch
) -> None:
    host.redirects = {"/out.jpg": host.url("/good.jpg", "cdn.test")}
    url = host.url("/out.jpg", "honest.test")
    allowed = ("honest.test", "cdn.test")
    assert fetch(url, allow_hosts=allowed).counts.fetched == 1
    assert fetch(url, allow_hosts=allowed, exclude=("cdn.test",)).images[url] == EXCLUDED


def test_what_is_hidden_depends_on_the_index(host: StrangeHost, names: Names, fetch: Fetch) -> None:
    (url,) = numbered(host, 1, "inside.test")
    fetch(url)
    hidden = fetch(url, allow_hosts=())
    assert hidden.freshness is not None
    assert hidden.freshness.stamp is not None
    assert hidden.freshness.due is None
