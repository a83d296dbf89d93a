"""Creating variants: once, in sandboxed processes, and then from the cache."""

import errno
import os
import resource
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

import generator.images.variants as making
from generator.base.concurrency.sandbox import ResourceLimits
from generator.base.digest import digest
from generator.base.progress import Progress
from generator.base.storage.scratch_dir import ScratchDir
from generator.images.resize import EncodedVariants, VariantTask
from generator.images.variant_specs import load_variant_specs
from generator.images.variant_store import (
    BundleEntry,
    VariantIndex,
    bundle_key,
    bundle_name,
    read_bundle,
    read_refusal,
    read_variant,
)
from generator.images.variants import VariantBuilder, VariantRequest, make_variants
from generator.model.images import VariantSet
from tests.support.pictures import BLUE, GREEN, RED, photograph, picture, text_bomb

SPEC, SPEC_DIGEST = load_variant_specs(False, b"").side
Orders = dict[bytes, VariantRequest]


class Heard(Progress):
    """Records the progress."""

    def __init__(self) -> None:
        super().__init__()
        self.totals: list[int] = []
        self.steps = 0

    def begun(self, name: str, total: int) -> None:
        self.totals.append(total)

    def step(self, count: int = 1) -> None:
        self.steps += count


@pytest.fixture
def orders(tmp_path: Path) -> Orders:
    """Requests for three images: red, green and blue."""
    return ordered(tmp_path, *[picture(300, 200, colour=colour) for colour in (RED, GREEN, BLUE)])


def ordered(folder: Path, *pictures: bytes) -> Orders:
    found: Orders = {}
    for number, data in enumerate(pictures):
        file = folder / f"{number}-{len(data)}.picture"
        file.write_bytes(data)
        found[bundle_key(digest(data), SPEC_DIGEST)] = VariantRequest(str(file), digest(data), SPEC)
    return found


def run(
    folder: Path, orders: Orders, known: dict[bytes, BundleEntry] | None = None, **how: object
) -> tuple[dict[bytes, BundleEntry], list[int]]:
    heard = Heard()
    with ScratchDir() as spare:
        shop = VariantBuilder(folder / "made", VariantIndex(known or {}), 2, spare, **how)  # type: ignore[arg-type]
        found = make_variants(shop, orders, heard).found
    assert heard.steps == sum(heard.totals)
    return found, heard.totals


def test_variants_can_be_read_back(tmp_path: Path, orders: Orders) -> None:
    found, totals = run(tmp_path, orders)
    assert totals == [3]
    assert [each.reason for each in found.values()] == ["", "", ""]
    for key in orders:
        bundle = tmp_path / "made" / bundle_name(key)
        assert found[key].made == read_bundle(bundle)
        for each in read_bundle(bundle).variants:  # type: ignore[union-attr]
            assert digest(read_variant(bundle, each.offset, each.length)) == each.digest


