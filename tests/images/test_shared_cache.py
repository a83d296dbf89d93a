"""The shared level of the image cache, in a folder and in a real S3 server on this machine."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from generator.base.digest import digest
from generator.images.blobs import store_blob
from generator.images.fetch_index import FetchEntry
from generator.images.header import read_header
from generator.images.shared_cache import SharedCache, parse_entry
from generator.images.variant_store import bundle_key, bundle_name, read_bundle, variants_folder, write_bundle
from generator.model.fetched_images import Blob
from generator.model.images import Variant, VariantSet, name_variants
from generator.net.retry import DAY
from tests.support.hosts import NOW
from tests.support.strange_host import jpeg

URL = "https://img.river.org/a.jpg"
KEY = bundle_key(b"blob", b"spec")
Change = Callable[[bytes], bytes]


class Machine:
    """A machine with a cache of its own, and what it was warned of."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.warnings: list[tuple[str, str]] = []
        self.shared = SharedCache(url, folder, lambda *warning: self.warnings.append(warning))


@pytest.fixture(params=["file", "s3"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "file":
        return (tmp_path / "store").as_uri()
    request.getfixturevalue("bucket")
    return "s3://river-site/radar"


@pytest.fixture
def machines(tmp_path: Path, url: str) -> tuple[Machine, Machine]:
    return Machine(tmp_path / "one", url), Machine(tmp_path / "two", url)


def known(machine: Machine, **fields: Any) -> FetchEntry:
    """Return the entry of an image that a machine has fetched."""
    return FetchEntry("good", NOW + DAY, NOW, store_blob(machine.folder, jpeg()), etag='"e"', **fields)


def bundled(machine: Machine, **fields: Any) -> None:
    """Write a bundle into a machine's cache."""
    data = jpeg()
    header = read_header(data)
    variant = Variant("plain", "image/jpeg", header.width, header.height, 0, len(data), digest(data))
    variants = (msgspec.structs.replace(variant, **fields.pop("variant", {})),)
    made = VariantSet(name_variants(variants), "#123456", variants)
    write_bundle(bundle_file(machine), msgspec.structs.replace(made, **fields), data)


def bundle_file(machine: Machine) -> Path:
    return variants_folder(machine.folder) / bundle_name(KEY)


def test_another_machine_finds_what_one_has_fetched(machines: tuple[Machine, Machine]) -> None:
    one, two = machines
    entry = known(one)
    one.shared.save_entries({URL: entry})
    assert two.shared.load_entries([URL, "https://img.river.org/b.jpg"], NOW) == {URL: entry}
    assert entry.blob
    assert (two.folder / entry.blob.name).read_bytes() == jpeg()
    assert not one.warnings
    assert not two.warnings


def test_another_machine_finds_what_one_has_made(machines: tuple[Machine, Machine]) -> None:
    one, two = machines
    bundled(one)
    one.shared.save_bundles([KEY])
    two.shared.load_bundles([KEY, bundle_key(b"other", b"spec")])
    assert bundle_file(two).read_bytes() == bundle_file(one).read_bytes()
    assert not two.warnings


def test_many_are_shared_at_once(machines: tuple[Machine, Machine]) -> None:
    one, two = machines
    entry = known(one)
    entries = {f"https://img.river.org/{number}.jpg": entry for number in range(100)}
    one.shared.save_entries(entries)
    assert two.shared.load_entries(entries, NOW) == entries
    assert len(threading.enumerate()) <= 3, "no thread of the store is left when processes are forked"


DAMAGES: dict[str, Change] = {
    "empty": lambda data: b"",
    "truncated": lambda data: data[:-1],
    "altered": lambda data: data[:-3] + bytes([data[-3] ^ 1]) + data[-2:],
    "longer": lambda data: data + b"x",
    "another": lambda data: b"GIF89a" + data,
}


@pytest.fixture(params=DAMAGES)
def damage(request: pytest.FixtureRequest) -> Change:
    return DAMAGES[request.param]


class Store:
    """The objects of a store, to damage them."""

    def __init__(self, url: str) -> None:
        import fsspec

        self._files, self._root = fsspec.url_to_fs(url)

    def change(self, folder: str, change: Change) -> None:
        """Change every object in a folder."""
        for place in self._files.find(f"{self._root}/{folder}"):
            self._files.pipe_file(place, change(self._files.cat_file(place)))


@pytest.mark.parametrize("folder", ["urls", "blobs", "made"])
def test_a_damaged_object_is_never_used(
    machines: tuple[Machine, Machine], url: str, folder: str, damage: Change
) -> None:
    one, two = machines
    bundled(one)
    one.shared.save_entries({URL: known(one)})
    one.shared.save_bundles([KEY])
    Store(url).change(folder, damage)
    assert len(two.shared.load_entries([URL], NOW)) == (folder == "made")
    two.shared.load_bundles([KEY])
    assert bundle_file(two).exists() is (folder != "made")
    assert not two.warnings, "it is as if it were not there"
    one.shared.save_entries({URL: known(one)})
    one.shared.save_bundles([KEY])
    assert two.shared.load_entries([URL], NOW), "and is replaced"


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "failed"},
        {"blob": None},
        {"blob": Blob(b"short", "image/jpeg", 1, 1, 1)},
        {"blob": Blob(b"d" * 16, "text/html", 1, 1, 1)},
        {"blob": Blob(b"d" * 16, "../../x", 1, 1, 1)},
        {"etag": "a\r\nHost: b"},
        {"modified": "x" * 600},
        {"final": "https://x.example/" + "x" * 5000},
        {"exempt": ("127.0.0.1",)},
        {"exempt": ("127.0.0.1:port",)},
    ],
)
def test_an_entry_that_this_program_would_not_write_is_ignored(fields: dict[str, Any]) -> None:
    entry = FetchEntry("good", NOW, NOW, Blob(b"d" * 16, "image/jpeg", 1, 1, 1), exempt=("127.0.0.1:80",))
    assert parse_entry(msgspec.msgpack.encode(entry)) == entry
    assert parse_entry(msgspec.msgpack.encode(msgspec.structs.replace(entry, **fields))) is None
    assert parse_entry(b"noise") is None


