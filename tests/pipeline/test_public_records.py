"""With ``--no-loss``, a build stops before a public page disappears because of an error, and for nothing else."""

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
