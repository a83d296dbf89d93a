"""Making pictures: once, in processes that may be lost, and remembered so that nothing need be opened again."""

import errno
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import generator.images.variants as making
from generator.base.concurrency.sandbox import ResourceLimits
from generator.base.digest import digest
from generator.base.progress import Progress
from generator.base.storage.scratch_dir import ScratchDir
from generator.images.variant_specs import load_variant_specs
from generator.images.variant_store import (
    BundleEntry,
    VariantIndex,
    bundle_key,
    bundle_name,
    load_variant_index,
    read_bundle,
    read_variant,
    save_variant_index,
)
from generator.images.variants import VariantBuilder, VariantRequest, make_variants
from generator.images.vips import EncodedVariants, VariantTask
from generator.model.images import VariantSet
from tests.support.pictures import BLUE, GREEN, RED, photograph, picture

RECIPE, RECIPE_DIGEST = load_variant_specs(False, b"").side
Orders = dict[bytes, VariantRequest]


class Heard(Progress):
    """What was to be made."""

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
    """Orders for three pictures, red, green and blue."""
    return ordered(tmp_path, *[picture(300, 200, colour=colour) for colour in (RED, GREEN, BLUE)])


def ordered(folder: Path, *pictures: bytes) -> Orders:
    found: Orders = {}
    for number, data in enumerate(pictures):
        file = folder / f"{number}-{len(data)}.picture"
        file.write_bytes(data)
        found[bundle_key(digest(data), RECIPE_DIGEST)] = VariantRequest(str(file), digest(data), RECIPE)
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


def test_what_was_made_can_be_read_back_variant_by_variant(tmp_path: Path, orders: Orders) -> None:
    found, totals = run(tmp_path, orders)
    assert totals == [3]
    assert [each.reason for each in found.values()] == ["", "", ""]
    for key in orders:
        bundle = tmp_path / "made" / bundle_name(key)
        assert found[key].made == read_bundle(bundle)
        for each in read_bundle(bundle).variants:  # type: ignore[union-attr]
            assert digest(read_variant(bundle, each.offset, each.length)) == each.digest


def test_what_is_known_is_not_opened(tmp_path: Path, orders: Orders, monkeypatch: pytest.MonkeyPatch) -> None:
    found, _ = run(tmp_path, orders)
    monkeypatch.setattr(making, "bundled", None)
    for order in orders.values():
        Path(order.source).unlink()
    assert run(tmp_path, orders, found) == (found, [])


def test_a_lost_index_costs_a_look_and_no_making(tmp_path: Path, orders: Orders) -> None:
    found, _ = run(tmp_path, orders)
    assert run(tmp_path, orders, {}) == (found, [])


@pytest.mark.parametrize("damage", ["gone", "cut", "flipped", "emptied", "another"])
def test_a_damaged_bundle_is_made_anew_as_it_was(tmp_path: Path, orders: Orders, damage: str) -> None:
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


def test_only_what_is_new_is_made(tmp_path: Path, orders: Orders) -> None:
    found, _ = run(tmp_path, orders)
    more = ordered(tmp_path, photograph(400, 300))
    again, totals = run(tmp_path, orders | more, found)
    assert totals == [1]
    assert found.items() <= again.items()


def test_the_number_of_processes_does_not_count(tmp_path: Path, orders: Orders) -> None:
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


def hang(task: VariantTask) -> EncodedVariants:
    time.sleep(600)
    raise AssertionError


def explode(task: VariantTask) -> EncodedVariants:
    held = [bytearray(64 << 20) for _ in range(1000)]
    raise AssertionError(len(held))


def at_once(task: VariantTask) -> EncodedVariants:
    """What libvips makes of a picture, without it: loading it alone may take a busy machine a second."""
    return EncodedVariants(VariantSet(task.digest.hex(), "#123456", ()))


PATIENT = ResourceLimits(seconds=120.0, memory=256 << 20)
"""So much time that none but who hangs needs it: what is tried must not fail by being slow."""

HASTY = ResourceLimits(seconds=1.0, memory=256 << 20)


@pytest.mark.parametrize(
    ("decoder", "limits", "reason"),
    [
        (crash, PATIENT, "crashed the image decoder"),
        (hang, HASTY, "more than 1 seconds"),
        (explode, PATIENT, "crashed the image decoder"),
    ],
)
def test_a_picture_that_ends_its_process_cannot_be_shown_and_all_others_can(
    tmp_path: Path,
    orders: Orders,
    monkeypatch: pytest.MonkeyPatch,
    decoder: Callable[[VariantTask], EncodedVariants],
    limits: ResourceLimits,
    reason: str,
) -> None:
    bad = next(iter(orders.values())).source
    monkeypatch.setattr(making, "make", lambda task: (decoder if task.source == bad else at_once)(task))
    monkeypatch.setattr(making, "LIMITS", limits)
    found, _ = run(tmp_path, orders)
    first, *others = [found[key] for key in orders]
    assert first.made is None
    assert reason in first.reason
    assert all(each.made for each in others)
    monkeypatch.setattr(making, "make", at_once)
    assert run(tmp_path, orders, found)[0] == found, "it is remembered: the next build does not try again"
    mended, totals = run(tmp_path, orders, found, again=True)
    assert totals == [1], "but --full does"
    assert all(each.made for each in mended.values())


def test_a_picture_that_is_none_is_remembered_with_the_reason(tmp_path: Path) -> None:
    orders = ordered(tmp_path, b"\xff\xd8\xff\xe0 not at all")
    found, _ = run(tmp_path, orders)
    (only,) = found.values()
    assert only.made is None
    assert "cannot be decoded" in only.reason
    assert run(tmp_path, orders, found) == (found, [])


@pytest.mark.parametrize("lend", [False, True])
def test_where_the_cache_takes_nothing_pictures_are_made_for_this_build_alone(
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


def test_where_there_is_no_room_at_all_it_is_told_and_tried_again(
    tmp_path: Path, orders: Orders, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(making, "write_bundle", no_room)
    with ScratchDir() as spare:
        came = make_variants(VariantBuilder(tmp_path / "made", VariantIndex(), 1, spare), orders, Progress())
    assert (came.retryable, came.new, came.spared) == (frozenset(orders), 0, {})
    assert all("No space left" in each.reason for each in came.found.values())


def test_an_index_is_what_was_kept_or_nothing(tmp_path: Path) -> None:
    file = tmp_path / "index"
    assert load_variant_index(file) == VariantIndex()
    index = VariantIndex({b"k": BundleEntry(None, reason="x")}, {}, 7)
    save_variant_index(file, index)
    assert load_variant_index(file) == index
    file.write_bytes(file.read_bytes()[:-1])
    assert load_variant_index(file) == VariantIndex()
