"""Runs the Pagefind binary: sends one text and returns the files of its index. Touches no disk.

The binary reads commands on stdin and answers each on stdout: JSON in base64, with a comma after each message. Its
Python package uses the same protocol, but reads only ten answers a second.
"""

import json
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from generator.base.errors import SearchIndexError

Command = dict[str, Any]
Answer = dict[str, Any]

_LAST = "GetFiles"
"""The last command. Its answer contains the files of the index."""

_HINT = "Build again. If it still fails, set enabled = false under [search] in site.toml and report a bug."


def find_executable() -> Path | None:
    """Return the binary of the package ``pagefind-bin``, or ``None`` if there is none for this platform."""
    try:
        from pagefind_bin import get_executable

        return Path(get_executable())
    except (ImportError, FileNotFoundError):
        return None


def index_text(binary: Path, text: str, language: str) -> dict[str, bytes]:
    """Return the contents of all files of an index of one page by path. ``language`` is an ISO 639-1 code.

    Raises :class:`SearchIndexError` if the binary fails.
    """
    page = {"url": "0", "content": text, "language": language, "meta": {"title": ""}}
    return build_index(binary, [page])


def build_index(binary: Path, pages: Iterable[dict[str, Any]]) -> dict[str, bytes]:
    """Return the contents of all files of an index of a few pages by path: see :func:`index_text`."""
    commands = [
        {"type": "NewIndex", "config": {}},
        *[{"type": "AddRecord", "index_id": 0, **page} for page in pages],
        {"type": _LAST, "index_id": 0},
    ]
    for answer in _exchange(binary, commands):
        if answer["type"] == "Error":
            raise SearchIndexError(f"cannot build the search index: {answer.get('message')}", _HINT)
        if answer["type"] == _LAST:
            return {file["path"]: b64decode(file["content"]) for file in answer["files"]}
    raise SearchIndexError("cannot build the search index: Pagefind exited early", _HINT)


def _exchange(binary: Path, commands: Iterable[Command]) -> Iterator[Answer]:
    """Yield the answer to each command. Answers but the last one are short, so they can wait until all commands are
    sent. stdin stays open: Pagefind exits when it ends."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the binary of the package, no external input
            [binary, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        raise SearchIndexError(f"cannot start {binary}: {error.strerror}", _HINT) from error
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        with suppress(OSError):  # the process has exited: there are too few answers
            process.stdin.write(b"".join(map(_encode, enumerate(commands, start=1))))
            process.stdin.flush()
        for message in _messages(process.stdout):
            yield json.loads(b64decode(message))["payload"]
    finally:
        process.kill()
        with suppress(OSError):
            process.stdin.close()
        process.stdout.close()
        process.wait()


def _encode(command: tuple[int, Command]) -> bytes:
    number, payload = command
    return b64encode(json.dumps({"message_id": number, "payload": payload}).encode()) + b","


def _messages(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the messages, which end with commas. The last one is as long as the whole index."""
    parts: list[bytes] = []
    while data := stream.read1(1 << 20):  # type: ignore[attr-defined]  # BufferedReader has it
        *complete, rest = data.split(b",")
        for message in complete:
            parts.append(message)
            yield b"".join(parts)
            parts = []
        parts.append(rest)
