"""Detect that a feed has a new owner, usually because its domain expired and was bought. Pure.

Only the records are used, so a lost cache changes nothing. A source that usually links to many hosts cannot be judged.
"""

from collections.abc import Sequence

from generator.base.phrases import fold_text
from generator.ingest.identity import KnownIndex, title_key
from generator.model.ingest import KnownRecord, ParsedFeed, SourceVisit
from generator.net.ssrf_guard import host_of, is_subdomain

_FEWEST_RECORDS = 3
_MOST_HOSTS = 3
"""Hosts that the records of one author may be on."""


def find_new_hosts(feed: ParsedFeed, visit: SourceVisit, index: KnownIndex) -> tuple[str, ...]:
    """Return the hosts that the entries link to, if the feed has a new title and no record of the source is on them.

    Returns nothing if there is no sign of a new owner.
    """
    records = index.by_source.get(visit.source.id, [])
    entries = [*[each.entry for each in visit.candidates], *[entry for entry, _ in visit.dropped]]
    hosts = {_site(record.url) for record in records if record.url}
    if len(records) < _FEWEST_RECORDS or len(hosts) > _MOST_HOSTS or not entries:
        return ()
    titles = {title_key(record.title) for record in records}
    if _is_named(feed.title, records) or any(
        title_key(entry.title) in titles or index.find(entry) for entry in entries
    ):
        return ()
    found = {_site(entry.url) for entry in entries}
    same = any(is_subdomain(new, (old,)) or is_subdomain(old, (new,)) for new in found for old in hosts)
    return () if same else tuple(sorted(found))


def _is_named(title: str, records: Sequence[KnownRecord]) -> bool:
    """Return whether a feed still has the provider name of its records."""
    name = fold_text(title)
    return bool(name) and any(fold_text(record.provider) in name for record in records if record.provider)


def _site(url: str) -> str:
    return host_of(url).removeprefix("www.")
