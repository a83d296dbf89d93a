"""The report of a build: what it counts."""

import pytest

from tests.support.site_kit import Site, article


@pytest.fixture
def mixed(site: Site) -> Site:
    site.record("a.md", article("one"))
    site.record("b.md", article("two", published=False))
    site.record("c.md", article("three", draft=True))
    site.record("d.md", article("four", status="removed"))
    site.write("e.md", "---\ntitle: [\n---\n")
    return site


def test_every_record_is_an_item_or_left_out(mixed: Site) -> None:
    counts = mixed.build().counts
    assert counts.records == 5
    assert counts.items + sum(number for _, number in counts.left_out) == counts.records
    assert dict(counts.left_out)["faulty"] == 1


def test_items_that_are_not_promoted_are_counted(mixed: Site) -> None:
    assert mixed.build().counts.unpromoted == 1


def test_what_is_left_out_is_named_with_its_reason_sorted_by_path(mixed: Site) -> None:
    left_out = mixed.build().left_out
    assert [path for path, _ in left_out] == sorted(path for path, _ in left_out)
    assert ("e.md", "faulty") in left_out


def test_pages_feeds_and_other_files_are_all_files(mixed: Site) -> None:
    counts = mixed.build().counts
    assert counts.pages + counts.feeds + counts.other == len(mixed.tree()) == counts.written


@pytest.mark.parametrize("option", ["explain", "dry_run"])
def test_decisions_are_reported_only_when_asked_for(mixed: Site, option: str) -> None:
    assert mixed.build(**{option: True}).actions
    assert mixed.build(full=True).actions == ()


def test_a_site_that_nears_the_limits_of_its_host_is_warned_of(site: Site) -> None:
    site.record("a.md", article("a"))
    site.write("site.toml", "[host]\nfiles = 30\n")
    report = site.build()
    assert [(each.path, each.severity) for each in report.problems] == [("site.toml", "warning")]
    assert "(host.files)" in report.problems[0].message
    assert site.build().problems == report.problems
