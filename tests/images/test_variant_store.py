"""Bundles and their index: complete or rejected."""

import os
from pathlib import Path

import pytest

from generator.images.variant_store import (
    RACY_NS,
    BundleEntry,
    LocalImage,
    VariantIndex,
    bundle_entry,
    bundle_exists,
    bundle_key,
    bundle_name,
    list_bundles,
    load_variant_index,
    read_bundle,
    read_variant,
    save_variant_index,
    variants_folder,
    write_bundle,
)
from generator.model.images import Variant, VariantSet

KEY = bundle_key(b"blob", b"spec")
VARIANTS = VariantSet(
    "name",
    "#123456",
    (
        Variant("page", "image/webp", 320, 180, 0, 5, b"d"),
        Variant("plain", "image/jpeg", 320, 180, 5, 3, b"e"),
    ),
)
DATA = b"firstend"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    file = tmp_path / bundle_name(KEY)
    write_bundle(file, VARIANTS, DATA)
    return file


def test_a_bundle_describes_its_content(bundle: Path) -> None:
    assert read_bundle(bundle) == VARIANTS
    parts = [read_variant(bundle, each.offset, each.length) for each in VARIANTS.variants]
    assert parts == [b"first", b"end"]


def test_keys_depend_on_image_and_spec() -> None:
    assert len({KEY, bundle_key(b"other", b"spec"), bundle_key(b"blob", b"other")}) == 3


@pytest.mark.parametrize("damage", [b"", b"noise", None])
def test_rejects_a_damaged_bundle(bundle: Path, damage: bytes | None) -> None:
    bundle.write_bytes(bundle.read_bytes()[:-1] if damage is None else damage)
    assert read_bundle(bundle) is None
    assert bundle_entry(bundle) is None


def test_rejects_a_bundle_under_another_name(bundle: Path) -> None:
    assert read_bundle(bundle.rename(bundle.with_name(bundle_name(b"other")))) is None


def test_an_entry_is_valid_until_the_bundle_changes(bundle: Path) -> None:
    entry = bundle_entry(bundle)
    assert entry is not None
    assert entry.made == VARIANTS
    assert bundle_exists(str(bundle.parent), KEY, entry)
    os.utime(bundle, ns=(1, entry.mtime_ns + 1))
    assert not bundle_exists(str(bundle.parent), KEY, entry)
    bundle.unlink()
    assert not bundle_exists(str(bundle.parent), KEY, entry)


def test_lists_only_bundles(bundle: Path) -> None:
    (bundle.parent / "note.txt").write_text("no bundle")
    assert [each.name for each in list_bundles(bundle.parent)] == [bundle.name]
    assert list_bundles(variants_folder(bundle.parent)) == []


def test_an_index_is_complete_or_empty(tmp_path: Path) -> None:
    file = tmp_path / "index"
    assert load_variant_index(file) == VariantIndex()
    index = VariantIndex({b"k": BundleEntry(None, reason="x")}, {}, 7)
    save_variant_index(file, index)
    assert load_variant_index(file) == index
    file.write_bytes(file.read_bytes()[:-1])
    assert load_variant_index(file) == VariantIndex()


@pytest.mark.parametrize(
    ("stamp", "age", "is_known"),
    [
        ((1, 50, 50, 1), RACY_NS + 1, True),
        ((1, 50, 50, 1), RACY_NS, False),
        ((2, 50, 50, 1), RACY_NS + 1, False),
        ((1, 50, 51, 1), RACY_NS + 1, False),
    ],
)
def test_a_local_image_is_known_if_it_certainly_has_not_changed(
    stamp: tuple[int, int, int, int], age: int, is_known: bool
) -> None:
    image = LocalImage((1, 50, 50, 1), None, "damaged")
    index = VariantIndex(local={"a.png": image}, taken_ns=50 + age)
    assert (index.local_as_it_is("a.png", stamp) is image) is is_known
    assert index.local_as_it_is("b.png", stamp) is None
