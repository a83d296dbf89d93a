"""Builds on a cluster of two workers on this machine: the same bytes as without one."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.base.errors import ClusterError
from generator.base.progress import Progress
from generator.pipeline.dask_executor import DaskExecutor, make_handshake
from generator.pipeline.entry_point import build
from tests.support.cluster import growing_cluster, local_cluster
from tests.support.pictures import photograph
from tests.support.site_kit import Site, article


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with local_cluster() as address:
        yield address


@pytest.fixture
def site(site: Site) -> Site:
    """A site that is large enough for several workers, with images to make."""
    for number in range(240):
        fields = article(f"number-{number}", publishedDateTime=f"2026-03-{number % 28 + 1:02}T08:00:00Z")
        if number % 20 == 0:
            fields["images"] = [{"url": f"/assets/{number}.jpg"}]
            site.write(f"assets/{number}.jpg", photograph(seed=number))
        site.record(f"_news/{number}.md", fields)
    site.write("assets/20.jpg", b"\xff\xd8\xff not a picture")
    return site


def test_a_build_on_a_cluster_has_the_same_bytes(site: Site, address: str) -> None:
    report = site.build(cluster=address)
    assert report.counts.written > 300
    assert site.tree() == site.clean()
    assert len(list(site.output.rglob("*.webp"))) >= 11
    site.record("_news/7.md", article("number-7", title="Another"))
    site.build(cluster=address)
    assert site.tree() == site.clean()


@pytest.mark.long
def test_a_killed_worker_does_not_change_the_site(site: Site, tmp_path: Path) -> None:
    with local_cluster() as address:
        killer = Killer(address, tmp_path)
        build(site.options(cluster=address), killer)
        assert killer.killed
    assert site.tree() == site.clean()


class Killer(Progress):
    """Kills a worker when the first pages have been rendered."""

    def __init__(self, address: str, folder: Path) -> None:
        super().__init__()
        self._executor = DaskExecutor(address, make_handshake(bytes, folder / "kill", ()))
        self.killed = False

    def step(self, count: int = 1) -> None:
        if self._name == "render" and not self.killed:
            self.killed = True
            process = int(self._executor.submit(process_id, None).result())
            os.kill(process, signal.SIGKILL)


def test_a_worker_that_joins_late_is_used(site: Site) -> None:
    with growing_cluster(1) as cluster:
        build(site.options(cluster=cluster.scheduler_address), Joining(cluster))
        rendered = pieces_by_worker(cluster)
    assert len(rendered) == 2
    assert all(rendered.values())
    assert site.tree() == site.clean()


class Joining(Progress):
    """Starts a second worker before the first page is rendered: records have been read and images made by then."""

    def __init__(self, cluster: Any) -> None:
        super().__init__()
        self._cluster = cluster

    def begun(self, name: str, total: int) -> None:
        if name == "render":
            self._cluster.scale(2)
            self._cluster.wait_for_workers(2, timeout=60)


def pieces_by_worker(cluster: Any) -> dict[str, int]:
    """Return the number of pieces of work that each worker has run, by its address."""
    from distributed import Client

    with Client(cluster) as client:  # type: ignore[no-untyped-call]
        return dict(client.run(count_pieces))


def count_pieces(dask_worker: Any) -> int:
    return sum(
        str(each[0]).startswith("_run_piece") and "executing" in each for each in dask_worker.state.log
    )


def process_id(_: None) -> bytes:
    return str(os.getpid()).encode()


def test_an_unchanged_site_asks_no_cluster(small_site: Site) -> None:
    small_site.build()
    assert not small_site.build(cluster="tcp://127.0.0.1:1").counts.written


def test_without_a_cluster_the_build_stops_or_says_so(
    small_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.pipeline.dask_executor.CONNECT_SECONDS", 0.2)
    with pytest.raises(ClusterError, match="no Dask scheduler answers"):
        small_site.build(cluster="tcp://127.0.0.1:1")
    assert not list(small_site.output.rglob("*.html"))
    progress = Progress()
    build(small_site.options(cluster="tcp://127.0.0.1:1", cluster_optional=True), progress)
    ((warning, hint),) = progress.warnings
    assert warning.endswith(": this machine does the work")
    assert hint
    assert small_site.tree() == small_site.clean()


def test_the_address_may_stand_in_the_settings(small_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    small_site.write("site.toml", '[cluster]\naddress = "tcp://127.0.0.1:1"\n')
    monkeypatch.setattr("generator.pipeline.dask_executor.CONNECT_SECONDS", 0.2)
    with pytest.raises(ClusterError, match="no Dask scheduler answers"):
        small_site.build()


def test_dask_must_be_installed(small_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.pipeline.cluster.find_spec", lambda _: None)
    with pytest.raises(ClusterError, match="Dask is not installed") as error:
        small_site.build(cluster="tcp://127.0.0.1:1")
    assert "broadsheet[cluster]" in error.value.hint
