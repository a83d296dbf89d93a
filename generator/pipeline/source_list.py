"""The sources of ``sources.toml`` as the site shows them: without private ones, whose URLs may be secrets."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from generator.base.redact import redact_secured
from generator.model.site_data import SourceInfo

if TYPE_CHECKING:
    from generator.model.ingest_sources import Source

_FILE = "sources.toml"


def read_source_infos(folders: Iterable[Path]) -> tuple[SourceInfo, ...]:
    """Return the public sources of content folders in their order. The first source of an id counts.

    Raises :class:`SettingsError` for a wrong file.
    """
    found: dict[str, SourceInfo] = {}
    for folder in folders:
        for info in _read_infos(folder):
            found.setdefault(info.id, info)
    return tuple(found.values())


def _read_infos(content: Path) -> tuple[SourceInfo, ...]:
    if not (content / _FILE).exists():
        return ()
    from generator.ingest.sources_file import load_sources

    return tuple(
        [
            SourceInfo(source.id, source.url, source.name or source.provider, source.paused, _site(source))
            for source in load_sources(content).sources
            if not (source.allow_private or source.headers or redact_secured(source.url) is not source.url)
        ]
    )


def _site(source: "Source") -> str:
    return source.site if redact_secured(source.site) is source.site else ""


def read_source_bytes(content: Path) -> bytes:
    """Return the bytes of the file, b"" if there is none or it cannot be read: parsing the file reports that."""
    try:
        return (content / _FILE).read_bytes()
    except OSError:
        return b""
