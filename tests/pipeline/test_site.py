"""The front half of a build: build, explain and check see the same site."""

import pytest

from generator.base.progress import Progress
from generator.base.storage.scratch_dir import ScratchDir
from generator.commands.check import check
from generator.organise.selection import FAULTY
from generator.pipeline.context import load_context
from generator.pipeline.images import inspect_images
from generator.pipeline.site import PlannedSite, plan_site
from generator.pipeline.state import BuildState
from tests.support.site_kit import Site, article


def planned(site: Site, **options: object) -> PlannedSite:
    with ScratchDir() as scratch:
        context = load_context(site.options(**options))
        return plan_site(context, BuildState(context), scratch, Progress())


@pytest.fixture
def faulty(site: Site) -> Site:
    """One problem of each stage that finds any."""
    site.write("site.toml", '[feeds]\nledger = "ledger.tsv"\n')
    site.write("ledger.tsv", "no\tday\n")
    site.record("a.md", article("one", images=[{"url": "/none.png"}], publishedDateTime="yesterday"))
    site.record("b.md", {"type": "collection", "title": "Some", "excerpt": "x", "items": ["a", "b"]})
    site.write("c.md", "---\ntitle: [\n---\n")
    return site


def test_the_plan_names_every_file_that_a_build_writes(site: Site) -> None:
    site.record("a.md", article("one"))
    paths = planned(site).plan.paths
    site.build()
    assert {path for path in site.tree() if not path.startswith("search/pagefind/")} == paths


def test_build_and_check_report_the_same_problems(faulty: Site) -> None:
    problems = tuple(planned(faulty).problems)
    assert {each.path for each in problems} >= {"a.md", "c.md", "ledger.tsv"}
    assert faulty.build().problems == problems
    assert check(faulty.content).problems == problems


def test_faulty_records_are_named(faulty: Site) -> None:
    left_out = planned(faulty).catalogue.left_out
    assert [each.path for each in left_out if each.reason == FAULTY] == ["c.md"]


def test_images_that_are_only_inspected_are_not_made(site: Site) -> None:
    site.record("a.md", article("one", images=[{"url": "/none.png"}]))
    with ScratchDir() as scratch:
        context = load_context(site.options())
        found = plan_site(context, BuildState(context), scratch, Progress(), inspect_images)
    assert [each.path for each in found.problems] == ["a.md"]
    assert not found.images.images.images
