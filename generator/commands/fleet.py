"""Find the sites of a fleet, and give each the options of its own build."""

from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from generator.base.errors import SettingsError
from generator.model.options import BuildOptions
from generator.model.results.fleet import FleetSite
from generator.read.settings import FILE

_HINT = f"Each site is a folder with a {FILE}, or with content/{FILE} as 'broadsheet new' makes it."


def find_sites(folder: Path) -> list[FleetSite]:
    """Return the sites in a folder, sorted by name. Hidden folders, and those without settings, are none.

    Raises :class:`SettingsError` if there is no site.
    """
    try:
        folders = sorted(each for each in folder.iterdir() if each.name[0] != "." and each.is_dir())
    except OSError as error:
        raise SettingsError(f"--sites {folder}: cannot read this folder: {error.strerror}", _HINT) from error
    sites = [
        FleetSite(each.name, content) for each in folders if (content := _find_content(each)) is not None
    ]
    if not sites:
        raise SettingsError(f"--sites {folder}: expected folders of sites, found none", _HINT)
    return sites


def check_apart(options: BuildOptions, sites: Iterable[FleetSite]) -> None:
    """Raise :class:`SettingsError` if one site would be published inside the records of another, or around them."""
    contents = {site.content.resolve(): site.name for site in sites}
    outputs = {(options.output / name).resolve(): name for name in contents.values()}
    for inner, outer in ((outputs, contents), (contents, outputs)):
        for folder, name in inner.items():
            found = next((outer[place] for place in (folder, *folder.parents) if place in outer), None)
            if found is not None:
                message = f"--output {options.output}: the folders of the sites {name} and {found} overlap"
                raise SettingsError(message, "Choose an --output outside of --sites.")


def _find_content(folder: Path) -> Path | None:
    places = (folder, folder / "content")
    return next((place for place in places if (place / FILE).is_file()), None)


def site_options(options: BuildOptions, site: FleetSite) -> BuildOptions:
    """Return the options for one site: its content, its own folder in the output, and the cache of all."""
    return replace(options, content=site.content, output=options.output / site.name, site=site.name)
