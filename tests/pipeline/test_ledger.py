"""Ids and paths that hold: what happens to an item's page when its record is edited, with a ledger and without."""

import errno
import json
from pathlib import Path

import pytest

from generator.base.errors import OutputError, SettingsError
from generator.base.tag_uri import build_tag_uri
from generator.model.ledger import Ledger
from tests.support.site_kit import Site, article, difference, forget_table

LEDGER = "ledger.tsv"
PUBLIC = '[site]\nbase_url = "https://kept.example/"\n'
SETTINGS = f'{PUBLIC}[feeds]\nledger = "{LEDGER}"\n'
SAME = "2024/05/01/same"


@pytest.fixture
def kept(site: Site) -> Site:
    """A site with a ledger and two items, built."""
    site.write("site.toml", SETTINGS)
    site.record("clock.md", article("clock"))
    site.record("course.md", article("course", publishedDateTime=None, type="course"))
    site.build()
    return site


def rows(site: Site) -> list[list[str]]:
    text = (site.content / LEDGER).read_text("utf-8")
    return [row.split("\t") for row in text.splitlines() if not row.startswith("#")]


def paths(site: Site) -> dict[str, list[str]]:
    return {row[0].rpartition("/")[2]: row[2:] for row in rows(site)}


def errors(site: Site) -> list[str]:
    return [each.message for each in site.build().problems if each.severity == "error"]


def say(site: Site, name: str, word: str) -> None:
    """Add a column to the line of an item."""
    file = site.content / LEDGER
    text = file.read_text("utf-8")
    (line,) = [row for row in text.splitlines() if row.split("\t")[0].endswith(f"/{name}")]
    file.write_text(text.replace(line, f"{line}\t{word}"), "utf-8")


def test_the_ledger_names_every_item_with_its_path(kept: Site) -> None:
    text = (kept.content / LEDGER).read_text("utf-8")
    assert "# ids: tag:broadsheet.example,2026\n" in text
    assert paths(kept) == {"clock": ["2024/05/01/the-clock"], "course": ["course/the-course"]}
    assert all(len(row[1]) == 10 for row in rows(kept))


def test_a_ledger_starts_with_the_first_build_for_a_public_address(site: Site) -> None:
    site.write("site.toml", SETTINGS.removeprefix(PUBLIC))
    site.record("clock.md", article("clock"))
    site.build()
    assert not (site.content / LEDGER).exists()
    site.build(overrides={"site": {"base_url": "https://kept.example/"}})
    assert paths(site) == {"clock": ["2024/05/01/the-clock"]}
    site.record("course.md", article("course"))
    site.build()
    assert paths(site).keys() == {"clock", "course"}


def test_a_build_after_the_ledger_was_written_has_nothing_to_do(kept: Site) -> None:
    assert kept.build().settled


def test_a_new_title_keeps_the_path(kept: Site) -> None:
    kept.edit("clock.md", "The clock", "A better headline")
    assert kept.build().moved == ()
    assert "A better headline" in (kept.output / "2024/05/01/the-clock/index.html").read_text("utf-8")
    assert paths(kept)["clock"] == ["2024/05/01/the-clock"]


