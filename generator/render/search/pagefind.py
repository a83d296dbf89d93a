"""A conversation with Pagefind's binary: entries in, the files of an index out. Touches no disk.

The binary is a service that reads commands and answers each: JSON in base64, a comma after it. The package's own
Python API speaks the same language, but takes in one answer in a tenth of a second, and so would need two minutes for a
thousand entries.
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
IndexedFiles = dict[str, Any]

_LAST = "GetFiles"
"""The command whose answer is the index."""

_HINT = "Build again; if that does not help, set enabled = false under [search] in site.toml, and tell us."


def find_executable() -> Path | None:
    """Return the binary that the package ``pagefind-bin`` carries, ``None`` where there is none for this platform."""
    try:
        from pagefind_bin import get_executable

        return Path(get_executable())
    except (ImportError, FileNotFoundError):
        return None


def build_index(binary: Path, entries: Iterable[SearchEntry], language: str) -> dict[str, bytes]:
    """Return all files of an index by path. ``language`` is an ISO 639-1 code.

    Raises :class:`SearchIndexError` where the binary fails.
    """
    for answer in _converse(binary, _commands(entries, language)):
        if answer["type"] == "Error":
            raise SearchIndexError(f"the search index was not made: {answer.get('message')}", _HINT)
        if answer["type"] == _LAST:
            return {file["path"]: b64decode(file["content"]) for file in answer["files"]}
    raise SearchIndexError("the search index was not made: Pagefind ended too early", _HINT)


def _commands(entries: Iterable[SearchEntry], language: str) -> Iterator[Command]:
    yield {"type": "NewIndex", "config": {}}
    for entry in entries:
        yield {
            "type": "AddRecord",
            "index_id": 0,
            "url": entry.url,
            "content": entry.content,
            "language": language,
            "meta": {"title": entry.title, "about": entry.about},
            "filters": dict(entry.filters),
            "sort": {"date": entry.date or "0"},
        }
    yield {"type": _LAST, "index_id": 0}


def _converse(binary: Path, commands: Iterable[Command]) -> Iterator[IndexedFiles]:
    """Yield the answer to every command. Commands are said by a thread: the service reads on only while it is heard."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the binary of the package, and nothing from outside
            [binary, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as fault:
        raise SearchIndexError(f"cannot start {binary}: {fault.strerror}", _HINT) from fault
    assert process.stdin is not None
    assert process.stdout is not None
    said = _Conversation(process.stdin, commands)
    said.start()
    try:
        for message in _messages(process.stdout):
            yield json.loads(b64decode(message))["payload"]
        if said.fault:
            raise said.fault
    finally:
        process.kill()
        said.join()
        with suppress(OSError):
            process.stdin.close()
        process.stdout.close()
        process.wait()


class _Conversation(Thread):
    """Says commands. ``fault`` is what went wrong with making them; then nothing more is said."""

    def __init__(self, stream: IO[bytes], commands: Iterable[Command]) -> None:
        super().__init__(daemon=True)
        self._stream = stream
        self._commands = commands
        self.fault: Exception | None = None

    def run(self) -> None:
        encode = msgspec.json.Encoder().encode
        try:
            for number, command in enumerate(self._commands, start=1):
                message = encode({"message_id": number, "payload": command})
                self._stream.write(b64encode(message) + b",")
            self._stream.flush()
        except OSError:
            pass  # it is gone: who listens will find out
        except Exception as fault:  # noqa: BLE001 - raised again by who listens
            self.fault = fault
            self._stream.close()


def _messages(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield what stands before each comma. The last message is as long as the whole index."""
    parts: list[bytes] = []
    while data := stream.read1(1 << 20):  # type: ignore[attr-defined]  # a BufferedReader has it
        *ended, rest = data.split(b",")
        for message in ended:
            parts.append(message)
            yield b"".join(parts)
            parts = []
        parts.append(rest)
