"""``deploy --to``, against a real S3 server on this machine and a folder."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fsspec
import pytest

from generator.base.errors import OutputError, SettingsError
from generator.cli import run
from generator.commands.deploy_store import LIST, deploy_to_store, order_uploads
from generator.model.results.deployment import StoreDeployment, StoreOptions
from generator.net.object_store import ObjectStore, StoreError
from tests.support.object_store import BUCKET
from tests.support.site_kit import Site, article

TARGET = f"s3://{BUCKET}/radar"
Deploy = Callable[..., StoreDeployment]


@pytest.fixture
def built(site: Site) -> Site:
    for number in range(3):
        site.record(f"_news/{number}.md", article(f"number-{number}"))
    site.given["overrides"] = {"site": {"base_url": "https://radar.river.org/"}}
    site.build()
    return site


def deploy(site: Site, target: str = TARGET, **options: Any) -> StoreDeployment:
    return deploy_to_store(StoreOptions(site.output, target, **options))


def files_of(bucket: Any) -> dict[str, bytes]:
    """Return the files in the folder of the bucket, without the list."""
    found = {each.key.removeprefix("radar/"): each.get()["Body"].read() for each in bucket.objects.all()}
    found.pop(LIST, None)
    return found


def published(site: Site) -> dict[str, bytes]:
    return {path: data for path, data in site.tree().items() if not path.startswith(".broadsheet/")}


def test_only_what_differs_is_uploaded(built: Site, bucket: Any) -> None:
    first = deploy(built)
    assert files_of(bucket) == published(built)
    assert (first.uploaded, first.unchanged, first.removed) == (len(published(built)), 0, 0)
    again = deploy(built)
    assert (again.uploaded, again.unchanged, again.bytes) == (0, first.uploaded, 0)
    built.record("_news/1.md", article("number-1", title="Another title"))
    changes = built.build().counts
    after = deploy(built)
    assert files_of(bucket) == published(built)
    assert after.uploaded == changes.written
    assert after.removed > 0, "the page with the old title"


def test_files_have_their_type_and_lifetime(built: Site, bucket: Any) -> None:
    deploy(built)
    for path, kind, lifetime in (
        ("index.html", "text/html; charset=utf-8", "public, max-age=300"),
        ("feed.atom", "application/atom+xml; charset=utf-8", "public, max-age=300"),
    ):
        found = bucket.Object(f"radar/{path}")
        assert (found.content_type, found.cache_control) == (kind, lifetime)
    style = next(each.key for each in bucket.objects.all() if each.key.endswith(".css"))
    assert bucket.Object(style).cache_control == "public, max-age=31536000, immutable"


def test_files_of_others_stay(built: Site, bucket: Any) -> None:
    bucket.put_object(Key="radar/notes.txt", Body=b"mine")
    bucket.put_object(Key="other/index.html", Body=b"mine")
    deploy(built)
    (built.content / "_news/1.md").unlink()
    built.build()
    assert deploy(built).removed
    found = files_of(bucket)
    assert found.pop("notes.txt") == found.pop("other/index.html") == b"mine"
    assert found == published(built)


def test_a_site_of_somebody_else_is_not_overwritten(built: Site, bucket: Any) -> None:
    bucket.put_object(Key="radar/index.html", Body=b"theirs")
    with pytest.raises(SettingsError, match=r"s3://river-site/radar has an index\.html that Broadsheet"):
        deploy(built)
    assert files_of(bucket) == {"index.html": b"theirs"}
    deploy(built, force=True)
    assert files_of(bucket) == published(built)


def test_a_dry_run_uploads_nothing(built: Site, bucket: Any) -> None:
    assert deploy(built, dry_run=True).uploaded == len(published(built))
    assert files_of(bucket) == {}


def test_an_interrupted_deployment_is_completed(
    built: Site, bucket: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, lock, left = ObjectStore.write, threading.Lock(), [20]

    def fail_later(store: Any, path: str, data: bytes, headers: Any) -> None:
        with lock:
            left[0] -= 1
        if left[0] < 0 and path != LIST:
            raise StoreError(f"cannot write {path}: no network")
        put(store, path, data, headers)

    with monkeypatch.context() as patch:
        patch.setattr(ObjectStore, "write", fail_later)
        with pytest.raises(OutputError, match="no network"):
            deploy(built)
    there = files_of(bucket)
    assert 0 < len(there) < len(published(built))
    (built.content / "_news/2.md").unlink()
    built.build()
    rest = deploy(built)
    assert files_of(bucket) == published(built)
    assert rest.uploaded < len(published(built)), "what was there is not uploaded again"


def test_a_page_never_links_to_what_is_not_there_yet(built: Site, bucket: Any) -> None:
    deploy(built)
    order = order_uploads(published(built), {"index.html": "x"})
    steps = {path: step for step, paths in enumerate(order) for path in paths}
    pages = [path for path in steps if path.endswith(".html")]
    assert steps["index.html"] == max(steps[path] for path in pages)
    assert all(
        steps[path] < min(steps[page] for page in pages) for path in steps if path.startswith("static/")
    )
    assert steps["feed.atom"] > steps["index.html"]
    assert steps["sitemap.xml"] == steps["robots.txt"] == max(steps.values())


def test_a_damaged_list_is_an_error(built: Site, bucket: Any) -> None:
    bucket.put_object(Key=f"radar/{LIST}", Body=b"[1")
    with pytest.raises(OutputError, match="is damaged"):
        deploy(built)


@pytest.mark.parametrize("form", [Path.as_uri, str])
def test_a_folder_will_do(built: Site, tmp_path: Path, form: Callable[[Path], str]) -> None:
    place = tmp_path / "www"
    target = form(place)
    deploy(built, target)
    (built.content / "_news/1.md").unlink()
    built.build()
    assert deploy(built, target).removed
    found = {
        path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()
    }
    assert found.pop(LIST)
    assert found == published(built)


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("nowhere://x/", "cannot open nowhere://x"),
        ("s3://no-such-bucket", "cannot write s3://no-such-bucket/"),
    ],
)
def test_a_store_that_cannot_be_used_is_named(built: Site, bucket: Any, target: str, message: str) -> None:
    with pytest.raises((SettingsError, OutputError), match=message):
        deploy(built, target)


def test_a_missing_library_is_named(built: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ImportError("Install s3fs to access S3")

    monkeypatch.setattr(fsspec, "url_to_fs", fail)
    with pytest.raises(SettingsError, match="Install s3fs") as error:
        deploy(built)
    assert "broadsheet[s3]" in error.value.hint


def test_the_command_says_what_it_did(built: Site, bucket: Any, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["deploy", "--output", str(built.output), "--content", str(built.content), "--to", TARGET]
    assert run(given) == 0
    assert f"Published to {TARGET}: {len(published(built))} files uploaded (" in capsys.readouterr().out
    assert run(given) == 0
    assert f"Nothing to publish: {TARGET} is up to date." in capsys.readouterr().out
    assert run([*given, "--branch", "x"]) == 1
    assert "Use either --to or --branch, not both." in capsys.readouterr().err
