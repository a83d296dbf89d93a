"""What is in the content is on the site, or the build says so: over random fields, names, folders and broken values.

Every record has a word of its own in its title, every value one of its own. A word that is on no page must be
accounted for: the record left out, a problem that names file and field, or the field counted as unknown. What a plain
build prints has the same numbers.
"""

import os
import re
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.commands.check import check
from generator.model.report import BuildReport
from generator.reports.build import summary
from generator.reports.problem_groups import brief_lines
from tests.support.site_kit import Site

EXAMPLES = int(os.environ.get("BROADSHEET_EXAMPLES", "0"))
LAW = settings(
    max_examples=EXAMPLES or 3,
    derandomize=not EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.generate, *([Phase.shrink] if EXAMPLES else [])],
    suppress_health_check=list(HealthCheck),
)
BARE = {"search": {"enabled": False}, "sections": {"statistics": False}}

FOLDERS = [
    "",
    "_news/",
    "api/",
    "assets/deep/",
    "_drafts/",
    "_posts/",
    ".hidden/",
    "_data/",
    "x.md/",
    "ünïcode/a b/",
]
NAMES = [
    "a",
    "README",
    "robots",
    "license",
    "2026-02-30-no-day",
    "2026-03-01-day",
    ".dot",
    "index",
    "ä ö",
    "null",
]
ENDINGS = [".md", ".MD", ".txt", ".html", ".markdown", ".mdx", ".md.bak", ""]
SHOWN = ["excerpt", "provider.name", "topics"]
TYPED = [
    "publishedDateTime",
    "updatedDateTime",
    "quality",
    "heat",
    "length",
    "locale",
    "type",
    "published",
    "ratings",
]
TYPED += ["originalUrl", "webUrl", "images", "related", "actions", "draft", "removed"]
UNKNOWN = [
    "date",
    "summary",
    "link",
    "layout",
    "Title",
    "flavour",
    "provider.motto",
    "images.lens",
    "x y",
    "número",
]
STYLES = ["plain", "quoted", "single", "tag", "anchor", "comment", "list", "mapping", "null"]


@dataclass(frozen=True)
class Written:
    """A value of a record: its dotted field, how it is written, and the word in it."""

    field: str
    style: str
    word: str

    @property
    def text(self) -> str:
        forms = {"plain": "{}", "quoted": '"{}"', "single": "'{}'", "tag": "!{}", "anchor": "&{}"}
        forms |= {"comment": "Route #{}", "list": "[[{}]]", "mapping": "{{inner: {}}}", "null": "null"}
        return forms[self.style].format(self.word)

    @property
    def lines(self) -> str:
        parent, _, name = self.field.rpartition(".")
        if parent == "images":
            return f"images:\n- url: https://p.example/{self.word}.png\n  {name}: {self.text}\n"
        return f"{parent}:\n  {name}: {self.text}\n" if parent else f"{name}: {self.text}\n"


@st.composite
def sites(draw: st.DrawFn) -> dict[str, list[Written]]:
    """Draw records by path."""
    paths = st.builds(
        "{}{}{}".format, st.sampled_from(FOLDERS), st.sampled_from(NAMES), st.sampled_from(ENDINGS)
    )
    found: dict[str, list[Written]] = {}
    for number, path in enumerate(draw(st.lists(paths, min_size=3, max_size=8, unique_by=str.casefold))):
        names = draw(st.lists(st.sampled_from([*SHOWN, *TYPED, *UNKNOWN]), max_size=6, unique=True))
        tops = {name.partition(".")[0]: name for name in names}
        found[path] = [
            Written(name, draw(st.sampled_from(STYLES)), f"zq{number}v{place}w")
            for place, name in enumerate(tops.values())
        ]
    return found


def write(site: Site, records: dict[str, list[Written]]) -> None:
    for number, (path, values) in enumerate(records.items()):
        lines = "".join(value.lines for value in values)
        site.write(path, f"---\ntitle: zq{number}title\n{lines}---\n")


