"""``check --external``: which links of the records are dead or have moved, where they are named, what that means."""

import json
from collections.abc import Callable, Iterator
from subprocess import CompletedProcess

import pytest

from generator.base.progress import Progress
from generator.commands.check_links import LinkOptions, check_links
from generator.model.results.link_check import LinkFinding, LinkReport, Mention
from generator.net.limits import RequestLimits
from generator.reports.link_check import link_lines
from tests.cli.conftest import call
from tests.support.site_kit import Site, article
from tests.support.strange_host import StrangeHost, strange_host

Call = Callable[..., CompletedProcess[str]]
__all__ = ["call"]


@pytest.fixture(scope="module")
def host() -> Iterator[StrangeHost]:
    with strange_host() as host:
        yield host


@pytest.fixture
def linked(site: Site, host: StrangeHost) -> Site:
    """A site with one link that is good, one that is dead and named twice, one that has moved, one that fails."""
    links = {"good": "/page", "dead": "/gone.jpg", "moved": "/moved-for-good", "failing": "/broken.jpg"}
    for name, path in links.items():
        provider = {"name": f"Provider of {name}", "domain": ""}
        fields = {"originalUrl": host.url(path), "webUrl": host.url(path), "provider": provider}
        site.record(f"{name}.md", article(name, **fields))
    site.write("site.toml", f'[images]\nallow_hosts = ["127.0.0.1:{host.port}"]\n')
    host.asked.clear()
    return site


def checked(site: Site) -> LinkReport:
    quick = RequestLimits(at_once=4, per_host=1, connect=2.0, read=2.0, total=3.0)
    return check_links(LinkOptions(site.content, site.cache, 20.0, quick), Progress())


def told(findings: tuple[LinkFinding, ...]) -> list[tuple[str, str, int]]:
    return [(each.provider, each.url.rpartition("/")[2], each.status) for each in findings]


def test_dead_links_are_listed_by_provider_with_file_and_line(linked: Site, host: StrangeHost) -> None:
    report = checked(linked)
    assert told(report.dead) == [("Provider of dead", "gone.jpg", 410)]
    assert told(report.failed) == [("Provider of failing", "broken.jpg", 500)]
    assert told(report.moved) == [("Provider of moved", "moved-for-good", 200)]
    assert report.moved[0].moved == host.url("/page")
    assert (report.links, report.asked, report.good, report.later) == (5, 5, 2, 0)
    assert report.closed == 1, "the site of the provider, on a port that is not allowed"
    lines = (linked.content / "dead.md").read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if text.startswith("originalUrl"))
    assert report.dead[0].mentions == (Mention("dead.md", line, "originalUrl"),)
    said = list(link_lines(report, "content"))
    assert f"        content/dead.md:{line}: originalUrl" in said
    assert said.index("Dead:") < said.index("Not responding:") < said.index("Moved permanently:")


def test_known_links_are_not_requested_again(linked: Site, host: StrangeHost) -> None:
    before = checked(linked)
    host.asked.clear()
    after = checked(linked)
    assert (after.asked, host.asked) == (0, [])
    assert (after.dead, after.moved, after.failed) == (before.dead, before.moved, before.failed)


def test_provider_sites_are_checked_and_hidden_records_are_not(site: Site, host: StrangeHost) -> None:
    provider = {"name": "Kiln", "domain": "kiln.example"}
    site.record("a.md", article("a", originalUrl=host.url("/page"), webUrl=None, provider=provider))
    site.record("b.md", article("b", originalUrl=host.url("/gone.jpg"), webUrl=None, removed=True))
    site.write("site.toml", f'[images]\nallow_hosts = ["127.0.0.1:{host.port}"]\nexclude = []\n')
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("socket.getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("127.0.0.1", host.port))])
        report = checked(site)
    assert report.links == 2
    assert report.closed == 1, "the provider's name leads to this machine"


def test_many_records_of_one_link_are_counted() -> None:
    places = tuple([Mention(f"{number}.md", 3, "webUrl") for number in range(9)])
    finding = LinkFinding("", "https://a.example/", "dead", 404, "2026-01-02", "its host says no", "", places)
    lines = list(link_lines(LinkReport(1, 0, 0, 0, 0, (finding,), (), ()), "content"))
    assert "        and 6 more records" in lines
    assert "  no provider" in lines


def test_a_dead_link_is_a_warning(linked: Site, host: StrangeHost, call: Call) -> None:
    given = ("check", "--external", "--content", linked.content, "--cache", linked.cache)
    checked(linked)
    done = call(*given)
    assert (done.returncode, "gone.jpg" in done.stdout) == (0, True)
    assert call(*given, "--strict").returncode == 1
    plain = json.loads(call(*given, "--format", "json").stdout)
    assert [each["url"] for each in plain["dead"]] == [host.url("/gone.jpg")]
    assert set(plain["dead"][0]["mentions"][0]) == {"path", "line", "field"}
    github = call(*given, "--format", "github").stdout
    assert "::warning file=" in github
    assert "::notice file=" in github


def test_moved_links_alone_are_no_failure(linked: Site, call: Call) -> None:
    for name in ("dead", "failing"):
        (linked.content / f"{name}.md").unlink()
    checked(linked)
    done = call("check", "--external", "--content", linked.content, "--cache", linked.cache, "--strict")
    assert (done.returncode, "moved-for-good" in done.stdout) == (0, True)


@pytest.mark.parametrize("other", [("--output", "."), ("--feeds", ".")], ids=str)
def test_it_is_a_check_of_its_own(other: tuple[str, str], call: Call) -> None:
    done = call("check", "--external", *other)
    assert done.returncode == 1
    assert "a separate check" in done.stderr


def test_the_workflows_never_ask_other_hosts() -> None:
    from tests.support.site_kit import ROOT

    flows = [*(ROOT / ".github").rglob("*.yml"), *(ROOT / "generator" / "starter").rglob("*.yml")]
    assert len(flows) >= 3
    assert not [each for each in flows if "--external" in each.read_text("utf-8")]
