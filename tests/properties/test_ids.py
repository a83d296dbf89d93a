"""Ids and paths that hold, over random edit scripts: retitle, re-date, retopic, rename, reorder, withdraw, another host
or base path. No id ever changes, none stands twice in a feed, and no address that was public is lost: each of them is
the item's page, or leads there. With all that, a build leaves what a build from nothing leaves, given the same ledger.
"""

import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lxml.etree
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.support.site_kit import ALLOW_REMOVAL, Site, article, difference

EXAMPLES = int(os.environ.get("BROADSHEET_EXAMPLES", "0"))
LAW = settings(
    max_examples=EXAMPLES or 4,
    derandomize=not EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.generate, *([Phase.shrink] if EXAMPLES else [])],
    suppress_health_check=list(HealthCheck),
)
KEYS = 4
ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True)
class Edit:
    """A record as somebody wrote it now. ``file`` is its name: two edits of one ``key`` may name it differently."""

    key: int
    title: str
    day: str | None
    topics: tuple[str, ...]
    kind: str
    file: str
    state: str


@dataclass(frozen=True)
class Step:
    """Edits, and where the site stands from now on."""

    edits: tuple[Edit, ...]
    base_url: str
    zone: str


edits = st.builds(
    Edit,
    key=st.integers(0, KEYS - 1),
    title=st.sampled_from(("The clock", "The bell", "Bells & clocks", "page", "!!!")),
    day=st.sampled_from(("2024-05-01T10:00:00Z", "2024-05-01T23:30:00Z", "2024-06-02T00:30:00Z", None)),
    topics=st.lists(st.sampled_from(("Clocks", "Bells")), unique=True).map(tuple),
    kind=st.sampled_from(("article", "course")),
    file=st.sampled_from(("a", "b/c", "2020-01-01-d")),
    state=st.sampled_from(("", "", "", "draft", "removed")),
)
steps = st.builds(
    Step,
    edits=st.lists(edits, min_size=1, max_size=3).map(tuple),
    base_url=st.sampled_from(("https://a.example/", "https://b.example/x/", "https://c.example/")),
    zone=st.sampled_from(("UTC", "UTC", "Pacific/Auckland")),
)


@LAW
@given(st.lists(steps, min_size=2, max_size=5))
def test_ids_and_paths_hold_with_a_ledger(script: list[Step]) -> None:
    play(script, '[feeds]\nledger = "ledger.tsv"\n')


@LAW
@given(st.lists(steps, min_size=2, max_size=5))
def test_ids_hold_without_one(script: list[Step]) -> None:
    play(script, "")


def play(script: Sequence[Step], feeds: str) -> None:
    files: dict[int, str] = {}
    ids: dict[str, str] = {}
    public: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="ids-") as folder:
        site = Site(Path(folder), overrides=ALLOW_REMOVAL)
        for step in script:
            site.write("site.toml", f'[site]\ntimezone = "{step.zone}"\n{feeds}')
            site.given["overrides"] = {"site": {"base_url": step.base_url}}
            for edit in step.edits:
                write(site, edit, files)
            report = site.build()
            assert not [each for each in report.problems if each.severity == "error"]
            shown = entries(site)
            assert all(ids.setdefault(link, id) == id for link, id in shown.items())
            assert not difference(site.clean(), site.tree())
            assert site.build().settled
            if feeds:
                hold(site, public, step)


def write(site: Site, edit: Edit, files: dict[int, str]) -> None:
    """Write a record, and remove what it was called before."""
    path = f"{edit.file}-{edit.key}.md"
    before = files.setdefault(edit.key, path)
    (site.content / before).unlink(missing_ok=True)
    files[edit.key] = path
    states = {edit.state: True} if edit.state else {}
    fields = article(
        str(edit.key),
        title=edit.title,
        publishedDateTime=edit.day,
        topics=list(edit.topics),
        type=edit.kind,
        **states,
    )
    site.record(path, fields, body=f"The whole story of {edit.key}.\n")


def entries(site: Site) -> dict[str, str]:
    """Return the id of every article in a feed, which is the same in all of them and stands once in each."""
    found: dict[str, str] = {}
    for file in site.output.rglob("*.atom"):
        pairs = [_entry(entry) for entry in lxml.etree.parse(file).getroot().iterfind(f"{ATOM}entry")]
        assert len({id for _, id in pairs}) == len(pairs), f"{file} has an id twice"
        assert all(found.setdefault(link, id) == id for link, id in pairs)
    return found


def _entry(entry: Any) -> tuple[str, str]:
    """Return what an entry is about, and its id."""
    return entry.find(f"{ATOM}link[@rel='alternate']").get("href"), entry.findtext(f"{ATOM}id")


def hold(site: Site, public: dict[str, str], step: Step) -> None:
    """Every page that an item ever had is its page still, or leads to it; unless its record says that it is away."""
    base = re.sub(r"https?://[^/]+", "", step.base_url)
    pages = {
        path.removesuffix("/index.html"): data.decode()
        for path, data in site.tree().items()
        if path.endswith("/index.html")
    }
    shown = {key: path for path, page in pages.items() for key in [_article(page)] if key}
    for path, key in public.items():
        if key in shown and shown[key] != path:
            assert f'content="0; url={base}{shown[key]}/"' in pages[path]
    for key, path in shown.items():
        assert public.setdefault(path, key) == key, f"{path} went from one item to another"


def _article(page: str) -> str:
    """Return the key of the item that a page is all about, "" for other pages."""
    found = re.search(r"The whole story of (\d)", page)
    return found[1] if found else ""
