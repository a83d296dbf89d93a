"""Add the files of a pool, a folder that several sites share, to the listing of a content folder."""

from collections.abc import Iterable
from dataclasses import replace as replace_problem

from msgspec.structs import replace

from generator.model.record import SourceFile
from generator.read.scan import ContentListing


def add_pool(listing: ContentListing, pool: ContentListing, folder: str) -> ContentListing:
    """Return a listing with the records, topics and providers of the pool at ``folder``, a path from the content
    folder. A file of the content folder replaces one of the pool with the same path.

    Pages and static files belong to one site. Those of the pool are among ``others``.
    """
    own = {file.path for file in (*listing.records, *listing.topics, *listing.providers)}
    added = [
        [_in_pool(file, folder) for file in files if file.path not in own]
        for files in (pool.records, pool.topics, pool.providers)
    ]
    records, topics, providers = added
    unread = (*pool.others, *[file.path for file in (*pool.pages, *pool.static)])
    problems = [replace_problem(each, path=f"{folder}/{each.path}") for each in pool.problems]
    return replace(
        listing,
        records=_by_path(listing.records, records),
        topics=_by_path(listing.topics, topics),
        providers=_by_path(listing.providers, providers),
        problems=tuple(sorted([*listing.problems, *problems])),
        others=tuple(sorted({*listing.others, *unread})),
        pool=frozenset([file.path for files in added for file in files]),
    )


def _in_pool(file: SourceFile, folder: str) -> SourceFile:
    return replace(file, disk_path=f"{folder}/{file.disk_path or file.path}")


def _by_path(files: Iterable[SourceFile], added: Iterable[SourceFile]) -> tuple[SourceFile, ...]:
    return tuple(sorted([*files, *added], key=lambda file: file.path))
