"""``broadsheet serve``: options reach the server, and problems go to the error stream."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.error_handler import run
from generator.model.options import BuildOptions
from generator.server.server import ServerOptions


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[tuple[BuildOptions, ServerOptions]]:
    """The options of each call of the server. It prints one line of each kind, and ends."""
    calls: list[tuple[BuildOptions, ServerOptions]] = []

    def serve(
        options: BuildOptions, server_options: ServerOptions, print_line: Callable[[str], None]
    ) -> None:
        calls.append((options, server_options))
        for line in ("Serving  http://127.0.0.1/", "error: a", "Error: b", "warning: c", "    hint"):
            print_line(line)

    monkeypatch.setattr("generator.server.server.serve", serve)
    return calls


def test_options_reach_the_server(called: list[tuple[BuildOptions, ServerOptions]]) -> None:
    arguments = (
        "--host ::1 --port 0 --open --drafts --offline --content records --base-url https://a.example/"
    )
    assert run(["serve", *arguments.split()]) == 0
    ((options, server_options),) = called
    assert server_options == ServerOptions("::1", 0, open=True)
    assert (options.content, options.offline, options.full) == (Path("records"), True, False)
    assert options.overrides == {"site": {"base_url": "https://a.example/"}, "content": {"drafts": True}}


def test_problems_go_to_the_error_stream(
    called: list[tuple[BuildOptions, ServerOptions]], capsys: pytest.CaptureFixture[str]
) -> None:
    run(["serve"])
    out, err = capsys.readouterr()
    assert out.splitlines() == ["Serving  http://127.0.0.1/"]
    assert err.splitlines() == ["error: a", "Error: b", "warning: c", "    hint"]
