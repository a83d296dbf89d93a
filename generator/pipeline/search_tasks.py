"""The work of the processes that make blocks of the search index."""

from collections.abc import Iterable, Sequence
from time import perf_counter

import msgspec

from generator.base.errors import InternalError, SearchIndexError
from generator.model.views.search import SearchBlock, SearchEntry, SearchFile, SearchFiles
from generator.plan.context import SiteContext
from generator.plan.search import search_entries
from generator.read.leak_check import has_leak
from generator.render.search.block_files import block_files, script_files
from generator.render.search.packs import pack_files
from generator.render.search.pagefind import find_executable

ITEMS_AT_ONCE = 10_000
"""Items in the blocks that are made at the same time. Each needs about 20 kB of memory."""


class MadeBlocks(msgspec.Struct, frozen=True):
    """The files of some blocks, and the seconds to make them."""

    blocks: tuple[SearchFiles, ...]
    seconds: float


def split_lanes(blocks: Iterable[SearchBlock], workers: int) -> list[list[SearchBlock]]:
    """Split blocks among processes, so that each has about as many items. There are as few processes as memory for
    the largest blocks demands."""
    ordered = sorted(blocks, key=lambda block: len(block.rows), reverse=True)
    if not ordered:
        return []
    most = max(1, ITEMS_AT_ONCE // max(1, len(ordered[0].rows)))
    lanes: list[list[SearchBlock]] = [[] for _ in range(min(workers, most, len(ordered)))]
    for block in ordered:
        min(lanes, key=lambda lane: sum(len(each.rows) for each in lane)).append(block)
    return lanes


def make_blocks(job: tuple[SiteContext, Sequence[SearchBlock]]) -> bytes:
    """Make some blocks, one after the other. Returns :class:`MadeBlocks`, msgpack-encoded.

    Raises :class:`SearchIndexError`.
    """
    context, blocks = job
    started = perf_counter()
    made = tuple([_make_block(context, block) for block in blocks])
    return msgspec.msgpack.encode(MadeBlocks(made, perf_counter() - started))


def _make_block(context: SiteContext, block: SearchBlock) -> SearchFiles:
    binary = find_executable()
    if binary is None:
        raise SearchIndexError("Pagefind is not installed", "Install pagefind-bin again.")
    language = context.settings.site.language.partition("-")[0].lower()
    if block.name:
        entries = [_checked(entry) for entry in search_entries(context, block)]
        files = block_files(binary, entries, language) | pack_files(entries)
    else:
        files = script_files(binary, language)
    return tuple([SearchFile(path, data) for path, data in sorted(files.items())])


def _checked(entry: SearchEntry) -> SearchEntry:
    """Return an entry after checking that no ``secured`` value is in it: index files are compressed, so nobody would
    see it there."""
    if has_leak(msgspec.msgpack.encode(entry)):
        raise InternalError(
            f"a secured value reached the search index ({entry.result.url}): nothing was published"
        )
    return entry
