"""The JSON that commands emit is public: scripts of site owners read it. Its key names never change."""

import json
from datetime import date

import pytest

from generator.base.problem import Problem
from generator.model.fetched_images import FetchOutcome, ImageCounts, ImageReport
from generator.model.ledger import MovedItem
from generator.model.report import BuildReport, Counts, SearchReport, UnknownField
from generator.model.results.explanation import (
    FileExplanation,
    ItemExplanation,
    LeftOutExplanation,
    OutputExplanation,
    RelatedExplanation,
    ScoreExplanation,
)
from generator.model.results.finding import Finding
from generator.model.results.link_check import LinkFinding, LinkReport, Mention
from generator.model.results.site_check import SiteCheckReport, SiteGrowth, SiteSize
from generator.model.trace import OutputAction
from generator.reports import build, explanation, link_check, site_check

PROBLEM = Problem("_news/a.md", 3, "title", "expected a title, found none", "Give it one.", "error")
FINDING = Finding("output/feed.rss", 2, "rss.guid", "message", "section", "error")
LINK = LinkFinding(
    "P", "https://a.example/", "dead", 404, "2026-04-30", "reason", "", (Mention("a.md", 1, "webUrl"),)
)

PROBLEM_KEYS = "field hint line message path severity"
FINDING_KEYS = "line message path rule section severity"
LINK_KEYS = "mentions moved provider reason since state status url"


def build_report() -> str:
    """Return the report of a build in which every list has an element."""
    moved = MovedItem("key", "2026/a", "2026/b")
    fetched = ImageReport(ImageCounts(), (FetchOutcome("https://a.example/p.png", "failed", "reason"),))
    action = OutputAction("index.html", "write", "new", 0)
    return build.as_json(
        BuildReport(
            "content",
            "output",
            "https://a.example/",
            Counts(),
            (PROBLEM,),
            (("_news/b.md", "draft"),),
            fetched,
            (action,),
            (FINDING,),
            (moved,),
            (("read", 0.1),),
            1.0,
            SearchReport("made", 1, 0.5),
            unknown=(UnknownField("flavour", 1, ("_news/a.md",)),),
        )
    )


def explained_item() -> str:
    """Return the explanation of an item with one related item and one output."""
    score = ScoreExplanation(3.0, 1.6, 0.2, -1.5, 3.3, 4, 40, 4)
    related = RelatedExplanation("B", "https://a.example/b/", False, 120, ("clock",), ("Clocks",))
    output = OutputExplanation("index.html", "latest")
    topics = (("Clocks", "named"),)
    return explanation.as_json(
        ItemExplanation(
            "A", "_news/a.md", "k", "2026/a", "", score, topics, "P", (related,), (output,), ("note",)
        )
    )


def explained_file() -> str:
    """Return the explanation of a list page."""
    holds = (("entries", 2, ("A", "B")),)
    return explanation.as_json(FileExplanation("index.html", "home", "Home", holds, (("rank.heat", "1.0"),)))


def checked_site() -> str:
    """Return the result of ``check --output`` for a site that grows."""
    growth = SiteGrowth(date(2026, 4, 30), 10, 1000, 20, {"size": "2031-04", "files": None})
    size = SiteSize(3, 900, (("2026", 800),), ("index.html", 100), growth)
    return site_check.site_check_json(SiteCheckReport("https://a.example/", (PROBLEM,), 2, 9, size))


def keys(value: object, path: str = "") -> dict[str, str]:
    """Return the key names of every object in a JSON value, by the path of that object."""
    found: dict[str, str] = {}
    if isinstance(value, dict):
        found[path] = " ".join(sorted(value))
        for name, inner in value.items():
            found |= keys(inner, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        for inner in value:
            found |= keys(inner, f"{path}[]")
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            build_report(),
            {
                "": "base_url content counts dry_run findings left_out looks_like_jekyll moved others "
                "output pictures problems search seconds settled stages unknown_fields untranslated verdicts",
                "unknown_fields": "flavour",
                "counts": "beside feeds items left_out other pages providers records removed topics "
                "unchanged unpromoted written",
                "counts.left_out": "",
                "findings[]": FINDING_KEYS,
                "left_out[]": "path reason",
                "moved[]": "after before key",
                "pictures": "counts made note outcomes",
                "pictures.counts": "failed fetched kept later not_modified refused",
                "pictures.outcomes[]": "reason url verdict",
                "problems[]": PROBLEM_KEYS,
                "search": "items seconds state",
                "stages[]": "name seconds",
                "verdicts[]": "path reason verb",
            },
            id="build --report",
        ),
        pytest.param(
            build.problems_json([PROBLEM], [UnknownField("flavour", 1, ("_news/a.md",))]),
            {
                "": "problems unknown_fields unknown_places",
                "problems[]": PROBLEM_KEYS,
                "unknown_fields": "flavour",
                "unknown_places": "flavour",
            },
            id="check --format json",
        ),
        pytest.param(
            build.findings_json([FINDING]),
            {"": "findings", "findings[]": FINDING_KEYS},
            id="check --feeds --format json",
        ),
        pytest.param(
            checked_site(),
            {
                "": "base_url links pages problems weight",
                "problems[]": PROBLEM_KEYS,
                "weight": "files folders growth largest total",
                "weight.folders[]": "bytes path",
                "weight.growth": "bytes files full items newest",
                "weight.growth.full": "files size",
                "weight.largest": "bytes path",
            },
            id="check --output --format json",
        ),
        pytest.param(
            link_check.links_json(LinkReport(9, 3, 5, 1, 0, (LINK,), (LINK,), (LINK,), "note")),
            {
                "": "asked closed dead failed good later links moved note",
                **{f"{name}[]": LINK_KEYS for name in ("dead", "failed", "moved")},
                **{f"{name}[].mentions[]": "field line path" for name in ("dead", "failed", "moved")},
            },
            id="check --external --format json",
        ),
        pytest.param(
            explained_item(),
            {
                "": "key notes output outputs provider published record related standing story title topics what",
                "outputs[]": "part path",
                "related[]": "likeness named title topics url words",
                "standing": "age coverage heat image of place promotion quality reach shown total",
            },
            id="explain ITEM --format json",
        ),
        pytest.param(
            explained_file(),
            {"": "holds kind path settings title what"},
            id="explain FILE --format json",
        ),
        pytest.param(
            explanation.as_json(LeftOutExplanation("_news/a.md", "draft", ("note",))),
            {"": "notes reason record what"},
            id="explain LEFT-OUT --format json",
        ),
    ],
)
def test_key_names_stay(text: str, expected: dict[str, str]) -> None:
    assert keys(json.loads(text)) == expected


def test_explanations_say_in_what_they_explain() -> None:
    texts = (
        explained_item(),
        explained_file(),
        explanation.as_json(LeftOutExplanation("_news/a.md", "draft", ())),
    )
    assert [json.loads(text)["what"] for text in texts] == ["item", "file", "left out"]
