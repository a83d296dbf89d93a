"""The law: whatever happened before, a build leaves what a build from nothing leaves, byte for byte.

After each step of a random script: the output is that of a clean build; a build right after it has nothing to do; a
file that we did not write is still there. ``BROADSHEET_EXAMPLES=300`` asks for more scripts, and new ones each time.
"""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.pipeline.state import Memory
from tests.properties.edits import Alter, Edit, Forget, Restamp, content_edits, damages, writes
from tests.support.killing import killed
from tests.support.site_kit import ALLOW_REMOVAL, TEMPLATES, Site, Tree, difference, tree_of

EXAMPLES = int(os.environ.get("BROADSHEET_EXAMPLES", "0"))
LAW = settings(
    max_examples=EXAMPLES or 3,
    derandomize=not EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.generate, *([Phase.shrink] if EXAMPLES else [])],  # shrinking takes minutes
    suppress_health_check=list(HealthCheck),
)
MODES: tuple[dict[str, dict[str, object]], ...] = (
    {},
    {},
    {"content": {"drafts": True, **ALLOW_REMOVAL["content"]}},
    {"content": {"unpromoted": "exclude", **ALLOW_REMOVAL["content"]}},
    {"site": {"base_url": "https://user.github.io/repo/"}},
    {"feeds": {"ledger": "ledger.tsv"}, "site": {"base_url": "https://kept.example/"}},
)
LEDGER = len(MODES) - 1


@dataclass(frozen=True)
class Step:
    """Edits, then perhaps a build that is killed, then a build."""

    edits: Sequence[Edit]
    kill: int | None = None
    workers: int = 1
    mode: int = 0


def scripts(
    edits: st.SearchStrategy[Edit], **also: st.SearchStrategy[object]
) -> st.SearchStrategy[list[Step]]:
    """Scripts that begin with a few records, and go on with anything."""
    begin = st.builds(Step, st.lists(writes, min_size=5, max_size=9))
    steps = st.builds(Step, st.lists(edits, min_size=1, max_size=3), **also)
    return st.builds(lambda first, rest: [first, *rest], begin, st.lists(steps, min_size=2, max_size=4))


@LAW
@given(scripts(content_edits, mode=st.integers(0, len(MODES) - 1)))
def test_incremental_is_clean_after_edits(script: list[Step]) -> None:
    with small_search_blocks():
        hold(script)


@LAW
@given(scripts(content_edits | damages | damages))
def test_incremental_is_clean_after_damage(script: list[Step]) -> None:
    with small_search_blocks():
        hold(script)


@LAW
@given(
    scripts(
        content_edits | damages,
        kill=st.integers(0, 60) | st.integers(0, 250),
        mode=st.sampled_from((0, LEDGER)),
    )
)
def test_incremental_is_clean_after_a_killed_build(script: list[Step]) -> None:
    hold(script)


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
@settings(LAW, max_examples=max(LAW.max_examples // 3, 4))
@given(scripts(content_edits | damages, workers=st.integers(1, 3)))
def test_incremental_is_clean_with_any_number_of_workers(script: list[Step]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.pipeline.records.SMALL", 0)
        patch.setattr("generator.pipeline.records.CHUNK", 2)
        patch.setattr("generator.pipeline.outdated.SMALL", 0)
        patch.setattr("generator.pipeline.publish.SMALL", 0)
        hold(script)


@LAW
@given(scripts(content_edits | damages, mode=st.integers(0, len(MODES) - 1)))
def test_incremental_is_clean_in_a_process_that_keeps_its_stores_in_memory(script: list[Step]) -> None:
    hold(script, {})


@contextmanager
def small_search_blocks() -> Iterator[None]:
    """Let a few items be in several blocks of the search index."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.plan.search_blocks.ATOM", 3)
        patch.setattr("generator.plan.search_blocks.WINDOW", 2)
        yield


def hold(script: Sequence[Step], memory: Memory | None = None) -> None:
    """Play a script, and hold the law after each of its steps."""
    with new_site() as site:
        site.memory = memory
        for step in script:
            site.given["overrides"] = MODES[step.mode]
            site.given["workers"] = step.workers
            for edit in survivable(step.edits):
                edit.apply(site)
            foreign = foreign_files(site)
            if step.kill is not None:
                killed(site.build, step.kill)
            site.build()
            assert not difference(clean(site, step.mode) | foreign, site.tree())
            again = site.build()
            assert (again.settled, again.counts.written, again.counts.removed) == (True, 0, 0)


def survivable(edits: Sequence[Edit]) -> Iterator[Edit]:
    """Manifest and trace each know what is ours. Where both are lost a build asks, and does not guess. And a file that
    was altered to the same length and then given the very date it had is not seen to be another."""
    lost: str | None = None
    altered = False
    for edit in edits:
        if altered and isinstance(edit, Restamp):
            continue
        altered = altered or isinstance(edit, Alter)
        if isinstance(edit, Forget) and edit.loses:
            if lost not in (None, edit.loses):
                continue
            lost = edit.loses
        yield edit


@contextmanager
def new_site() -> Iterator[Site]:
    with tempfile.TemporaryDirectory(prefix="law-") as folder:
        site = Site(Path(folder), overrides=ALLOW_REMOVAL, templates=Path(folder) / "templates")
        (site.folder / "templates").mkdir()
        (site.folder / "shipped").symlink_to(TEMPLATES)
        site.write("site.toml", "[lists]\npage_size = 2\n")
        yield site


def foreign_files(site: Site) -> Tree:
    return {path: data for path, data in site.tree().items() if "foreign-" in path}


_known: dict[bytes, Tree] = {}


def clean(site: Site, mode: int) -> Tree:
    """What a build from nothing makes; remembered, since shrinking and damage meet the same content again."""
    found = sha256(str(mode).encode())
    for folder in (site.content, site.folder / "templates"):
        for path, data in tree_of(folder).items():
            found.update(f"{folder.name}/{path} {len(data)} ".encode() + data)
    key = found.digest()
    if key not in _known:
        _known[key] = site.clean(workers=1)
    return _known[key]