def is_named(value: Written, path: str, report: BuildReport) -> bool:
    """Return whether a problem names a field of a record, or one within or around it."""
    bare = [re.sub(r"\[\d+\]", "", each.field) for each in report.problems if each.path == path]
    top = value.field.partition(".")[0]
    return any(field.partition(".")[0] == top for field in bare if field)


@LAW
@given(records=sites())
def test_content_is_on_the_site_or_the_build_says_so(
    records: dict[str, list[Written]],
) -> None:
    with tempfile.TemporaryDirectory(prefix="lost-") as folder:
        site = Site(Path(folder), overrides=BARE)
        write(site, records)
        report = site.build()
        pages = b"\n".join(site.tree().values()).decode("utf-8", "replace")
        found = check(site.content)
    assert_accounted_for(records, report, pages)
    assert_counted(records, report)
    assert_printed(report)
    places = [place for field in found.unknown for place in field.places]
    assert {place.partition(":")[0] for place in places} <= set(records)
    assert all(":" in place for place in places)


def assert_accounted_for(records: dict[str, list[Written]], report: BuildReport, pages: str) -> None:
    """Check that every record, and every value of a field that we know, is on a page or named."""
    named = {path for path, _ in report.left_out} | {problem.path for problem in report.problems}
    for number, (path, values) in enumerate(records.items()):
        if f"zq{number}title" not in pages:
            assert path in named, f"{path} is lost"
            continue
        for value in values:
            if value.field not in UNKNOWN and value.style != "null":
                assert value.word in pages or is_named(value, path, report), f"{path}: {value} is lost"


def assert_counted(records: dict[str, list[Written]], report: BuildReport) -> None:
    """Check that every field that we do not know is counted, in all records that can be read."""
    faulty = {path for path, reason in report.left_out if reason == "faulty"}
    unknown = Counter(
        value.field
        for path, values in records.items()
        for value in values
        if value.field in UNKNOWN and value.style not in ("null", "anchor")
        if path not in faulty and not is_unread(path)
    )
    counted = {field.name: field.count for field in report.unknown}
    assert {name: counted.get(name) for name in unknown} == dict(unknown)


def is_unread(path: str) -> bool:
    """Return whether a file is not read as a record, so that only the file itself is named."""
    parts = path.split("/")
    return (
        any(part.startswith(".") for part in parts)
        or parts[0] == "_data"
        or not path.lower().endswith((".md", ".txt", ".html", ".markdown"))
    )


def assert_printed(report: BuildReport) -> None:
    """Check that a plain build prints every number: problems by cause, unknown fields, files that are not records."""
    printed = "\n".join([*brief_lines(report.problems, report.content), *summary(report)])
    singles = len(re.findall(r"^(?:error|warning): (?!\d+ times|and )", printed, re.MULTILINE))
    grouped = sum(
        map(int, re.findall(r"^(?:error|warning): (?:and )?(\d+) (?:times|more)", printed, re.MULTILINE))
    )
    loud = [problem for problem in report.problems if problem.severity != "repaired"]
    assert singles + grouped == len(loud)
    total = sum(field.count for field in report.unknown)
    assert not total or f"{total:,} value" in printed
    left_out = sum(number for _, number in report.counts.left_out)
    assert not left_out or f"{left_out} left out" in printed


def test_the_law_would_notice_a_record_that_is_lost(tmp_path: Path) -> None:
    site = Site(tmp_path, overrides=BARE)
    site.write("a.md", "---\ntitle: zq0title\nflavour: zq0v0w\n---\n")
    report = site.build()
    assert [(field.name, field.count) for field in report.unknown] == [("flavour", 1)]
    assert "1 unknown field, 1 value: flavour (1" in "\n".join(summary(report))
    assert not is_named(Written("flavour", "plain", "zq0v0w"), "a.md", report)