def test_another_day_moves_the_page_and_leaves_a_redirect(kept: Site) -> None:
    kept.edit("clock.md", "2024-05-01T", "2024-06-02T")
    (moved,) = kept.build().moved
    assert (moved.before, moved.after) == ("2024/05/01/the-clock", "2024/06/02/the-clock")
    assert paths(kept)["clock"] == ["2024/06/02/the-clock", "2024/05/01/the-clock"]
    old = (kept.output / "2024/05/01/the-clock/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://kept.example/2024/06/02/the-clock/">' in old
    assert '<meta http-equiv="refresh" content="0; url=/2024/06/02/the-clock/">' in old
    assert '<a href="/2024/06/02/the-clock/">' in old
    assert "2024/05/01/the-clock" not in (kept.output / "sitemap.xml").read_text("utf-8")


def test_a_date_for_what_had_none_moves_the_page(kept: Site) -> None:
    kept.edit("course.md", "excerpt:", "publishedDateTime: 2024-05-03T00:00:00Z\nexcerpt:")
    kept.build()
    assert paths(kept)["course"] == ["2024/05/03/the-course", "course/the-course"]
    assert (kept.output / "course/the-course/index.html").is_file()


def test_a_page_that_comes_back_changes_places_with_its_redirect(kept: Site) -> None:
    kept.edit("clock.md", "2024-05-01T", "2024-06-02T")
    kept.build()
    kept.edit("clock.md", "2024-06-02T", "2024-05-01T")
    kept.build()
    assert paths(kept)["clock"] == ["2024/05/01/the-clock", "2024/06/02/the-clock"]
    assert "moved" in (kept.output / "2024/06/02/the-clock/index.html").read_text("utf-8")


def test_another_zone_moves_pages_and_loses_none(kept: Site) -> None:
    kept.record("late.md", article("late", publishedDateTime="2024-05-01T23:00:00Z"))
    kept.build()
    kept.write("site.toml", SETTINGS.replace("[site]", '[site]\ntimezone = "Europe/Berlin"'))
    kept.build()
    assert paths(kept)["late"] == ["2024/05/02/the-late", "2024/05/01/the-late"]
    assert (kept.output / "2024/05/01/the-late/index.html").is_file()


def test_a_newcomer_with_an_older_date_does_not_take_the_path(kept: Site) -> None:
    kept.record("other.md", article("other", title="The clock", publishedDateTime="2024-05-01T01:00:00Z"))
    kept.build()
    assert paths(kept)["clock"] == ["2024/05/01/the-clock"]
    assert paths(kept)["other"][0].startswith("2024/05/01/the-clock-")


def test_a_newcomer_does_not_take_the_path_of_a_redirect(kept: Site) -> None:
    kept.edit("clock.md", "2024-05-01T", "2024-06-02T")
    kept.record("other.md", article("other", title="The clock"))
    kept.build()
    assert paths(kept)["other"][0].startswith("2024/05/01/the-clock-")


def test_what_moves_to_a_day_where_its_name_is_taken_gets_a_suffix(kept: Site) -> None:
    kept.record("other.md", article("other", title="The clock", publishedDateTime="2024-06-02T01:00:00Z"))
    kept.build()
    kept.edit("clock.md", "2024-05-01T", "2024-06-02T")
    kept.build()
    assert paths(kept)["other"] == ["2024/06/02/the-clock"]
    assert paths(kept)["clock"][0].startswith("2024/06/02/the-clock-")


def test_a_file_that_is_renamed_keeps_everything(kept: Site) -> None:
    before = (kept.content / LEDGER).read_bytes()
    (kept.content / "clock.md").rename(kept.content / "2020-01-01-watch.md")
    kept.build()
    assert (kept.content / LEDGER).read_bytes() == before


def test_the_loss_of_a_path_is_an_error_that_names_id_and_path(kept: Site) -> None:
    (kept.content / "clock.md").unlink()
    (message,) = errors(kept)
    assert "2024/05/01/the-clock/" in message
    assert build_tag_uri("broadsheet.example,2026", "https://paper.example/clock") in message
    assert errors(kept) == [message], "until it is settled"
    assert "clock" in paths(kept)


def test_the_error_points_at_the_line(kept: Site) -> None:
    (kept.content / "clock.md").unlink()
    (problem,) = [each for each in kept.build().problems if each.severity == "error"]
    line = (kept.content / problem.path).read_text("utf-8").splitlines()[problem.line - 1]
    assert line.startswith("https://paper.example/clock\t")


@pytest.mark.parametrize("state", ["removed: true", "draft: true"])
def test_a_record_that_says_so_may_take_its_page_away(kept: Site, state: str) -> None:
    kept.edit("clock.md", "excerpt:", f"{state}\nexcerpt:")
    assert errors(kept) == []
    assert not (kept.output / "2024/05/01/the-clock/index.html").exists()
    kept.edit("clock.md", f"{state}\n", "")
    kept.edit("clock.md", "The clock", "Another title")
    kept.build()
    assert (kept.output / "2024/05/01/the-clock/index.html").is_file()


def test_what_is_gone_by_the_ledger_is_no_error_and_its_path_stays_free(kept: Site) -> None:
    (kept.content / "clock.md").unlink()
    say(kept, "clock", "gone")
    kept.record("other.md", article("other", title="The clock"))
    assert errors(kept) == []
    assert paths(kept)["other"] != ["2024/05/01/the-clock"]


@pytest.mark.parametrize(
    ("target", "address"),
    [("course/the-course", "/course/the-course/"), ("https://b.example/x", "https://b.example/x")],
)
def test_what_is_gone_may_lead_elsewhere(kept: Site, target: str, address: str) -> None:
    (kept.content / "clock.md").unlink()
    say(kept, "clock", f"to {target}")
    assert errors(kept) == []
    page = (kept.output / "2024/05/01/the-clock/index.html").read_text("utf-8")
    assert f'content="0; url={address}"' in page


def test_a_change_of_an_id_is_an_error_that_names_both(kept: Site) -> None:
    kept.edit("clock.md", "https://paper.example/clock", "https://paper.example/clock-2")
    (message,) = errors(kept)
    assert build_tag_uri("broadsheet.example,2026", "https://paper.example/clock") in message
    assert build_tag_uri("broadsheet.example,2026", "https://paper.example/clock-2") in message
    assert (kept.output / "2024/05/01/the-clock/index.html").is_file(), "the path itself is not lost"
    assert errors(kept) == [message]


def test_an_item_whose_address_changed_keeps_its_id_where_the_ledger_says_so(kept: Site) -> None:
    before = build_tag_uri("broadsheet.example,2026", "https://paper.example/clock")
    kept.edit("clock.md", "https://paper.example/clock", "https://paper.example/clock-2")
    say(kept, "clock", "is https://paper.example/clock-2")
    assert errors(kept) == []
    feed = (kept.output / "feed.rss").read_text("utf-8")
    assert before in feed
    assert "https://paper.example/clock-2" in feed
    assert paths(kept)["clock"] == ["2024/05/01/the-clock", "is https://paper.example/clock-2"]


def test_an_id_that_a_build_saw_change_can_still_be_kept(kept: Site) -> None:
    """Nobody hears of the error before a build, and that build takes the record for a new item."""
    kept.edit("clock.md", "https://paper.example/clock", "https://paper.example/clock-2")
    kept.edit("clock.md", "The clock", "Another title")
    assert len(errors(kept)) == 1
    assert set(paths(kept)) == {"clock", "clock-2", "course"}
    say(kept, "clock", "is https://paper.example/clock-2")
    assert errors(kept) == []
    feed = (kept.output / "feed.rss").read_text("utf-8")
    assert build_tag_uri("broadsheet.example,2026", "https://paper.example/clock") in feed
    assert build_tag_uri("broadsheet.example,2026", "https://paper.example/clock-2") not in feed
    assert (kept.output / "2024/05/01/the-clock/index.html").is_file()
    assert "the-clock" in (kept.output / "2024/05/01/another-title/index.html").read_text("utf-8")
    kept.record("new.md", article("new"))
    assert errors(kept) == []
    assert set(paths(kept)) == {"clock", "course", "new"}
    assert not difference(kept.clean(), kept.tree())


def test_two_lines_with_one_path_come_to_an_end_whatever_their_order(site: Site) -> None:
    """Two branches, each with an article of the same headline, merged line by line."""
    site.write("site.toml", SETTINGS)
    head = "# ids: tag:broadsheet.example,2026\n"
    for name in ("bell", "clock"):
        site.record(f"{name}.md", article(name, title="Same"))
    lines = [
        f"https://paper.example/clock\t2026-11-19\t{SAME}\n",
        f"https://paper.example/bell\t2026-11-20\t{SAME}\n",
    ]
    found = []
    for order in (lines, lines[::-1]):
        site.write(LEDGER, head + "".join(order))
        assert errors(site) == []
        found.append(paths(site))
        assert site.build().settled
        assert not difference(site.clean(), site.tree())
    assert found[0] == found[1]
    assert found[0]["clock"] == [SAME]
    (other,) = found[0]["bell"]
    site.edit("clock.md", "2024-05-01T", "2024-06-02T")
    assert errors(site) == []
    assert "2024/06/02/same" in (site.output / SAME / "index.html").read_text("utf-8"), "not to the other one"
    assert paths(site)["bell"] == [other]


def test_paths_that_lead_to_each_other_are_an_error_and_nothing_goes_round(kept: Site) -> None:
    (kept.content / "clock.md").unlink()
    (kept.content / "course.md").unlink()
    say(kept, "clock", "to course/the-course")
    say(kept, "course", "to 2024/05/01/THE-clock")
    kept.record("new.md", article("new"))
    messages = errors(kept)
    assert [message.partition(" through")[0] for message in messages] == [
        "redirect loop: 2024/05/01/the-clock/ leads back to itself",
        "redirect loop: course/the-course/ leads back to itself",
    ]
    assert not (kept.output / "2024/05/01/the-clock/index.html").exists()
    assert not (kept.output / "course/the-course/index.html").exists()


def test_a_path_that_leads_to_a_path_that_leads_on_leads_to_the_end(kept: Site) -> None:
    (kept.content / "clock.md").unlink()
    (kept.content / "course.md").unlink()
    say(kept, "clock", "to course/the-course")
    say(kept, "course", "to https://b.example/x")
    kept.record("new.md", article("new"))
    assert errors(kept) == []
    page = (kept.output / "2024/05/01/the-clock/index.html").read_text("utf-8")
    assert 'content="0; url=https://b.example/x"' in page


def test_another_authority_is_refused_before_anything_is_written(kept: Site) -> None:
    before = kept.tree()
    kept.write("site.toml", f'{SETTINGS}id_authority = "other.example,2026"\n')
    with pytest.raises(
        SettingsError, match=r"tag:broadsheet\.example,2026:item/.* to tag:other\.example,2026:item/"
    ):
        kept.build()
    assert kept.tree() == before


def test_a_ledger_with_a_faulty_line_is_followed_and_left_alone(kept: Site) -> None:
    file = kept.content / LEDGER
    file.write_text(file.read_text("utf-8") + "<<<<<<< HEAD\n", "utf-8")
    before = file.read_bytes()
    kept.edit("clock.md", "The clock", "A better headline")
    kept.record("new.md", article("new"))
    (message,) = errors(kept)
    assert "<<<<<<< HEAD" in message
    assert file.read_bytes() == before
    assert (kept.output / "2024/05/01/the-clock/index.html").is_file()


def test_a_ledger_that_cannot_be_written_stops_a_build_before_it_publishes(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("site.toml", SETTINGS)
    site.record("clock.md", article("clock"))
    monkeypatch.setattr("generator.pipeline.ledger.write_ledger", _full)
    with pytest.raises(OutputError, match=r"cannot write the ledger .*ledger\.tsv: No space left"):
        site.build()
    assert site.tree() == {}


def _full(content: Path, ledger: Ledger) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_dry_run_writes_no_ledger(site: Site) -> None:
    site.write("site.toml", SETTINGS)
    site.record("clock.md", article("clock"))
    site.build(dry_run=True)
    assert not (site.content / LEDGER).exists()


def test_the_same_content_and_ledger_make_the_same_site(kept: Site, tmp_path: Path) -> None:
    kept.edit("clock.md", "2024-05-01T", "2024-06-02T")
    kept.edit("course.md", "The course", "Another")
    kept.build()
    assert not difference(kept.clean(), kept.tree())
    assert kept.build().settled


def test_without_a_ledger_paths_follow_their_records_and_a_build_says_so(site: Site) -> None:
    site.record("clock.md", article("clock"))
    assert site.build().moved == ()
    site.edit("clock.md", "The clock", "Another")
    (moved,) = site.build().moved
    assert (moved.before, moved.after) == ("2024/05/01/the-clock", "2024/05/01/another")
    assert not difference(site.clean(), site.tree())


@pytest.mark.parametrize("damage", [None, b"broken"])
def test_the_ledger_of_the_cache_may_be_lost(site: Site, damage: bytes | None) -> None:
    site.record("clock.md", article("clock"))
    site.build()
    if damage is None:
        forget_table(site, "ledger")
    else:
        (store,) = site.cache.glob("output-*.sqlite")
        store.write_bytes(damage)
    site.edit("clock.md", "The clock", "Another")
    assert site.build().moved == ()
    assert not difference(site.clean(), site.tree())


def changes(site: Site) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = json.loads((site.cache / "changes.json").read_text("utf-8"))
    return found


def addresses(site: Site, kind: str) -> dict[str, str]:
    return {each["address"]: each.get("id", "") for each in changes(site)[kind]}


def test_changes_name_every_address_that_came_with_the_ids_of_items(site: Site) -> None:
    site.record("clock.md", article("clock"))
    site.build()
    added = addresses(site, "added")
    assert added["http://localhost:8000/2024/05/01/the-clock/"] == build_tag_uri(
        "broadsheet.example,2026", "https://paper.example/clock"
    )
    assert added["http://localhost:8000/"] == ""
    assert added["http://localhost:8000/404.html"] == ""
    assert added["http://localhost:8000/feed.rss"] == ""
    assert {each["path"] for each in changes(site)["added"]} == set(site.tree())
    assert changes(site)["changed"] == changes(site)["removed"] == []


def test_changes_name_only_what_changed(site: Site) -> None:
    site.record("clock.md", article("clock"))
    site.record("bell.md", article("bell", topics=["Bells"]))
    site.build()
    before = site.tree()
    site.edit("clock.md", "What there is to say", "What else there is to say")
    site.build()
    after = site.tree()
    both = after.keys() & before.keys()
    expected = {
        "added": after.keys() - before.keys(),
        "changed": {path for path in both if after[path] != before[path]},
        "removed": before.keys() - after.keys(),
    }
    assert {kind: {each["path"] for each in changes(site)[kind]} for kind in expected} == expected
    assert len(expected["changed"]) < len(after) / 2


def test_changes_name_what_went_with_the_id_that_it_had(site: Site) -> None:
    site.record("clock.md", article("clock"))
    site.record("bell.md", article("bell"))
    site.build()
    (site.content / "clock.md").unlink()
    site.build()
    removed = addresses(site, "removed")
    assert removed["http://localhost:8000/2024/05/01/the-clock/"] == build_tag_uri(
        "broadsheet.example,2026", "https://paper.example/clock"
    )


def test_a_build_that_did_nothing_says_so(site: Site) -> None:
    site.record("clock.md", article("clock"))
    site.build()
    assert site.build().settled
    assert [changes(site)[kind] for kind in ("added", "changed", "removed", "moved")] == [[], [], [], []]


def test_changes_can_be_written_elsewhere(site: Site, tmp_path: Path) -> None:
    site.record("clock.md", article("clock"))
    file = tmp_path / "deploy" / "changes.json"
    site.build(changes=file)
    assert json.loads(file.read_text("utf-8"))["added"]
    assert not (site.cache / "changes.json").exists()


def test_changes_lie_in_no_site(site: Site) -> None:
    site.record("clock.md", article("clock"))
    site.build()
    assert not [path for path in site.tree() if "changes" in path]


@pytest.mark.parametrize("kind", ["file", "folder", "dangling", "loop"])
def test_a_ledger_behind_a_link_is_neither_shown_nor_overwritten(
    kind: str, site: Site, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    secret = outside / "ledger.tsv"
    if kind != "dangling":
        secret.write_text("root:secret\n", "utf-8")
    site.record("clock.md", article("clock"))
    name = "sub/ledger.tsv" if kind == "folder" else "ledger.tsv"
    target = {"folder": outside, "loop": site.content / "ledger.tsv"}.get(kind, secret)
    (site.content / name.split("/")[0]).symlink_to(target, target_is_directory=kind == "folder")
    site.write("site.toml", f'[feeds]\nledger = "{name}"\n')
    problems = [str(each) for each in site.build().problems]
    assert any("found a link that leaves it" in each for each in problems)
    assert not any("secret" in each for each in problems)
    assert kind == "dangling" or secret.read_text("utf-8") == "root:secret\n"
    assert secret.exists() is (kind != "dangling")


def test_a_ledger_may_be_a_link_within_the_content_folder(kept: Site) -> None:
    ledger = kept.content / LEDGER
    real = kept.write("data/ledger.tsv", ledger.read_bytes())
    ledger.unlink()
    ledger.symlink_to(real)
    kept.record("new.md", article("new"))
    kept.build()
    assert ledger.is_symlink()
    assert "paper.example/new" in real.read_text("utf-8")
