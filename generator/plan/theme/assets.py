"""Static files of the theme: where each is published."""

from collections.abc import Iterable

from generator.model.output import Asset
from generator.model.theme import StaticFile


def asset_paths(static: Iterable[StaticFile]) -> dict[str, str]:
    """Return where each static file is published, by its path in the theme."""
    return {each.path: asset_path(each) for each in static}


def asset_output(static: StaticFile) -> Asset:
    """Return a static file as an output."""
    return Asset(asset_path(static), static.source, static.digest)


def asset_path(static: StaticFile) -> str:
    """Return where a static file is published: its name carries its digest, so that caches may keep it."""
    stem, dot, ending = static.path.rpartition(".")
    if not dot:
        return f"static/{static.path}.{static.digest.hex()[:8]}"
    return f"static/{stem}.{static.digest.hex()[:8]}.{ending}"
