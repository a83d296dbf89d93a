"""Pictures from elsewhere: the site is up before they are, and nobody who edits waits for them."""

import socket
from collections.abc import Iterator
from contextlib import closing
from time import monotonic

import pytest

from tests.server.conftest import BASE_URL, running, wait_until
from tests.support.site_kit import Site, article, difference
from tests.support.strange_host import StrangeHost, strange_host

ALLOWED = '[images]\nallow_hosts = ["127.0.0.1"]\n'
PAGE = "/repo/2024/05/01/the-clock/"


@pytest.fixture
def host() -> Iterator[StrangeHost]:
    with strange_host() as one:
        yield one


@pytest.fixture
def silent_host() -> Iterator[str]:
    """The address of a picture on a host that takes every call and never says a word."""
    with closing(socket.socket()) as host:
        host.bind(("127.0.0.1", 0))
        host.listen(50)
        yield f"http://127.0.0.1:{host.getsockname()[1]}/picture.jpg"


def pictured(site: Site, url: str) -> Site:
    site.write("site.toml", ALLOWED)
    site.record("clock.md", article("clock", images=[{"url": url, "width": 1, "height": 1}]))
    return site


def test_pictures_come_after_the_site_is_up(site: Site, host: StrangeHost) -> None:
    with running(pictured(site, host.url("/good.jpg"))) as server:
        assert server.wait_for("Complete").startswith("Complete 1 image fetched")
        assert "/repo/pictures/" in server.ask(PAGE).text
        site.record("dial.md", article("dial", images=[{"url": host.url("/other/good.jpg")}]))
        server.wait_for("Rebuilt")
        server.wait_for("Complete")
    assert host.times("/good.jpg") == 1


def test_a_picture_that_cannot_be_had_is_asked_for_once(site: Site, host: StrangeHost) -> None:
    with running(pictured(site, host.url("/nowhere.jpg"))) as server:
        assert server.wait_for("Complete").startswith("Complete 1 image not available")
        site.edit("clock.md", "What there is to say", "All there is to say")
        server.wait_for("Rebuilt")
        site.edit("clock.md", "All there is to say", "Everything there is to say")
        server.wait_for("Rebuilt")
        assert not [line for line in server.lines[-1:] if line.startswith("Complete 1")]
    assert host.times("/nowhere.jpg") == 1


def test_offline_makes_no_request(site: Site, host: StrangeHost) -> None:
    with running(pictured(site, host.url("/good.jpg")), "--offline") as server:
        site.edit("clock.md", "What there is to say", "All there is to say")
        server.wait_for("Rebuilt")
    assert host.asked == []


def test_an_edit_does_not_wait_for_pictures(site: Site, silent_host: str) -> None:
    with running(pictured(site, silent_host)) as server:
        for old, new in (("What", "All"), ("All", "Everything")):
            started = monotonic()
            site.edit("clock.md", f"{old} there is to say", f"{new} there is to say")
            server.wait_for("Rebuilt")
            assert monotonic() - started < 5
            assert f"{new} there is to say" in server.ask(PAGE).text


def test_ctrl_c_does_not_wait_for_pictures(site: Site, silent_host: str) -> None:
    with running(pictured(site, silent_host)) as server:
        wait_until(lambda: server.ask(PAGE).status == 200)
        assert server.interrupt() < 2
        assert server.process.returncode == 0


def test_the_search_index_is_renewed_when_nobody_waits(site: Site) -> None:
    site.record("clock.md", article("clock"))
    with running(site) as server:
        index = {path: data for path, data in site.tree().items() if path.endswith(".pf_meta")}
        if not index:
            pytest.skip("NO PAGEFIND: this platform has no search")
        site.edit("clock.md", "What there is to say", "Xylophones there are")
        server.wait_for("Rebuilt")
        assert "Xylophones" in server.ask(PAGE).text
        assert {path: site.tree().get(path) for path in index} == index
        assert "search index updated" in server.wait_for("Complete")
    clean = site.clean(overrides={"site": {"base_url": BASE_URL}})
    assert not difference(clean, site.tree())


def test_a_build_after_a_hasty_one_renews_the_index(site: Site) -> None:
    site.record("clock.md", article("clock"))
    site.build()
    site.edit("clock.md", "What there is to say", "Xylophones there are")
    site.build(hasty=True)
    site.build()
    assert not difference(site.clean(), site.tree())
