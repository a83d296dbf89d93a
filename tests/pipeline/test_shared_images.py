"""Builds on several machines that share a cache of images: nobody does twice what another has done."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.base.errors import SettingsError
from generator.base.progress import Progress
from generator.model.fetched_images import ImageCounts
from generator.model.report import BuildReport
from generator.pipeline.entry_point import build
from tests.support.cluster import local_cluster
from tests.support.pictures import photograph
from tests.support.site_kit import Site, article
from tests.support.strange_host import StrangeHost, strange_host


@pytest.fixture(scope="module")
def host() -> Iterator[StrangeHost]:
    with strange_host() as host:
        yield host


@pytest.fixture(params=["file", "s3"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "file":
        return (tmp_path / "store").as_uri()
    request.getfixturevalue("bucket")
    return "s3://river-site/images"


@pytest.fixture
def site(site: Site, host: StrangeHost) -> Site:
    """A site with two images elsewhere, one that is gone, and one of its own."""
    host.asked.clear()
    for name in ("good", "moved", "nowhere"):
        site.record(f"_news/{name}.md", article(name, images=[{"url": host.url(f"/{name}.jpg")}]))
    site.record("_news/own.md", article("own", images=[{"url": "/assets/own.jpg"}]))
    site.write("assets/own.jpg", photograph(seed=1))
    return site


def settings(url: str) -> dict[str, dict[str, object]]:
    return {"images": {"allow_hosts": ["127.0.0.1"], "shared_cache": url}}


def build_on(
    site: Site, machine: str, url: str, **options: object
) -> tuple[BuildReport, list[tuple[str, str]]]:
    """Build on a machine with a cache and an output of its own. Return the report and the warnings."""
    progress, place = Progress(), site.folder / machine
    given = {"output": place / "output", "cache": place / "cache", "overrides": settings(url), **options}
    report = build(site.options(**given), progress)
    return report, progress.warnings


def tree(site: Site, machine: str) -> dict[str, bytes]:
    return Site(site.folder, site.folder / machine / "output").tree()


def test_the_second_machine_fetches_and_makes_nothing(site: Site, host: StrangeHost, url: str) -> None:
    alone, _ = build_on(site, "alone", "")
    first, _ = build_on(site, "first", url)
    assert (first.pictures.counts, first.pictures.made) == (alone.pictures.counts, 2)
    asked = list(host.asked)
    second, warnings = build_on(site, "second", url)
    assert second.pictures.counts == ImageCounts(kept=2, failed=1)
    assert second.pictures.made == 0
    assert [each[0] for each in host.asked[len(asked) :]] == [
        each[0] for each in asked if "nowhere" in each[0]
    ][:1]
    assert not warnings
    assert tree(site, "second") == tree(site, "first") == tree(site, "alone")
    host.asked.clear()
    assert build_on(site, "second", url)[0].settled
    assert host.asked == []


def test_what_one_machine_lost_comes_from_the_store(site: Site, host: StrangeHost, url: str) -> None:
    build_on(site, "first", url)
    before = tree(site, "first")
    for file in (site.folder / "first/cache/pictures").rglob("*.*"):
        if file.suffix in (".jpg", ".made"):
            file.unlink()
    host.asked.clear()
    report, _ = build_on(site, "first", url, full=True)
    assert report.pictures.made == 0
    assert not [each for each in host.asked if "good" in each[0] or "moved" in each[0]]
    assert tree(site, "first") == before


def test_edits_give_the_same_bytes_as_a_build_from_nothing(site: Site, url: str) -> None:
    build_on(site, "first", url)
    site.write("assets/own.jpg", photograph(seed=2))
    site.record("_news/more.md", article("more", images=[{"url": "/assets/own.jpg"}]))
    build_on(site, "first", url)
    build_on(site, "second", url)
    build_on(site, "alone", "")
    assert tree(site, "first") == tree(site, "second") == tree(site, "alone")


def test_a_store_that_fails_costs_one_warning(
    site: Site, monkeypatch: pytest.MonkeyPatch, bucket: object
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    report, warnings = build_on(site, "first", "s3://river-site/images")
    assert report.pictures.made == 2
    ((message, _),) = warnings
    assert message.startswith("images.shared_cache: cannot read s3://river-site/images/urls/")
    build_on(site, "alone", "")
    assert tree(site, "first") == tree(site, "alone")


@pytest.mark.parametrize("options", [{"offline": True}, {"dry_run": True}])
def test_offline_and_dry_runs_do_not_ask_the_store(
    site: Site, tmp_path: Path, options: dict[str, bool]
) -> None:
    build_on(site, "first", (tmp_path / "store").as_uri(), **options)
    assert not (tmp_path / "store").exists()


def test_a_cluster_shares_its_images(site: Site, host: StrangeHost, tmp_path: Path) -> None:
    url = (tmp_path / "store").as_uri()
    with local_cluster(1) as address:
        build_on(site, "first", url, cluster=address)
    second, _ = build_on(site, "second", url)
    assert second.pictures.made == 0
    assert tree(site, "second") == tree(site, "first")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("bucket/folder", "images.shared_cache: expected the URL of a folder"),
        ("s3:// bucket", "images.shared_cache: expected the URL of a folder"),
        ("file://{0}/content/x", "expected a folder apart from the content folder"),
        ("file://{0}/first/output", "expected a folder apart from the output folder"),
        ("file://{0}", "expected a folder apart from the content folder"),
        ("file://{0}/first/cache/pictures", "expected a folder apart from the cache folder"),
        ("nowhere://x", "cannot open nowhere://x"),
    ],
)
def test_a_wrong_place_is_an_error(site: Site, url: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        build_on(site, "first", url.format(site.folder))


def test_where_images_are_shared_shapes_nothing(site: Site, tmp_path: Path) -> None:
    site.build(overrides={"images": {"mode": "remote"}})
    moved = {"images": {"mode": "remote", "shared_cache": (tmp_path / "store").as_uri()}}
    assert site.build(overrides=moved).settled
