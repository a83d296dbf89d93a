"""With ``--no-loss``, a build stops before a public page disappears because of an error, and for nothing else. No build
removes most pages at once, unless it is asked to."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.base.errors import LossError
from tests.support.site_kit import Site, article

TYPO = "---\ntitle: A: b: c\n---\n"


def test_a_typo_in_a_public_record_stops_the_build_and_changes_nothing(site: Site) -> None:
    site.record("a.md", article("a"))
    site.record("b.md", article("b"))
    site.build(no_loss=True)
    before = site.tree()
    good = (site.content / "b.md").read_text("utf-8")
    site.write("b.md", TYPO)
    for _ in range(2):
        with pytest.raises(LossError) as stopped:
            site.build(no_loss=True)
    assert stopped.value.message.splitlines() == [
        "1 public page would disappear, because its record has errors:",
        f"{site.content.as_posix()}/b.md:2: expected one value, found a second colon on the line",
    ]
    assert site.tree() == before
    site.write("b.md", good.replace("title:", "removed: true\ntitle:", 1))
    assert site.build(no_loss=True).counts.items == 1


def test_an_error_in_a_new_record_stops_nothing(site: Site) -> None:
    site.record("a.md", article("a"))
    site.build()
    site.write("b.md", TYPO)
    assert site.build(no_loss=True).counts.items == 1
    (site.content / "b.md").unlink()
    assert site.build(no_loss=True).counts.items == 1


def test_a_page_that_has_gone_already_stops_nothing(site: Site) -> None:
    site.record("a.md", article("a"))
    site.record("b.md", article("b"))
    site.build()
    site.write("b.md", TYPO)
    site.build()
    site.record("a.md", article("new"))
    assert site.build(no_loss=True).counts.items == 1


def test_without_an_earlier_build_every_error_counts(site: Site) -> None:
    site.record("a.md", article("a"))
    site.write("b.md", TYPO)
    with pytest.raises(LossError, match="1 record has errors"):
        site.build(no_loss=True)
    site.build()
    assert site.build(no_loss=True).counts.items == 1


@pytest.fixture
def ten(site: Site) -> Site:
    for number in range(10):
        site.record(f"_news/{number}.md", article(f"a{number}"))
    site.build()
    return site


def remove(site: Site, *numbers: int) -> None:
    for number in numbers:
        (site.content / f"_news/{number}.md").unlink()


def test_a_new_site_may_replace_its_examples(site: Site) -> None:
    for number in range(5):
        site.record(f"_news/{number}.md", article(f"a{number}"))
    site.build()
    remove(site, *range(5))
    site.record("_news/own.md", article("own"))
    assert site.build().counts.items == 1


def misspell(site: Site) -> None:
    for file in (site.content / "_news").iterdir():
        file.write_text(TYPO, "utf-8")


def hide_folder(site: Site) -> None:
    """Make a folder as unreadable as it is to who may not read it, also for root."""
    shutil.rmtree(site.content / "_news")
    (site.content / "_news").symlink_to("/nowhere", target_is_directory=True)


def other_records(site: Site) -> None:
    shutil.rmtree(site.content / "_news")
    for number in range(20):
        site.record(f"{number}.md", article(f"b{number}"))


def withdraw(site: Site) -> None:
    for number in range(6):
        site.record(f"_news/{number}.md", article(f"a{number}", removed=True))


def make_drafts(site: Site) -> None:
    for number in range(6):
        site.record(f"_news/{number}.md", article(f"a{number}", draft=True))


@pytest.mark.parametrize("cache", ["kept", "lost"])
@pytest.mark.parametrize(
    "change",
    [
        lambda site: remove(site, *range(10)),
        lambda site: remove(site, *range(8)),
        lambda site: shutil.rmtree(site.content / "_news"),
        misspell,
        hide_folder,
    ],
    ids=["empty", "most", "no folder", "errors", "unreadable"],
)
def test_most_pages_never_disappear_at_once(change: Callable[[Site], None], cache: str, ten: Site) -> None:
    if cache == "lost":
        shutil.rmtree(ten.cache)
    before = ten.tree()
    change(ten)
    for _ in range(2):
        with pytest.raises(LossError, match="public pages would disappear") as stopped:
            ten.build()
    assert "--allow-removal" in stopped.value.hint
    assert ten.tree() == before
    ten.build(overrides={"content": {"removal_limit": 100}})
    assert ten.tree() == ten.clean()
    assert ten.build().counts.items == len(list(ten.content.rglob("*.md"))) - 10 * (change is misspell)


def test_another_site_does_not_replace_this_one(ten: Site) -> None:
    other_records(ten)
    with pytest.raises(LossError, match="10 of 10 public pages would disappear"):
        ten.build()


@pytest.mark.parametrize("cache", ["kept", "lost"])
def test_pages_that_move_are_still_there(cache: str, ten: Site) -> None:
    for number in range(10):
        ten.record(f"_news/{number}.md", article(f"a{number}", title=f"Another title {number}"))
    if cache == "lost":
        shutil.rmtree(ten.cache)
    ten.build()
    assert ten.tree() == ten.clean()


@pytest.mark.parametrize("change", [withdraw, make_drafts])
def test_withdrawing_most_pages_is_asked_for_too(change: Callable[[Site], None], ten: Site) -> None:
    change(ten)
    with pytest.raises(LossError, match="6 of 10 public pages would disappear"):
        ten.build()


def test_a_few_pages_and_half_of_them_may_go(ten: Site) -> None:
    remove(ten, *range(5))
    assert ten.build().counts.items == 5
    remove(ten, 5, 6, 7)
    assert ten.build().counts.items == 2
    remove(ten, 8)
    assert ten.build().counts.items == 1
    remove(ten, 9)
    with pytest.raises(LossError, match="1 of 1 public pages"):
        ten.build()


def test_an_item_that_moves_or_gets_another_url_is_still_there(ten: Site) -> None:
    (ten.content / "_news").rename(ten.content / "_older")
    ten.build()
    for number in range(10):
        ten.record(f"_older/{number}.md", article(f"a{number}", originalUrl=f"https://new.example/{number}"))
    assert ten.build().counts.items == 10


def test_the_share_is_a_setting(ten: Site) -> None:
    remove(ten, *range(5))
    ten.write("site.toml", "[content]\nremoval_limit = 40\n")
    with pytest.raises(LossError, match="5 of 10"):
        ten.build()
    ten.write("site.toml", "[content]\nremoval_limit = 80\n")
    assert ten.build().counts.items == 5


def test_drafts_are_not_public(site: Site) -> None:
    site.record("a.md", article("a"))
    for number in range(10):
        site.record(f"{number}.md", article(f"d{number}", draft=True))
    site.build(overrides={"content": {"drafts": True}})
    assert site.build().counts.items == 1


def test_a_first_build_and_a_dry_run_of_an_empty_site_are_fine(ten: Site, tmp_path: Path) -> None:
    remove(ten, *range(10))
    assert ten.build(dry_run=True).counts.items == 0
    assert ten.build(output=tmp_path / "new", cache=tmp_path / "cache").counts.items == 0
