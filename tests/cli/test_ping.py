"""``broadsheet ping``: one line a message, and exit code 1 if a service refused one."""

import pytest

from generator.cli.error_handler import run
from generator.commands.ping import PingResult

HUB = PingResult("feeds", "https://hub.example/", 1200)
REFUSED = PingResult("pages", "https://indexnow.example/", 3, "it answered 403")


@pytest.mark.parametrize(
    ("results", "options", "code", "out", "err"),
    [
        ((), [], 0, "Nothing to send.\n", ""),
        ((HUB,), [], 0, "Notified https://hub.example/ of 1,200 feeds\n", ""),
        ((HUB,), ["--dry-run"], 0, "Would notify https://hub.example/ of 1,200 feeds\n", ""),
        (
            (HUB, REFUSED),
            [],
            1,
            "Notified https://hub.example/ of 1,200 feeds\n",
            "error: cannot notify https://indexnow.example/ of 3 pages: it answered 403\n",
        ),
    ],
    ids=["nothing", "sent", "dry run", "refused"],
)
def test_lines_and_exit_code(
    results: tuple[PingResult, ...],
    options: list[str],
    code: int,
    out: str,
    err: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("generator.commands.ping.ping", lambda *_: results)
    assert run(["ping", *options]) == code
    assert tuple(capsys.readouterr()) == (out, err)