def test_an_entry_cannot_lie_about_its_image(machines: tuple[Machine, Machine]) -> None:
    one, two = machines
    entry = known(one)
    assert entry.blob
    larger = msgspec.structs.replace(entry.blob, width=9999)
    one.shared.save_entries({URL: msgspec.structs.replace(entry, blob=larger)})
    assert two.shared.load_entries([URL], NOW) == {}


def test_an_entry_of_the_future_is_ignored(machines: tuple[Machine, Machine]) -> None:
    one, two = machines
    one.shared.save_entries({URL: msgspec.structs.replace(known(one), asked=NOW + 3 * DAY)})
    assert two.shared.load_entries([URL], NOW) == {}


def test_an_entry_is_good_for_its_own_url_only(machines: tuple[Machine, Machine], tmp_path: Path) -> None:
    one, _ = machines
    entry = known(one)
    store = tmp_path / "other"
    moved = Machine(tmp_path / "three", store.as_uri())
    one.shared.save_entries({URL: entry})
    copied = SharedCache(store.as_uri(), one.folder, lambda *_: None)
    copied.save_entries({URL: entry})
    (file,) = store.joinpath("urls").iterdir()
    file.rename(file.with_name(digest(b"https://img.river.org/b.jpg").hex()))
    assert moved.shared.load_entries(["https://img.river.org/b.jpg"], NOW) == {}


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "../../../x"},
        {"colour": '"><script>'},
        {"variants": ()},
        {"variant": {"media_type": "image/webp"}},
        {"variant": {"media_type": "text/html"}},
        {"variant": {"media_type": "image/x-icon"}},
        {"variant": {"width": 1}},
        {"variant": {"length": 1 << 40}},
        {"variant": {"digest": b"d" * 16}},
    ],
)
def test_a_bundle_that_this_program_would_not_write_is_ignored(
    machines: tuple[Machine, Machine], fields: dict[str, Any]
) -> None:
    one, two = machines
    bundled(one, **fields)
    assert read_bundle(bundle_file(one)), "its checksum is right"
    one.shared.save_bundles([KEY])
    two.shared.load_bundles([KEY])
    assert not bundle_file(two).exists()


@pytest.mark.parametrize("trouble", ["closed", "wrong", "no bucket"])
def test_a_store_that_fails_is_asked_once_and_warned_of(
    bucket: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, trouble: str
) -> None:
    url = "s3://no-such-bucket/x" if trouble == "no bucket" else "s3://river-site/radar"
    if trouble == "closed":
        monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    machine = Machine(tmp_path / "one", url)
    if trouble == "wrong":
        monkeypatch.setattr("generator.net.object_store.ObjectStore._place", lambda *_: "//?")
    for _ in range(2):
        assert machine.shared.load_entries([URL], NOW) == {}
        machine.shared.save_entries({URL: known(machine)})
        machine.shared.load_bundles([KEY])
    ((message, hint),) = machine.warnings
    assert message.startswith("images.shared_cache: cannot ")
    assert hint


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder that cannot be written")
def test_a_folder_that_cannot_be_written_is_warned_of(tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir(mode=0o500)
    machine = Machine(tmp_path / "one", store.as_uri())
    machine.shared.save_entries({URL: known(machine)})
    assert len(machine.warnings) == 1


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("generator.images.variant_store.write_atomically", fail)
        patch.setattr("generator.images.blobs.write_atomically", fail)
        yield


def test_a_full_disk_is_no_error(machines: tuple[Machine, Machine], request: pytest.FixtureRequest) -> None:
    one, two = machines
    bundled(one)
    one.shared.save_entries({URL: known(one)})
    one.shared.save_bundles([KEY])
    request.getfixturevalue("full")
    assert two.shared.load_entries([URL], NOW) == {}
    two.shared.load_bundles([KEY])
    assert not bundle_file(two).exists()
