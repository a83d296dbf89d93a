"""Pictures elsewhere on the web: what a build fetches, and what of it the site shows."""

from collections.abc import Sequence

from generator import __version__
from generator.base.progress import Progress
from generator.fetch.elsewhere import addresses, images_elsewhere
from generator.fetch.stage import Errand, fetch_pictures, user_agent
from generator.fetch.wanted import Wanted
from generator.model.fetched import Fetched
from generator.model.images import ImageSet
from generator.model.settings import ImageSettings
from generator.scene import Scene
from generator.stores import Stores


def fetch_elsewhere(scene: Scene, wants: Sequence[Wanted], progress: Progress) -> Fetched:
    """Fetch the pictures that lie elsewhere, unless the settings say to leave them there."""
    options, settings = scene.options, scene.settings
    if settings.images.mode != "cache":
        return Fetched()
    errand = Errand(
        folder=Stores(options).pictures,
        settings=settings.images,
        agent=user_agent(__version__, settings.site.base_url),
        offline=options.offline or options.dry_run,
    )
    return fetch_pictures(errand, addresses(wants), progress)


def with_elsewhere(
    images: ImageSet, wants: Sequence[Wanted], settings: ImageSettings, fetched: Fetched
) -> ImageSet:
    """Return the pictures of the content folder with those from elsewhere that can be shown."""
    return ImageSet({**images.images, **dict(images_elsewhere(addresses(wants), settings, fetched))})
