"""``forget``: withdraw records and erase their texts, so that they never come back."""

import posixpath
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from generator.base.errors import SettingsError
from generator.base.progress import Progress
from generator.base.toml_text import read_toml_text
from generator.base.urls import anchored_url, clean_url
from generator.commands.content_records import read_content
from generator.commands.record_files import write_file
from generator.ingest.identity import loose_key, page_key
from generator.ingest.record_text import withdraw_record
from generator.ingest.source_edits import add_drop_rules
from generator.ingest.sources_file import FILE, load_sources, parse_sources
from generator.model.ingest import KnownRecord
from generator.net.ssrf_guard import host_of, is_subdomain

_MOST_NAMED = 20
"""Records that a command for their history names; of more, it names the folder."""


class ForgottenRecords(Struct, frozen=True):
    """The files that were withdrawn, the rules that were added, and URLs without a record."""

    paths: tuple[str, ...]
    rules: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def forget(
    content: Path,
    cache: Path,
    addresses: Sequence[str],
    domain: str = "",
    source: str = "",
    block: bool = False,
    progress: Progress | None = None,
) -> ForgottenRecords:
    """Withdraw the records with these URLs, of a domain, or of a source. With ``block``, also add rules."""
    if not (addresses or domain or source):
        raise SettingsError(
            "expected URLs, --domain or --source, found none", "Name the records to withdraw."
        )
    load_sources(content)  # raises for a file that could not be edited
    keys = {loose_key(anchored_url(_clean(address))): address for address in addresses}
    domain = domain.lower().removeprefix("www.")
    records = read_content(content, cache, progress or Progress()).known()
    exact = {loose_key(each.key) for each in records}
    keys = {key if key in exact else page_key(_clean(address)): address for key, address in keys.items()}
    chosen = [each for each in records if each.url and _is_chosen(each, keys, domain, source)]
    found = {key for each in chosen for key in _keys_of(each)}
    for each in chosen:
        if not each.withdrawn:
            write_file(content / each.path, withdraw_record(each.url, each.source, each.guid))
    rules = _rules(addresses, domain) if block else ()
    _add_rules(content, rules)
    unknown = tuple([address for key, address in keys.items() if key not in found])
    return ForgottenRecords(tuple([each.path for each in chosen if not each.withdrawn]), rules, unknown)


def show_history_command(content: Path, paths: Sequence[str]) -> str:
    """Return the command that lists the commits with these records, "" outside a Git repository."""
    import shlex

    from generator.commands.git import query_git

    try:
        is_inside = query_git("-C", str(content), "rev-parse", "--is-inside-work-tree") == "true"
    except SettingsError:  # Git is not installed
        return ""
    if not (is_inside and paths):
        return ""
    places = paths if len(paths) <= _MOST_NAMED else [posixpath.commonpath(paths) or "."]
    return shlex.join(["git", "-C", content.as_posix(), "log", "--oneline", "--", *places])


def _clean(address: str) -> str:
    url = clean_url(address if "://" in address else f"https://{address}")
    if url is None:
        raise SettingsError(f"'{address}': expected the URL of an article", "Write https://… in full.")
    return url


def _is_chosen(record: KnownRecord, keys: dict[str, str], domain: str, source: str) -> bool:
    return (
        not _keys_of(record).isdisjoint(keys)
        or bool(domain and is_subdomain(host_of(record.url).removeprefix("www."), (domain,)))
        or bool(source and record.source == source)
    )


def _keys_of(record: KnownRecord) -> set[str]:
    """Return the keys by which an address may mean a record: with its fragment, or the whole page."""
    return {loose_key(record.key), page_key(record.key)}


def _rules(addresses: Sequence[str], domain: str) -> tuple[str, ...]:
    """Return rules that drop these URLs, and a domain with its subdomains."""
    places = [_clean(address).partition("//")[2].rstrip("/") for address in addresses]
    rules = [f"url: /\\/\\/{_escape(place)}\\/?$/" for place in places]
    return (*rules, *([f"url: /\\/\\/([^\\/]*\\.)?{_escape(domain)}(:|\\/|$)/"] if domain else []))


def _escape(text: str) -> str:
    import re

    return re.escape(text).replace("/", "\\/")


def _add_rules(content: Path, rules: Sequence[str]) -> None:
    if rules:
        text = add_drop_rules(read_toml_text(content / FILE), rules)
        parse_sources(text, FILE)
        write_file(content / FILE, text)
