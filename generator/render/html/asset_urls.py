"""The template function ``asset``: URLs of static files by their names."""

from collections.abc import Iterable

from generator.base.suggest import closest_names
from generator.render.html.template_errors import MissingNameError, suggest_name


class AssetUrls:
    """URLs of the static files of a site, by their names (``hero.webp``)."""

    def __init__(self, assets: Iterable[tuple[str, str]]) -> None:
        self._urls = dict(assets)

    def find(self, name: str) -> str:
        """Return the URL of a file. Raises :class:`MissingNameError` with a similar name."""
        url = self._urls.get(name)
        if url is None:
            message = f"asset({name!r}): no such file in static/ of the templates or of the content folder"
            raise MissingNameError(message, suggest_name(closest_names(str(name), self._urls)))
        return url
