"""The entry point of a build: the up-to-date shortcut, the lock, the garbage collector."""

import gc
import json

import pytest

from generator.base.errors import OutputError, SettingsError
from generator.base.progress import Progress
from generator.pipeline.entry_point import build, load_stages
from generator.write.output_lock import lock_output
from tests.support.site_kit import Site, article


@pytest.fixture
def small(site: Site) -> Site:
    site.record("a.md", article("one"))
    return site


def test_a_build_with_nothing_to_do_never_runs_the_stages(
    small: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.build()
    monkeypatch.setattr("generator.pipeline.entry_point._run", lambda *_: pytest.fail("the pipeline ran"))
    report = small.build()
    assert report.settled
    assert report.counts.written == 0
    assert report.counts.unchanged == len(small.tree())


def test_a_build_with_nothing_to_do_says_that_no_url_changed(small: Site) -> None:
    small.build()
    assert json.loads((small.cache / "changes.json").read_bytes())["added"]
    small.build()
    assert json.loads((small.cache / "changes.json").read_bytes())["added"] == []


@pytest.mark.parametrize("collecting", [True, False])
def test_the_garbage_collector_is_left_as_it_was(small: Site, collecting: bool) -> None:
    was = gc.isenabled()
    (gc.enable if collecting else gc.disable)()
    try:
        small.build()
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if was else gc.disable)()


def test_the_garbage_collector_comes_back_after_an_error(small: Site) -> None:
    small.output.mkdir()
    (small.output / "index.html").write_text("not ours", "utf-8")
    assert gc.isenabled()
    with pytest.raises(OutputError):
        small.build()
    assert gc.isenabled()


def test_the_output_is_locked_while_a_build_runs(small: Site) -> None:
    class Trying(Progress):
        refused = 0

        def stage(self, name: str, total: int = 0) -> None:
            if name == "plan":
                with pytest.raises(OutputError), lock_output(small.output):
                    pass
                Trying.refused += 1
            super().stage(name, total)

    build(small.options(), Trying())
    assert Trying.refused == 1


def test_a_dry_run_writes_nothing(small: Site) -> None:
    report = small.build(dry_run=True)
    assert report.dry_run
    assert report.counts.written > 0
    assert not small.output.exists()


def test_invalid_settings_stop_a_build(small: Site) -> None:
    small.write("site.toml", "[site]\nno_such_setting = 1\n")
    with pytest.raises(SettingsError):
        small.build()


def test_all_stages_can_be_loaded_beforehand() -> None:
    load_stages()
