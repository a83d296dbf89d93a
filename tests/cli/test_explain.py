"""``broadsheet explain``: text by default, JSON on request, always offline."""

import json
from pathlib import Path

import pytest

from generator.cli.error_handler import run
from generator.model.options import BuildOptions
from generator.model.results.explanation import LeftOutExplanation


@pytest.mark.parametrize("form", ["text", "json"])
def test_both_formats(form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    calls: list[tuple[BuildOptions, str]] = []

    def explain(options: BuildOptions, target: str) -> LeftOutExplanation:
        calls.append((options, target))
        return LeftOutExplanation("a.md", "draft", ("a note",))

    monkeypatch.setattr("generator.commands.explain.explain", explain)
    given = ["explain", "a.md", "--content", "records", "--base-url", "https://a.example/", "--format", form]
    assert run(given) == 0
    out = capsys.readouterr().out
    if form == "text":
        assert out == "a.md is not built: draft\n  a note\n"
    else:
        assert json.loads(out)["reason"] == "draft"
    ((options, target),) = calls
    assert (target, options.content, options.offline) == ("a.md", Path("records"), True)
    assert options.overrides == {"site": {"base_url": "https://a.example/"}}
