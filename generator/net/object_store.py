"""Files in an object store, such as a bucket of S3, or in a folder: by URL, through fsspec.

fsspec runs its connections in a thread. Here the thread ends with the store, because a process with threads must not
be forked.
"""

import asyncio
import errno
import re
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from generator.base.errors import SettingsError
from generator.base.storage.temp_files import write_atomically

Given = TypeVar("Given")
Result = TypeVar("Result")

AT_ONCE = 16
"""Files that are read or written at the same time."""

CONNECT_SECONDS = 5
READ_SECONDS = 20
_ATTEMPTS = 3
_CLOSE_SECONDS = 5

_FEW = 64
"""Files up to which each is asked for, instead of listing the store."""

_LOGIN = re.compile(r"//[^/@]*@")

_URL_HINT = "Write it as s3://BUCKET/FOLDER or file:///FOLDER."


class StoreError(Exception):
    """A store does not do what it is asked for. The message is shown to users."""


class ObjectStore:
    """A folder in a store. Raises :class:`SettingsError` if no library knows such a URL, and :class:`StoreError` for
    whatever else fails."""

    def __init__(self, url: str) -> None:
        self.url = _LOGIN.sub("//", url).rstrip("/")
        """As messages show it: without a password."""
        self._loop = asyncio.new_event_loop()
        try:
            self._files, self._root = _open(url, self.url, self._loop)
        except BaseException:
            self._loop.close()
            raise
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        names = self._files.protocol
        self.protocols = {names} if isinstance(names, str) else set(names)
        self.folder = Path(self._root) if "file" in self.protocols else None
        """The folder of this machine that the store is, if it is one."""

    def __enter__(self) -> "ObjectStore":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        from fsspec.asyn import sync

        client = getattr(self._files, "_s3", None) or getattr(self._files, "_session", None)
        if client is not None:
            with suppress(Exception):
                sync(self._loop, client.close, timeout=_CLOSE_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    def read(self, path: str, limit: int) -> bytes | None:
        """Return the bytes of a file, or the first ``limit`` ones; ``None`` if there is no such file."""
        try:
            return bytes(self._files.cat_file(self._place(path), start=0, end=limit))
        except FileNotFoundError:
            return None
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EINVAL:
                return b""  # what S3 says of an empty file, because there is nothing to send
            raise self._error("read", path, error) from error

    def write(self, path: str, data: bytes, headers: Mapping[str, Any] | None = None) -> None:
        """Write a file. ``headers`` are in the form that the library of this store takes."""
        place = self._place(path)
        try:
            if self.folder is not None:
                write_atomically(Path(place), data)
            else:
                self._files.pipe_file(place, data, **(headers or {}))
        except Exception as error:
            raise self._error("write", path, error) from error

    def remove(self, path: str) -> None:
        """Remove a file, if there is one."""
        try:
            self._files.rm_file(self._place(path))
        except FileNotFoundError:
            pass
        except Exception as error:
            raise self._error("remove", path, error) from error

    def has(self, path: str) -> bool:
        """Return whether there is a file."""
        try:
            return bool(self._files.exists(self._place(path)))
        except Exception as error:
            raise self._error("read", path, error) from error

    def find(self, paths: Collection[str]) -> list[str]:
        """Return those of some paths at which there are files."""
        if self.folder is not None or len(paths) <= _FEW:
            return [path for path, is_there in self.each(self.has, paths) if is_there]
        try:
            there = set(self._files.find(self._root))
        except FileNotFoundError:
            return []
        except Exception as error:
            raise self._error("list", "", error) from error
        return [path for path in paths if self._place(path) in there]

    def each(self, do: Callable[[Given], Result], given: Iterable[Given]) -> Iterator[tuple[Given, Result]]:
        """Yield each value with what ``do`` returns for it, in order. Several run at once, in threads.

        Raises the first error of ``do``; then what has not begun is left.
        """
        waiting: deque[tuple[Given, Future[Result]]] = deque()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            try:
                for value in given:
                    waiting.append((value, pool.submit(do, value)))
                    if len(waiting) > 2 * AT_ONCE:
                        yield _first(waiting)
                while waiting:
                    yield _first(waiting)
            finally:
                pool.shutdown(cancel_futures=True)

    def _place(self, path: str) -> str:
        return f"{self._root.rstrip('/')}/{path}"

    def _error(self, verb: str, path: str, error: Exception) -> StoreError:
        return StoreError(f"cannot {verb} {self.url}/{path}: {str(error) or type(error).__name__}")


def _first(waiting: "deque[tuple[Given, Future[Result]]]") -> tuple[Given, Result]:
    value, future = waiting.popleft()
    return value, future.result()


def _open(url: str, shown: str, loop: asyncio.AbstractEventLoop) -> tuple[Any, str]:
    """Return the file system of a URL, and the folder in it. Messages name ``shown``."""
    scheme, separator, place = url.partition(":")
    if not url.strip() or (separator and not (scheme and place.strip("/"))):
        raise SettingsError(f"cannot open '{shown}': it names no folder", _URL_HINT)
    if scheme not in ("file", "local") and separator and ".." in place.split("/"):
        raise SettingsError(f"cannot open {shown}: it has '..'", _URL_HINT)
    try:
        import fsspec

        files, root = fsspec.url_to_fs(url.rstrip("/"), skip_instance_cache=True, loop=loop, **_limits(url))
    except ImportError as error:
        raise SettingsError(f"cannot open {shown}: {error}", 'Run: pip install "broadsheet[s3]"') from error
    except ValueError as error:
        raise SettingsError(f"cannot open {shown}: {error}", _URL_HINT) from error
    if "s3" in files.protocol:
        files.retries = 1  # the library below tries again
    return files, str(root)


def _limits(url: str) -> dict[str, Any]:
    """Return options that limit how long a request may take, and how often it is tried."""
    if not url.startswith(("s3://", "s3a://")):
        return {}
    return {
        "config_kwargs": {
            "connect_timeout": CONNECT_SECONDS,
            "read_timeout": READ_SECONDS,
            "max_pool_connections": AT_ONCE,
            "retries": {"mode": "standard", "total_max_attempts": _ATTEMPTS},
        }
    }