def test_cached_variants_are_not_read(
    tmp_path: Path, orders: Orders, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, _ = run(tmp_path, orders)
    monkeypatch.setattr(making, "stored_entry", None)
    for order in orders.values():
        Path(order.source).unlink()
    assert run(tmp_path, orders, found) == (found, [])


def test_a_lost_index_costs_no_encoding(tmp_path: Path, orders: Orders) -> None:
    found, _ = run(tmp_path, orders)
    assert run(tmp_path, orders, {}) == (found, [])


@pytest.mark.parametrize("damage", ["gone", "cut", "flipped", "emptied", "another"])
def test_a_damaged_bundle_is_created_again(tmp_path: Path, orders: Orders, damage: str) -> None:
    found, _ = run(tmp_path, orders)
    first, second, _ = [tmp_path / "made" / bundle_name(key) for key in orders]
    whole = first.read_bytes()
    first.unlink()
    if damage != "gone":
        middle = len(whole) // 2
        flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
        first.write_bytes(
            {"cut": whole[:-1], "flipped": flipped, "emptied": b"", "another": second.read_bytes()}[damage]
        )
    again, totals = run(tmp_path, orders, found)
    assert totals == [1]
    assert {key: each.made for key, each in again.items()} == {key: each.made for key, each in found.items()}
    assert first.read_bytes() == whole


def test_encodes_only_new_images(tmp_path: Path, orders: Orders) -> None:
    found, _ = run(tmp_path, orders)
    more = ordered(tmp_path, photograph(400, 300))
    again, totals = run(tmp_path, orders | more, found)
    assert totals == [1]
    assert found.items() <= again.items()


def test_the_result_does_not_depend_on_the_number_of_processes(tmp_path: Path, orders: Orders) -> None:
    for workers in (1, 3):
        with ScratchDir() as spare:
            make_variants(
                VariantBuilder(tmp_path / f"made{workers}", VariantIndex(), workers, spare),
                orders,
                Progress(),
            )
    one, three = (
        {file.name: file.read_bytes() for file in (tmp_path / f"made{workers}").glob("*.made")}
        for workers in (1, 3)
    )
    assert one == three
    assert len(one) == 3


def crash(task: VariantTask) -> EncodedVariants:
    os.kill(os.getpid(), signal.SIGSEGV)
    raise AssertionError


def spin(task: VariantTask) -> EncodedVariants:
    while True:
        pass


def get_killed(task: VariantTask) -> EncodedVariants:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def explode(task: VariantTask) -> EncodedVariants:
    held = [bytearray(64 << 20) for _ in range(1000)]
    raise AssertionError(len(held))


def at_once(task: VariantTask) -> EncodedVariants:
    """Stand in for libvips, which is slow to load."""
    return EncodedVariants(VariantSet(task.digest.hex(), "#123456", ()))


PATIENT = ResourceLimits(seconds=120.0, memory=256 << 20)
"""Enough time for a slow machine."""

HASTY = ResourceLimits(seconds=1.0, memory=256 << 20)


@pytest.mark.parametrize(
    ("decoder", "limits", "reason"),
    [
        (crash, PATIENT, "crashed the image decoder"),
        (spin, HASTY, "more than 1 seconds"),
        (explode, PATIENT, "crashed the image decoder"),
    ],
)
def test_an_image_that_crashes_its_process_does_not_affect_others(
    tmp_path: Path,
    orders: Orders,
    monkeypatch: pytest.MonkeyPatch,
    decoder: Callable[[VariantTask], EncodedVariants],
    limits: ResourceLimits,
    reason: str,
) -> None:
    bad = next(iter(orders.values())).source
    monkeypatch.setattr(
        making, "encode_variants", lambda task: (decoder if task.source == bad else at_once)(task)
    )
    monkeypatch.setattr(making, "LIMITS", limits)
    found, _ = run(tmp_path, orders)
    first, *others = [found[key] for key in orders]
    assert first.made is None
    assert reason in first.reason
    assert all(each.made for each in others)
    monkeypatch.setattr(making, "encode_variants", at_once)
    assert run(tmp_path, orders, found)[0] == found, "cached: the next build does not retry"
    retried, totals = run(tmp_path, orders, found, again=True)
    assert totals == [1], "but --full does"
    assert all(each.made for each in retried.values())


def test_an_image_whose_process_is_killed_is_not_to_blame(
    tmp_path: Path, orders: Orders, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = next(iter(orders.values())).source
    monkeypatch.setattr(
        making, "encode_variants", lambda task: (get_killed if task.source == bad else at_once)(task)
    )
    monkeypatch.setattr(making, "LIMITS", PATIENT)
    with ScratchDir() as spare:
        builder = VariantBuilder(tmp_path / "made", VariantIndex(), 2, spare)
        came = make_variants(builder, orders, Progress())
    lost = next(iter(orders))
    assert came.retryable == {lost}
    assert came.found[lost] == BundleEntry(None, reason="its process was killed 4 times")
    assert read_refusal(tmp_path / "made", lost) == ""
    monkeypatch.setattr(making, "encode_variants", at_once)
    found, totals = run(tmp_path, orders, {key: each for key, each in came.found.items() if each.made})
    assert totals == [1]
    assert all(each.made for each in found.values())


def test_a_refusal_outlives_the_index(tmp_path: Path) -> None:
    orders = ordered(tmp_path, b"\xff\xd8\xff\xe0 not at all")
    found, _ = run(tmp_path, orders)
    assert run(tmp_path, orders, {}) == (found, [])
    assert run(tmp_path, orders, {}, again=True) == (found, [1])
    (refusal,) = (tmp_path / "made").glob("*.refused")
    refusal.write_bytes(refusal.read_bytes()[:-1])
    assert run(tmp_path, orders, {}) == (found, [1]), "a damaged one is not believed"


def test_a_dry_run_leaves_no_refusal(tmp_path: Path) -> None:
    orders = ordered(tmp_path, b"\xff\xd8\xff\xe0 not at all")
    run(tmp_path, orders, temporary=True)
    assert not (tmp_path / "made").exists()


def test_images_full_of_compressed_text_take_no_time(tmp_path: Path) -> None:
    """Eight files of 3 MB, which unpack to 3 GB each, took two minutes."""
    orders = ordered(tmp_path, *[text_bomb(600, number) for number in range(8)])
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    found, _ = run(tmp_path, orders)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert all(each.made for each in found.values())
    assert after.ru_utime - before.ru_utime < 10


def test_caches_the_reason_of_an_invalid_image(tmp_path: Path) -> None:
    orders = ordered(tmp_path, b"\xff\xd8\xff\xe0 not at all")
    found, _ = run(tmp_path, orders)
    (only,) = found.values()
    assert only.made is None
    assert "cannot be decoded" in only.reason
    assert run(tmp_path, orders, found) == (found, [])


@pytest.mark.parametrize("lend", [False, True])
def test_uses_the_scratch_folder_if_the_cache_cannot_be_written(
    tmp_path: Path, orders: Orders, lend: bool
) -> None:
    folder = tmp_path / "made"
    if not lend:
        folder.write_text("in the way")
    with ScratchDir() as spare:
        came = make_variants(
            VariantBuilder(folder, VariantIndex(), 1, spare, temporary=lend), orders, Progress()
        )
        assert (came.retryable, came.new) == (frozenset(orders), 3)
        for key, path in came.spared.items():
            assert read_bundle(Path(path)) == came.found[key].made is not None
    assert not any(Path(path).exists() for path in came.spared.values())
    assert folder.exists() != lend


def test_a_full_disk_is_reported_and_retried(
    tmp_path: Path, orders: Orders, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(making, "write_bundle", no_room)
    with ScratchDir() as spare:
        came = make_variants(VariantBuilder(tmp_path / "made", VariantIndex(), 1, spare), orders, Progress())
    assert (came.retryable, came.new, came.spared) == (frozenset(orders), 0, {})
    assert all("No space left" in each.reason for each in came.found.values())
