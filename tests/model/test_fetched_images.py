"""Image reports: what a build tells about the images that it fetched."""

from generator.model.fetched_images import Blob, FetchedImages, FetchOutcome, ImageCounts, ImageReport

BLOB = Blob(bytes.fromhex("ab" + "01" * 15), "image/jpeg", 9, 3, 2)


def test_a_blob_is_in_a_folder_of_the_first_two_digits() -> None:
    assert BLOB.name == f"ab/{'01' * 15}.jpg"
    assert FetchedImages(folder="cache/blobs").file(BLOB) == f"cache/blobs/ab/{'01' * 15}.jpg"


def test_images_that_cannot_be_decoded_count_as_refused() -> None:
    new, old, same = "https://a.example/new", "https://a.example/old", "https://a.example/same"
    fetched = FetchedImages(
        counts=ImageCounts(fetched=2, kept=3, not_modified=1, refused=1),
        outcomes=(FetchOutcome(new, "fetched"), FetchOutcome(same, "not modified")),
        note="No network",
    )
    report = fetched.report({new: "truncated", old: "no image", same: "truncated"}, {}, made=4)
    assert report.counts == ImageCounts(fetched=1, kept=2, not_modified=0, refused=4)
    assert report.outcomes == (
        FetchOutcome(new, "refused", "truncated"),
        FetchOutcome(same, "refused", "truncated"),
        FetchOutcome(old, "refused", "no image"),
    )
    assert (report.note, report.made) == ("No network", 4)


def test_images_whose_process_was_lost_count_as_later() -> None:
    new, old = "https://a.example/new", "https://a.example/old"
    fetched = FetchedImages(counts=ImageCounts(fetched=1, kept=1), outcomes=(FetchOutcome(new, "fetched"),))
    report = fetched.report({old: "no image"}, {new: "killed"}, made=0)
    assert report.counts == ImageCounts(refused=1, later=1)
    assert report.outcomes == (FetchOutcome(new, "later", "killed"), FetchOutcome(old, "refused", "no image"))


def test_a_following_build_without_changes_keeps_all_images_and_repeats_the_failures() -> None:
    failed = FetchOutcome("https://a.example/1", "failed", "its host answered 404")
    report = ImageReport(
        ImageCounts(fetched=1, kept=2, not_modified=3, failed=1),
        (FetchOutcome("https://a.example/2", "fetched"), failed),
        "a note",
        made=5,
    )
    settled = ImageReport(ImageCounts(kept=6, failed=1), (failed,), "a note")
    assert report.settled() == settled == settled.settled()
