"""The text of link checks: grouped by state and provider, with counts at the end."""

import pytest
from msgspec.structs import replace

from generator.model.results.link_check import LinkFinding, LinkReport, Mention
from generator.reports.link_check import link_lines

PLACES = tuple([Mention(f"{number}.md", 3, "webUrl") for number in range(5)])
DEAD = LinkFinding(
    "Kiln", "https://a.example/", "dead", 404, "2026-01-02", "its host answered 404", "", PLACES[:1]
)
MOVED = replace(
    DEAD, provider="", state="good", moved="https://b.example/", mentions=(Mention("m.md", 0, "webUrl"),)
)


def test_findings_are_grouped_by_state_and_provider() -> None:
    report = LinkReport(1200, 3, 1198, 1, 0, (DEAD, replace(DEAD, url="https://c.example/")), (), (MOVED,))
    assert list(link_lines(report, "content")) == [
        "Dead:",
        "  Kiln",
        "    https://a.example/ (its host answered 404, since 2026-01-02)",
        "        content/0.md:3: webUrl",
        "    https://c.example/ (its host answered 404, since 2026-01-02)",
        "        content/0.md:3: webUrl",
        "Moved permanently:",
        "  no provider",
        "    https://a.example/ → https://b.example/",
        "        content/m.md: webUrl",
        "1,200 links, 3 checked now: 1,198 good, 2 dead, 0 not responding, 1 access denied, 1 moved",
    ]


def test_only_the_first_records_of_a_link_are_named() -> None:
    report = LinkReport(1, 1, 0, 0, 0, (replace(DEAD, mentions=PLACES),), (), ())
    said = list(link_lines(report, "content"))
    assert [line for line in said if line.startswith("        ")] == [
        "        content/0.md:3: webUrl",
        "        content/1.md:3: webUrl",
        "        content/2.md:3: webUrl",
        "        and 2 more records",
    ]


@pytest.mark.parametrize(
    ("later", "note", "line"),
    [
        (4, "No network", "4 links not checked yet (No network): run the check again to continue"),
        (1, "", "1 link not checked yet: run the check again to continue"),
        (0, "a note", "a note"),
    ],
)
def test_links_that_are_left_and_why(later: int, note: str, line: str) -> None:
    assert list(link_lines(LinkReport(9, 0, 0, 0, later, (), (), (), note), "content"))[-1] == line
