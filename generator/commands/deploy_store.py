"""``deploy --to``: publish a built site in an object store, such as a bucket of S3, or in a folder.

The store has a list of what a deployment has put there, with the digest of each file. So a deployment uploads only what
differs, whatever was built or lost in between, and removes only what is ours. ``changes.json`` would not do: it names
the changes of the last build alone.

Files go up in an order in which no page ever links to something that is not there: assets, new pages, changed pages,
data and feeds, sitemaps. What is gone is removed last. A deployment that was interrupted is completed by the next one.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from generator.base.digest import digest
from generator.base.errors import OutputError, SettingsError
from generator.base.layered_folder import overlap
from generator.commands.publishable import PublishableSite, check_publishable
from generator.model.media_types import media_type
from generator.model.results.deployment import StoreDeployment, StoreOptions
from generator.net.object_store import ObjectStore, StoreError

LIST = ".broadsheet-files.json"
"""The name of the list. The digest of a file that is about to be uploaded is ""."""

_LONGEST_LIST = 1 << 28
_FOR_EVER = "public, max-age=31536000, immutable"
_SHORTLY = "public, max-age=300"
_FINGERPRINTED = ("pictures/", "static/")
_DATA = (".rss", ".atom", ".json", ".opml", ".xml", ".txt")
_HINT = "Check the access keys and the network. The same command goes on where this one stopped."


def deploy_to_store(options: StoreOptions) -> StoreDeployment:
    """Publish a site in a store. Raises :class:`SettingsError` or :class:`OutputError` if that is refused or fails."""
    checked = check_publishable(options.output, options.host, options.force)
    try:
        with ObjectStore(options.target) as store:
            return _deploy(store, options, checked)
    except StoreError as error:
        raise OutputError(str(error), _HINT) from error


def _deploy(store: ObjectStore, options: StoreOptions, checked: PublishableSite) -> StoreDeployment:
    _require_apart(store, options)
    before = _load_list(store)
    known = before or {}
    local = {path: digest(_read(options.output, path)).hex() for path in checked.sizes if path != LIST}
    changed = [path for path, found in local.items() if known.get(path) != found]
    gone = sorted(known.keys() - local.keys())
    if not options.force:
        _require_ours(store, [path for path in changed if path not in known])
    if not options.dry_run and (changed or gone or before is None):
        _publish(store, options.output, known, changed, gone)
    weight = sum(checked.sizes[path] for path in changed)
    unchanged = len(local) - len(changed)
    return StoreDeployment(len(changed), unchanged, len(gone), weight, checked.size, checked.problems)


def _require_apart(store: ObjectStore, options: StoreOptions) -> None:
    """Raise :class:`SettingsError` if the store is a folder that overlaps with one of the site."""
    for name, place in (("output", options.output), ("content", options.content)):
        if store.folder and overlap(store.folder, place):
            message = f"--to {store.url}: expected a folder apart from the {name} folder {place}"
            raise SettingsError(message, "Name a folder of its own.")


def _require_ours(store: ObjectStore, paths: list[str]) -> None:
    """Raise :class:`SettingsError` if there are files at some paths: they are not ours."""
    if foreign := store.find(paths):
        more = f" and {len(foreign) - 1:,} more" if len(foreign) > 1 else ""
        message = f"{store.url} has files that Broadsheet did not put there: {min(foreign)}{more}"
        raise SettingsError(message, "Use --force to overwrite the files there, or name another place.")


def _read(output: Path, path: str) -> bytes:
    try:
        return (output / path).read_bytes()
    except OSError as error:
        raise OutputError(
            f"cannot read {output / path}: {error.strerror}", "Build the site again."
        ) from error


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
    store: ObjectStore,
    output: Path,
    known: Mapping[str, str],
    changed: list[str],
    gone: list[str],
) -> None:
    state = {**known, **dict.fromkeys(changed, "")}  # a deployment that is killed leaves no file unknown
    begun = dict(state)
    _save_list(store, begun)
    try:
        for step in order_uploads(changed, known):
            for path, found in store.each(lambda path: _upload(store, output, path), step):
                state |= {path: found}
        for path, _ in store.each(store.remove, gone):
            del state[path]
    finally:
        there = _load_list(store)
        if there != begun:  # another deployment ran meanwhile: what is there is not certain
            state = dict.fromkeys([*(there or ()), *state], "")
        _save_list(store, state)


def _upload(store: ObjectStore, output: Path, path: str) -> str:
    """Upload a file, and return its digest."""
    data = _read(output, path)
    store.write(path, data, _headers(store, path))
    return digest(data).hex()


def _headers(store: ObjectStore, path: str) -> dict[str, Any]:
    """Return what tells a store the media type and the cache lifetime of a file."""
    kind = media_type(path)
    lifetime = _FOR_EVER if path.startswith(_FINGERPRINTED) else _SHORTLY
    if "s3" in store.protocols:
        return {"ContentType": kind, "CacheControl": lifetime}
    if "gs" in store.protocols:
        return {"content_type": kind, "fixed_key_metadata": {"cache_control": lifetime}}
    return {}


def _load_list(store: ObjectStore) -> dict[str, str] | None:
    """Return the digests of our files by path, ``None`` if there is no list."""
    data = store.read(LIST, _LONGEST_LIST)
    if data is None:
        return None
    try:
        found = msgspec.json.decode(data, type=dict[str, str])
    except msgspec.MsgspecError:
        found = {"": ""}
    if not all(map(_is_path, found)):
        message = f"{store.url}/{LIST} is damaged"
        raise OutputError(message, "Delete it, and use --force: everything is uploaded again.")
    return found


def _is_path(path: str) -> bool:
    """Return whether a path of the list is one of a site: what leads elsewhere must not be removed."""
    return path != LIST and not {"", ".", ".."} & set(path.split("/")) and "\\" not in path


def _save_list(store: ObjectStore, state: Mapping[str, str]) -> None:
    store.write(LIST, msgspec.json.encode(dict(sorted(state.items()))), _headers(store, LIST))
