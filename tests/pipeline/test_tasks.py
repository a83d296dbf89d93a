"""The functions that worker processes run, without the processes."""

import pytest

from generator.base.digest import digest
from generator.base.errors import InternalError, OutputError
from generator.model.output import Asset, Data, PlannedOutput, Text
from generator.pipeline.context import load_context
from generator.pipeline.tasks import (
    RenderJob,
    render_outputs,
)
from tests.support.site_kit import Site


@pytest.fixture
def site(site: Site) -> Site:
    """A site with an empty content folder."""
    site.content.mkdir()
    return site


class OnePlan:
    """A plan of outputs that are given."""

    site = None

    def __init__(self, *outputs: object) -> None:
        self.outputs = outputs
        self.planned = [
            PlannedOutput(str(row), b"", "ready", index=row, output=output)  # type: ignore[arg-type]
            for row, output in enumerate(outputs)
        ]

    def make_output(self, planned: PlannedOutput) -> object:
        return planned.output


def job(site: Site, *outputs: object, present: dict[int, bytes] | None = None) -> RenderJob:
    staging = site.folder / "staging"
    staging.mkdir(exist_ok=True)
    context = load_context(site.options())
    return RenderJob(
        OnePlan(*outputs),  # type: ignore[arg-type]
        context.theme,
        present or {},
        site.folder,
        site.folder,
        b"",
        str(staging),
    )


def test_bytes_that_are_there_already_are_not_staged(site: Site) -> None:
    text = Text("a.txt", "same")
    (staged,) = render_outputs(job(site, text), [0])
    assert (site.folder / "staging/0").read_bytes() == b"same"
    (site.folder / "staging/0").unlink()
    (again,) = render_outputs(job(site, text, present={0: staged.digest}), [0])
    assert (staged.same, again.same) == (False, True)
    assert not (site.folder / "staging/0").exists()


def test_a_secured_value_is_never_written(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.pipeline.tasks.has_leak", lambda data: b"secret" in data)
    with pytest.raises(InternalError, match=r"a\.txt"):
        render_outputs(job(site, Text("a.txt", "a secret")), [0])


@pytest.mark.parametrize(
    "output",
    [Data("a", digest(b"one"), b"two"), Asset("a", "/no/such/file", b"")],
    ids=["changed while building", "gone while building"],
)
def test_a_file_that_changed_meanwhile_stops_the_build(site: Site, output: object) -> None:
    with pytest.raises(OutputError):
        render_outputs(job(site, output), [0])
