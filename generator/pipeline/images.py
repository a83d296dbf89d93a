"""The pictures of a build: what pages want to show → what they can, found or fetched, and made ready.

A place shows the first of its pictures that can be shown, so the next is looked for only where the one before turned
out to be none: in rounds, of which there is nearly always one.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

import msgspec

from generator.base.problem import Problem
from generator.base.progress import Progress
from generator.base.storage.scratch_dir import ScratchDir
from generator.base.text import make_slug
from generator.images.image_requests import ImageRequest
from generator.images.local import inspect_local_images
from generator.images.variant_specs import load_variant_specs, reject_reason
from generator.images.variant_store import (
    BundleEntry,
    BundleStamp,
    VariantIndex,
    bundle_key,
    bundle_name,
    load_variant_index,
)
from generator.images.variants import VariantBuilder, VariantRequest, make_variants
from generator.model.fetched_images import Blob, FetchedImages, ImageReport
from generator.model.images import Image, ImageSet, Purpose
from generator.model.item import ItemImage
from generator.pipeline.context import BuildContext
from generator.pipeline.image_sources import ImageSources, SourceImage

STEM = 32
"""Characters of a picture's own name that the names of its files keep."""

_HINT = "Put a picture that can be shown into the content folder under this path, or give its full address."

ImageAnswers = tuple[Purpose, str]
"""What a picture is for, and its address."""


class ResolvedImages(msgspec.Struct, frozen=True):
    """What there is to show. ``watched`` are local pictures with the stamps they had before they were read; ``fetched``
    is what became of those elsewhere; ``index`` is what the next build is to know, ``None`` where it knows it already.
    ``report`` is what to tell of all that.
    """

    images: ImageSet
    problems: tuple[Problem, ...]
    watched: tuple[tuple[str, BundleStamp | None], ...]
    fetched: FetchedImages
    index: VariantIndex | None
    report: ImageReport


def resolve_images(
    context: BuildContext, wants: Iterable[ImageRequest], spare: ScratchDir, progress: Progress
) -> ResolvedImages:
    """Return the pictures that can be shown, and a problem for each local one that cannot, once.

    What is made for this build alone lies in the ``spare`` folder, for as long as there is one.
    """
    resolver = ImageResolver(context, spare, progress)
    problems: dict[str, Problem] = {}
    waiting = [(want, 0) for want in wants]
    while waiting:
        resolver.resolve([(want.purpose, want.pictures[at]) for want, at in waiting])
        left: list[tuple[ImageRequest, int]] = []
        for want, at in waiting:
            picture = want.pictures[at]
            found = resolver.found[want.purpose, picture.url]
            if isinstance(found, str):
                if picture.local:
                    problems.setdefault(picture.url, _problem(want, at, found))
                left += [(want, at + 1)] if at + 1 < len(want.pictures) else []
        waiting = left
    return resolver.result(tuple(problems.values()))


def _problem(want: ImageRequest, at: int, reason: str) -> Problem:
    field = want.field.replace("[0]", f"[{at}]")
    if not reason.startswith("expected"):
        reason = f"expected an image that can be shown at '{want.pictures[at].url}': {reason}"
    return Problem(want.path, 0, field, f"{reason}: left out", _HINT, "warning")


def find_local_problems(content: Path, wants: Iterable[ImageRequest]) -> Iterator[Problem]:
    """Yield a problem for each local picture that cannot be shown, as far as its first bytes tell."""
    asked = {
        picture.url: (want, at) for want in wants for at, picture in enumerate(want.pictures) if picture.local
    }
    for path, found in inspect_local_images(content, asked, VariantIndex()).items():
        want, at = asked[path]
        reason = found if isinstance(found, str) else found.reason
        if not isinstance(found, str) and found.found is not None:
            reason = reject_reason(found.found.width, found.found.height, want.purpose)
        if reason:
            yield _problem(want, at, reason)


