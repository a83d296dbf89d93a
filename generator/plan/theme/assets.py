"""Paths of the theme's static files."""

from collections.abc import Iterable

from generator.model.output import Asset
from generator.model.theme import StaticFile


def asset_paths(static: Iterable[StaticFile]) -> dict[str, str]:
    """Return the published path of each static file, by its path in the theme."""
    return {each.path: asset_path(each) for each in static}


def asset_output(static: StaticFile) -> Asset:
    """Return a static file as an output."""
    return Asset(asset_path(static), static.source, static.digest)


def asset_path(static: StaticFile) -> str:
    """Return the published path of a static file. It contains the file's digest, so that browsers can cache
    it for ever."""
    stem, dot, ending = static.path.rpartition(".")
    if not dot:
        return f"static/{static.path}.{static.digest.hex()[:8]}"
    return f"static/{stem}.{static.digest.hex()[:8]}.{ending}"
