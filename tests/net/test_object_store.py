"""Stores of files: a folder and a real S3 server on this machine."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.base.errors import SettingsError
from generator.net import object_store
from generator.net.object_store import ObjectStore, StoreError


@pytest.fixture(params=["file", "s3"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "file":
        return (tmp_path / "store").as_uri()
    request.getfixturevalue("bucket")
    return "s3://river-site/radar/"


def test_what_is_written_is_read_and_removed(url: str) -> None:
    with ObjectStore(url) as store:
        assert (store.read("a/b c", 9), store.has("a/b c")) == (None, False)
        store.write("a/b c", b"hello")
        store.write("empty", b"")
        assert store.has("a/b c")
        assert [store.read("a/b c", limit) for limit in (9, 5, 4)] == [b"hello", b"hello", b"hell"]
        assert store.read("empty", 9) == b""
        for _ in range(2):
            store.remove("a/b c")
        assert store.read("a/b c", 9) is None


def test_no_thread_is_left(url: str) -> None:
    before = threading.active_count()
    with ObjectStore(url) as store:
        store.write("a", b"hello")
        assert dict(store.each(lambda path: store.read(path, 9), ["a", "b"])) == {"a": b"hello", "b": None}
    assert threading.active_count() <= before + 1, "the server of the test may have one for our connection"


def test_results_come_in_order_and_the_first_error_ends_them(tmp_path: Path) -> None:
    done = []

    def do(number: int) -> int:
        if number == 40:
            raise StoreError("full")
        done.append(number)
        return number * 2

    with ObjectStore(tmp_path.as_uri()) as store:
        assert list(store.each(do, range(39))) == [(number, number * 2) for number in range(39)]
        done.clear()
        with pytest.raises(StoreError, match="full"):
            list(store.each(do, range(10_000)))
    assert len(done) < 200


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch, bucket: Any) -> Iterator[None]:
    """A host that takes connections and never answers."""
    monkeypatch.setattr(object_store, "READ_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.getsockname()[1]}")
        yield


def test_a_store_that_never_answers_is_given_up(silent: None) -> None:
    started = time.monotonic()
    with (
        ObjectStore("s3://river-site") as store,
        pytest.raises(StoreError, match="cannot read s3://river-site/a"),
    ):
        store.read("a", 9)
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("given", ["nowhere://x", "://", "s3://", "s3:///", "file://"])
def test_a_url_that_no_library_knows_is_an_error(given: str) -> None:
    with pytest.raises(SettingsError, match="cannot open"):
        ObjectStore(given)


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "fsspec", None)
    with pytest.raises(SettingsError, match="cannot open s3://x") as error:
        ObjectStore("s3://x")
    assert "broadsheet[s3]" in error.value.hint
