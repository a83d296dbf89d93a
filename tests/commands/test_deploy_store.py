"""``deploy --to``, against a real S3 server on this machine and a folder."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
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


def test_only_changed_files_are_uploaded(built: Site, bucket: Any) -> None:
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


def test_foreign_files_stay(built: Site, bucket: Any) -> None:
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
    with pytest.raises(
        SettingsError, match=r"s3://river-site/radar has files that Broadsheet did not put there: index\.html"
    ):
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


def test_uploaded_pages_never_link_to_missing_files(built: Site, bucket: Any) -> None:
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


def test_a_file_of_somebody_else_is_not_overwritten(built: Site, bucket: Any) -> None:
    bucket.put_object(Key="radar/feed.atom", Body=b"theirs")
    with pytest.raises(SettingsError, match=r"did not put there: feed\.atom"):
        deploy(built)
    assert files_of(bucket) == {"feed.atom": b"theirs"}
    bucket.delete_objects(Delete={"Objects": [{"Key": "radar/feed.atom"}]})
    deploy(built)
    bucket.put_object(Key="radar/robots.txt", Body=b"changed by hand")
    built.record("_news/7.md", article("number-7"))
    built.build()
    new = next(path for path in published(built) if path not in files_of(bucket))
    bucket.put_object(Key=f"radar/{new}", Body=b"theirs")
    with pytest.raises(SettingsError, match="did not put there"):
        deploy(built)
    assert files_of(bucket)[new] == b"theirs"


@pytest.mark.parametrize("where", ["output", "output/www", "content/www", "."])
def test_a_folder_of_the_site_itself_is_refused(built: Site, where: str) -> None:
    before = built.tree()
    with pytest.raises(SettingsError, match="expected a folder apart from"):
        deploy(built, (built.folder / where).as_uri(), content=built.content)
    assert built.tree() == before


@pytest.mark.parametrize(
    "target", ["", " ", "s3://", "s3:///", "file://", "://x", "s3://river-site/../x", "S4://x"]
)
def test_a_target_that_names_no_place_is_refused(
    built: Site, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(built.folder)
    before = sorted(built.folder.iterdir())
    with pytest.raises(SettingsError, match="cannot open"):
        deploy(built, target)
    assert sorted(built.folder.iterdir()) == before
    given = ["deploy", "--output", str(built.output), "--content", str(built.content), "--to", target]
    assert run(given) == 1, "an empty variable does not publish to a branch"


@pytest.mark.parametrize(
    "path", ["../precious.txt", "/etc/precious.txt", "a/../../precious.txt", "a//b", "..\\x", ""]
)
def test_a_list_that_leads_elsewhere_removes_nothing(built: Site, tmp_path: Path, path: str) -> None:
    place = tmp_path / "deep" / "www"
    deploy(built, place.as_uri())
    precious = tmp_path / "deep" / "precious.txt"
    precious.write_text("mine", "utf-8")
    known = msgspec.json.decode((place / LIST).read_bytes())
    (place / LIST).write_bytes(msgspec.json.encode({**known, path: "0"}))
    with pytest.raises(OutputError, match="is damaged"):
        deploy(built, place.as_uri())
    assert precious.read_text("utf-8") == "mine"


def test_names_with_signs_arrive_as_they_are(built: Site, bucket: Any) -> None:
    for name in ("a b.txt", "ü#x?y*[z]%20{1}.txt", "+plus&.txt", "日本.txt", "*", "[ab]"):
        (built.output / name).write_text(name, "utf-8")
    deploy(built)
    assert files_of(bucket) == published(built)
    for name in ("ü#x?y*[z]%20{1}.txt", "*", "[ab]"):
        (built.output / name).unlink()
    bucket.put_object(Key="radar/a", Body=b"mine")
    assert deploy(built).removed == 3
    assert files_of(bucket) == {**published(built), "a": b"mine"}


def test_a_list_in_the_site_is_not_the_list_of_the_store(built: Site, bucket: Any) -> None:
    (built.output / LIST).write_text('{"feed.atom": "0"}', "utf-8")
    deploy(built)
    assert deploy(built).uploaded == 0


def test_two_deployments_at_once_leave_nothing_unknown(
    built: Site, bucket: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = built.copied_to(built.folder.parent / "other")
    other.given = built.given
    other.record("_news/9.md", article("number-9"))
    other.build()
    write = ObjectStore.write
    ended: list[str] = []

    def write_while_another_deploys(store: Any, path: str, data: bytes, headers: Any) -> None:
        if path == "sitemap.xml" and not ended:
            ended.append("second")
            deploy(other)
        write(store, path, data, headers)

    monkeypatch.setattr(ObjectStore, "write", write_while_another_deploys)
    deploy(built)
    assert ended
    known = msgspec.json.decode(bucket.Object(f"radar/{LIST}").get()["Body"].read())
    assert known.keys() >= files_of(bucket).keys(), "no file is unknown"
    for site in (other, built):
        deploy(site)
        assert files_of(bucket) == published(site), "the next deployment corrects everything"


def test_a_password_is_not_shown(built: Site) -> None:
    with pytest.raises((SettingsError, OutputError)) as error:
        deploy(built, "nowhere://me:hidden@host/folder")
    assert "hidden" not in str(error.value)


def test_the_command_prints_what_it_did(built: Site, bucket: Any, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["deploy", "--output", str(built.output), "--content", str(built.content), "--to", TARGET]
    assert run(given) == 0
    assert f"Published to {TARGET}: {len(published(built))} files uploaded (" in capsys.readouterr().out
    assert run(given) == 0
    assert f"Nothing to publish: {TARGET} is up to date." in capsys.readouterr().out
    assert run([*given, "--branch", "x"]) == 1
    assert "Use either --to or --branch, not both." in capsys.readouterr().err
