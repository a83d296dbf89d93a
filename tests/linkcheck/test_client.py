"""Checking one link: methods, redirects, blocked hosts and every kind of misbehaviour."""

import pytest

from generator.model.results.link_check import LinkState
from tests.support.hosts import Names
from tests.support.link_checks import Ask
from tests.support.strange_host import METHOD, StrangeHost

CASES: dict[str, tuple[LinkState, int]] = {
    "/page": ("good", 200),
    "/no-head": ("good", 200),
    "/head-hangs-up": ("good", 200),
    "/endless.jpg": ("good", 200),
    "/gzip-bomb.jpg": ("good", 200),
    "/nothing-here": ("dead", 404),
    "/gone.jpg": ("dead", 410),
    "/moved-away": ("dead", 410),
    "/members.jpg": ("closed", 403),
    "/busy.jpg": ("busy", 429),
    "/broken.jpg": ("failed", 500),
    "/hang-up.jpg": ("failed", 0),
    "/silent.jpg": ("failed", 0),
    "/garbage.jpg": ("failed", 0),
    "/endless-headers.jpg": ("failed", 0),
    "/loop.jpg": ("failed", 0),
    "/to-private.jpg": ("closed", 0),
    "/to-metadata.jpg": ("closed", 0),
    "/to-file.jpg": ("closed", 0),
    "/to-login.jpg": ("closed", 0),
    "/to-mail.jpg": ("closed", 0),
}


@pytest.mark.parametrize(("path", "found"), CASES.items(), ids=CASES)
def test_every_misbehaviour_has_its_state(
    path: str, found: tuple[LinkState, int], ask: Ask, host: StrangeHost, names: Names
) -> None:
    names.update({address: [address] for address in ("10.0.0.1", "169.254.169.254")})
    entry = ask(host.url(path)).entries[host.url(path)]
    assert (entry.state, entry.status) == found
    assert bool(entry.reason) == (entry.state != "good")


def test_sends_head_first_and_get_after_a_failure(ask: Ask, host: StrangeHost) -> None:
    ask(host.url("/page"))
    assert [headers[METHOD] for _, headers in host.asked] == ["HEAD"]
    assert host.headers("/page")["user-agent"] == "Broadsheet/test"
    assert "cookie" not in host.headers("/page")
    ask(host.url("/no-head"))
    assert [headers[METHOD] for path, headers in host.asked if path == "/no-head"] == ["HEAD", "GET"]


MOVED = {"/moved-for-good": "/page", "/moved-again": "/page", "/moved-to-login": "/to-page", "/to-page": ""}


@pytest.mark.parametrize(("path", "target"), MOVED.items(), ids=MOVED)
def test_a_link_has_moved_as_far_as_redirects_are_permanent(
    path: str, target: str, ask: Ask, host: StrangeHost
) -> None:
    entry = ask(host.url(path)).entries[host.url(path)]
    assert entry.state == "good"
    assert entry.moved == (host.url(target) if target else "")


def test_does_not_request_private_hosts(ask: Ask, host: StrangeHost) -> None:
    entry = ask(host.url("/page"), allowed=()).entries[host.url("/page")]
    assert (entry.state, host.asked) == ("closed", [])
    assert "this machine" in entry.reason


def test_an_unknown_host_makes_its_links_dead(ask: Ask, host: StrangeHost, names: Names) -> None:
    names["nowhere.example"] = []
    found = ask("http://nowhere.example/", host.url("/page"))
    assert found.entries["http://nowhere.example/"].state == "dead"
