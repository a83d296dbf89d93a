"""``deploy --to``: publish a built site in an object store, such as a bucket of S3, or in a folder.

The store has a list of what a deployment has put there, with the digest of each file. So a deployment uploads only what
differs, whatever was built or lost in between, and removes only what is ours. ``changes.json`` would not do: it names
the changes of the last build alone.

Files go up in an order in which no page ever links to something that is not there: assets, new pages, changed pages,
data and feeds, sitemaps. What is gone is removed last. A deployment that was interrupted is completed by the next one.
"""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec

from generator.base.digest import digest
from generator.base.errors import OutputError, SettingsError
from generator.commands.publishable import check_publishable
from generator.model.media_types import media_type
from generator.model.results.deployment import StoreDeployment, StoreOptions

LIST = ".broadsheet-files.json"
"""The name of the list. The digest of a file that is about to be uploaded is ""."""

_AT_ONCE = 16
_FOR_EVER = "public, max-age=31536000, immutable"
_SHORTLY = "public, max-age=300"
_FINGERPRINTED = ("pictures/", "static/")
_DATA = (".rss", ".atom", ".json", ".opml", ".xml", ".txt")
_HINT = "Check the access keys and the network. The same command goes on where this one stopped."


def deploy_to_store(options: StoreOptions) -> StoreDeployment:
    """Publish a site in a store. Raises :class:`SettingsError` or :class:`OutputError` if that is refused or fails."""
    checked = check_publishable(options.output, options.host, options.force)
    store = _Store(options.target)
    before = store.load_list()
    if before is None and not options.force and store.has("index.html"):
        message = f"{options.target} has an index.html that Broadsheet did not put there"
        raise SettingsError(message, "Use --force to overwrite the files there, or name another place.")
    known = before or {}
    local = {path: digest((options.output / path).read_bytes()).hex() for path in checked.sizes}
    changed = [path for path, found in local.items() if known.get(path) != found]
    gone = sorted(known.keys() - local.keys())
    if not options.dry_run and (changed or gone or before is None):
        _publish(store, options.output, local, known, changed, gone)
    weight = sum(checked.sizes[path] for path in changed)
    unchanged = len(local) - len(changed)
    return StoreDeployment(len(changed), unchanged, len(gone), weight, checked.size, checked.problems)


def order_uploads(paths: Iterable[str], known: Mapping[str, str]) -> list[list[str]]:
    """Return files in the steps in which they are uploaded.

    >>> order_uploads(["sitemap.xml", "index.html", "feed.rss", "static/a.css", "new.html"], {"index.html": ""})
    [['static/a.css'], ['new.html'], ['index.html'], ['feed.rss'], ['sitemap.xml']]
    """
    steps: list[list[str]] = [[], [], [], [], []]
    for path in sorted(paths):
        steps[_step(path, path in known)].append(path)
    return [step for step in steps if step]


def _step(path: str, is_known: bool) -> int:
    name = path.rpartition("/")[2]
    if path.startswith(_FINGERPRINTED):
        return 0
    if name == "robots.txt" or (name.startswith("sitemap") and name.endswith(".xml")):
        return 4
    if name.endswith(".html"):
        return 2 if is_known else 1
    return 3 if name.endswith(_DATA) else 0


def _publish(
    store: "_Store",
    output: Path,
    local: Mapping[str, str],
    known: Mapping[str, str],
    changed: list[str],
    gone: list[str],
) -> None:
    state = {**known, **dict.fromkeys(changed, "")}  # a deployment that is killed leaves no file unknown
    store.save_list(state)
    try:
        for step in order_uploads(changed, known):
            for path in store.upload(output, step):
                state[path] = local[path]
        for path in store.remove(gone):
            del state[path]
    finally:
        store.save_list(state)


class _Store:
    """A folder in a store, by URL. Its errors are :class:`OutputError`."""

    def __init__(self, target: str) -> None:
        import fsspec

        self.target = target.rstrip("/")
        try:
            self._files, self._root = fsspec.url_to_fs(self.target, skip_instance_cache=True)
        except ImportError as error:
            raise SettingsError(
                f"cannot open {target}: {error}", 'Run: pip install "broadsheet[s3]"'
            ) from error
        except ValueError as error:
            hint = "Write it as s3://BUCKET/FOLDER or file:///FOLDER."
            raise SettingsError(f"cannot open {target}: {error}", hint) from error
        names = self._files.protocol
        self._protocols = {names} if isinstance(names, str) else set(names)

    def load_list(self) -> dict[str, str] | None:
        """Return the digests of our files by path, ``None`` if there is no list."""
        try:
            return msgspec.json.decode(self._files.cat_file(self._place(LIST)), type=dict[str, str])
        except FileNotFoundError:
            return None
        except msgspec.MsgspecError:
            message = f"{self.target}/{LIST} is damaged"
            raise OutputError(message, "Delete it, and use --force: everything is uploaded again.") from None
        except Exception as error:
            raise self._error("read", LIST, error) from error

    def save_list(self, state: Mapping[str, str]) -> None:
        """Write the list."""
        self._put(LIST, msgspec.json.encode(dict(sorted(state.items()))))

    def has(self, path: str) -> bool:
        """Return whether there is a file."""
        try:
            return bool(self._files.exists(self._place(path)))
        except Exception as error:
            raise self._error("read", path, error) from error

    def upload(self, output: Path, paths: list[str]) -> Iterator[str]:
        """Upload files, several at a time. Yields each when it is there."""
        yield from self._each(lambda path: self._put(path, (output / path).read_bytes()), paths)

    def remove(self, paths: list[str]) -> Iterator[str]:
        """Remove files, several at a time. Yields each when it is gone."""
        yield from self._each(self._remove, paths)

    def _each(self, do: Any, paths: list[str]) -> Iterator[str]:
        """Do something with each path. After an error, what has not begun is left."""
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            futures = [pool.submit(do, path) for path in paths]
            try:
                for path, future in zip(paths, futures, strict=True):
                    future.result()
                    yield path
            finally:
                pool.shutdown(cancel_futures=True)

    def _put(self, path: str, data: bytes) -> None:
        place = self._place(path)
        try:
            if "file" in self._protocols:
                self._files.makedirs(place.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(place, data, **self._headers(path))
        except Exception as error:
            raise self._error("write", path, error) from error

    def _remove(self, path: str) -> None:
        try:
            self._files.rm_file(self._place(path))
        except FileNotFoundError:
            pass
        except Exception as error:
            raise self._error("remove", path, error) from error

    def _headers(self, path: str) -> dict[str, Any]:
        """Return what tells a store the media type and the cache lifetime of a file."""
        kind = media_type(path)
        lifetime = _FOR_EVER if path.startswith(_FINGERPRINTED) else _SHORTLY
        if "s3" in self._protocols:
            return {"ContentType": kind, "CacheControl": lifetime}
        if "gs" in self._protocols:
            return {"content_type": kind, "fixed_key_metadata": {"cache_control": lifetime}}
        return {}

    def _place(self, path: str) -> str:
        return f"{self._root.rstrip('/')}/{path}"

    def _error(self, verb: str, path: str, error: Exception) -> OutputError:
        reason = str(error) or type(error).__name__
        return OutputError(f"cannot {verb} {self.target}/{path}: {reason}", _HINT)
