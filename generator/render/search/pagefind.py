"""Runs the Pagefind binary: sends search entries and returns the files of the index. Touches no disk.

The binary reads commands on stdin and answers each on stdout: JSON in base64, with a comma after each message. Its
Python package uses the same protocol, but reads only ten answers a second: two minutes for a thousand entries.
"""

import json
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO, Any

import msgspec

from generator.base.errors import SearchIndexError
from generator.model.views.search import SearchEntry

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


def build_index(binary: Path, entries: Iterable[SearchEntry], language: str) -> dict[str, bytes]:
    """Return the contents of all index files by path. The URL of a page is the number of its entry. ``language`` is an
    ISO 639-1 code.

    Raises :class:`SearchIndexError` if the binary fails.
    """
    for answer in _exchange(binary, _commands(entries, language)):
        if answer["type"] == "Error":
            raise SearchIndexError(f"cannot build the search index: {answer.get('message')}", _HINT)
        if answer["type"] == _LAST:
            return {file["path"]: b64decode(file["content"]) for file in answer["files"]}
    raise SearchIndexError("cannot build the search index: Pagefind exited early", _HINT)


def _commands(entries: Iterable[SearchEntry], language: str) -> Iterator[Command]:
    yield {"type": "NewIndex", "config": {}}
    for number, entry in enumerate(entries):
        result, pairs = entry.result, {"pairs": entry.pairs} if entry.pairs else {}
        yield {
            "type": "AddRecord",
            "index_id": 0,
            "url": str(number),
            "content": result.content,
            "language": language,
            "meta": {"title": result.title, "about": entry.about, **pairs},
            "filters": dict(entry.filters),
        }
    yield {"type": _LAST, "index_id": 0}


def _exchange(binary: Path, commands: Iterable[Command]) -> Iterator[Answer]:
    """Yield the answer to each command. A thread sends them: Pagefind stops reading while its output is not read."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the binary of the package, no external input
            [binary, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        raise SearchIndexError(f"cannot start {binary}: {error.strerror}", _HINT) from error
    assert process.stdin is not None
    assert process.stdout is not None
    sender = _Sender(process.stdin, commands)
    sender.start()
    try:
        for message in _messages(process.stdout):
            yield json.loads(b64decode(message))["payload"]
        if sender.error:
            raise sender.error
    finally:
        process.kill()
        sender.join()
        with suppress(OSError):
            process.stdin.close()
        process.stdout.close()
        process.wait()


class _Sender(Thread):
    """Sends commands. If producing one raises an exception, stores it in ``error`` and stops."""

    def __init__(self, stream: IO[bytes], commands: Iterable[Command]) -> None:
        super().__init__(daemon=True)
        self._stream = stream
        self._commands = commands
        self.error: Exception | None = None

    def run(self) -> None:
        encode = msgspec.json.Encoder().encode
        try:
            for number, command in enumerate(self._commands, start=1):
                message = encode({"message_id": number, "payload": command})
                self._stream.write(b64encode(message) + b",")
            self._stream.flush()
        except OSError:
            pass  # the process has exited: the reader notices it
        except Exception as error:  # noqa: BLE001 - raised again by the reader
            self.error = error
            self._stream.close()


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