class ImageResolver:
    """Where the pictures of one build come together. ``found`` has what can be shown, or in words why it cannot."""

    def __init__(self, context: BuildContext, spare: ScratchDir, progress: Progress) -> None:
        stores, options = context.cache, context.options
        self.found: dict[ImageAnswers, Image | str] = {}
        self._known = load_variant_index(stores.variant_index)
        self._originals = ImageSources(context, VariantIndex() if options.full else self._known, progress)
        self._recipes = load_variant_specs(context.settings.images.avif, context.making_code)
        self._shop = VariantBuilder(
            stores.variants,
            self._known,
            context.workers,
            spare,
            again=options.full,
            temporary=options.dry_run,
        )
        self._progress = progress
        self._taken_ns = context.listed_ns
        self._made: dict[bytes, BundleEntry] = {}
        self._passing: set[bytes] = set()
        self._new = 0

    def resolve(self, asked: Iterable[tuple[Purpose, ItemImage]]) -> None:
        """Find out everything that is asked, at once."""
        new = {(purpose, each.url): each for purpose, each in asked if (purpose, each.url) not in self.found}
        self._originals.ask(new.values())
        orders: dict[ImageAnswers, tuple[bytes, VariantRequest]] = {}
        for key, picture in new.items():
            original = self._originals.of(picture)
            if isinstance(original, SourceImage):
                orders[key] = self._order(key[0], original)
                self.found[key] = reject_reason(original.blob.width, original.blob.height, key[0])
            elif isinstance(original, Image) and original.width and original.height:
                self.found[key] = reject_reason(original.width, original.height, key[0]) or original
            else:
                self.found[key] = original
        self._make({key: order for key, order in orders.items() if not self.found[key]})

    def _order(self, purpose: Purpose, original: SourceImage) -> tuple[bytes, VariantRequest]:
        recipe, recipe_digest = self._recipes.of(purpose)
        key = bundle_key(original.blob.digest, recipe_digest)
        return key, VariantRequest(original.file, original.blob.digest, recipe)

    def _make(self, orders: Mapping[ImageAnswers, tuple[bytes, VariantRequest]]) -> None:
        came = make_variants(self._shop, dict(orders.values()), self._progress)
        self._made |= came.found
        self._passing |= came.retryable
        if came.retryable:
            self._originals.evict_missing(
                {order.digest for key, order in orders.values() if key in came.retryable}
            )
        self._new += came.new
        for (purpose, url), (key, _) in orders.items():
            bundle = came.spared.get(key) or bundle_name(key)
            self.found[purpose, url] = _image(url, bundle, came.found[key])

    def result(self, problems: tuple[Problem, ...]) -> ResolvedImages:
        """Return all that was found."""
        shown = [(asked, image) for asked, image in self.found.items() if isinstance(image, Image)]
        sides = {url: image for (purpose, url), image in shown if purpose == "side"}
        leads = {url: image for (purpose, url), image in shown if purpose == "lead"}
        logos = {url: image for (purpose, url), image in shown if purpose == "logo"}
        icons = {url: image for (purpose, url), image in shown if purpose == "icon"}
        return ResolvedImages(
            images=ImageSet(sides | leads, logos, icons),
            problems=problems,
            watched=self._originals.watched(),
            fetched=self._originals.fetched,
            index=self._index(),
            report=self._originals.fetched.report(self._useless(), self._new),
        )

    def _useless(self) -> dict[str, str]:
        """Return the pictures that came from elsewhere and that no place can show, each with the reason."""
        came = self._originals.fetched.pictures
        shown = {url for (_, url), found in self.found.items() if isinstance(found, Image)}
        return {
            url: found
            for (_, url), found in self.found.items()
            if isinstance(found, str) and url not in shown and isinstance(came.get(url), Blob)
        }

    def _index(self) -> VariantIndex | None:
        lasting = {key: each for key, each in self._made.items() if key not in self._passing}
        local = self._originals.local()
        known = self._known
        trusted = all(known.local.get(path) is each for path, each in local.items())
        if lasting == known.made and trusted and len(local) == len(known.local):
            return None
        return VariantIndex(lasting, local, self._taken_ns)


def _image(url: str, bundle: str, bundled: BundleEntry) -> Image | str:
    if bundled.made is None:
        return bundled.reason
    return Image(stem=f"pictures/{_name(url)}-{bundled.made.name}", bundle=bundle, made=bundled.made)


def _name(url: str) -> str:
    """Return the name that an address gives a picture, fit for a path."""
    last = unquote(url.partition("?")[0].partition("#")[0]).rstrip("/").rpartition("/")[2]
    return make_slug(last.rpartition(".")[0] or last, STEM) or "picture"
