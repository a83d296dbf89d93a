"""Resolves the images that pages request: found in the content folder or fetched, then resized.

A request names several images in order of preference. The next one is tried only if the one before cannot be
shown: in rounds, of which there is nearly always one.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

import msgspec
from msgspec.structs import replace

from generator.base.problem import Problem
from generator.base.progress import Progress
from generator.base.storage.scratch_dir import ScratchDir
from generator.base.text import make_slug
from generator.images.fetch_index import stamp_fetch_index
from generator.images.image_requests import ImageRequest
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
from generator.model.fetched_images import Blob, CacheFreshness, FetchedImages, ImageReport
from generator.model.images import Image, ImageSet, Purpose
from generator.model.item import ItemImage
from generator.pipeline.context import BuildContext
from generator.pipeline.image_problems import (
    body_image_problem,
    image_problem,
    local_image_problems,
    unsuitable_reason,
)
from generator.pipeline.image_sources import ImageSources, SourceImage

if TYPE_CHECKING:
    from generator.images.shared_cache import SharedCache

STEM = 32
"""Characters of an image's own name that its file names keep."""

ImageKey = tuple[Purpose, str]
"""What an image is for, and its URL or path."""


class ResolvedImages(msgspec.Struct, frozen=True):
    """The images that can be shown.

    ``watched`` are local images with the stamps they had before they were read; ``fetched`` are the remote ones.
    ``index`` is the variant index to save, ``None`` if it has not changed. ``report`` sums everything up.
    """

    images: ImageSet
    problems: tuple[Problem, ...]
    watched: tuple[tuple[str, BundleStamp | None], ...]
    fetched: FetchedImages
    index: VariantIndex | None
    report: ImageReport


def resolve_images(
    context: BuildContext,
    requests: Iterable[ImageRequest],
    scratch: ScratchDir,
    progress: Progress,
    damaged: Mapping[str, int] | None = None,
) -> ResolvedImages:
    """Return the images that can be shown, and one problem for each local image that cannot.

    Variants that the cache cannot take are put into the ``scratch`` folder. ``damaged`` are bundles that turned out to
    be damaged in this build, and how often.
    """
    resolver = ImageResolver(context, scratch, progress, damaged or {})
    problems: dict[str, Problem] = {}
    by_stage: dict[bool, list[ImageRequest]] = {False: [], True: []}
    for request in requests:
        by_stage[request.purpose == "body"].append(request)
    for (
        stage
    ) in by_stage.values():  # images in texts last: those of items are more important, and often the same
        for problem in _resolve_all(resolver, stage):
            problems.setdefault(problem[0], problem[1])
    return resolver.result(tuple(problems.values()))


def _resolve_all(
    resolver: "ImageResolver", requests: Iterable[ImageRequest]
) -> Iterator[tuple[str, Problem]]:
    """Resolve requests. Yields the path of each local image that cannot be shown, with the problem."""
    waiting = [(request, 0) for request in requests]
    while waiting:
        resolver.resolve([(request.purpose, request.images[at]) for request, at in waiting])
        left: list[tuple[ImageRequest, int]] = []
        for request, at in waiting:
            image = request.images[at]
            found = resolver.resolved[request.purpose, image.url]
            if isinstance(found, str):
                if image.local and request.purpose != "body":
                    yield image.url, image_problem(request, at, found)
                elif image.local and at + 1 == len(request.images):
                    tried = [resolver.resolved["body", each.url] for each in request.images]
                    yield image.url, body_image_problem(request, list(map(str, tried)))
                left += [(request, at + 1)] if at + 1 < len(request.images) else []
        waiting = left


def inspect_images(
    context: BuildContext, requests: Iterable[ImageRequest], scratch: ScratchDir, progress: Progress
) -> ResolvedImages:
    """Return no image, and one problem for each local image that cannot be shown, judging by its first bytes.

    Much faster than :func:`resolve_images`, and opens no connection.
    """
    problems = tuple(local_image_problems(context.content, list(requests)))
    return ResolvedImages(ImageSet(), problems, (), FetchedImages(), None, ImageReport())


def open_shared_cache(context: BuildContext, progress: Progress) -> "SharedCache | None":
    """Return the second level of the image cache, ``None`` if there is none or this build may not use it."""
    options = context.options
    if not context.shared_cache or options.offline or options.dry_run:
        return None
    from generator.images.shared_cache import SharedCache

    def warn(message: str, hint: str) -> None:
        if (message, hint) not in progress.warnings:
            progress.warnings.append((message, hint))

    return SharedCache(context.shared_cache, context.cache.images, warn)


class ImageResolver:
    """Resolves image requests for one build. ``resolved`` maps a request to an :class:`Image`, or to the reason it
    cannot be shown."""

    def __init__(
        self, context: BuildContext, scratch: ScratchDir, progress: Progress, damaged: Mapping[str, int]
    ) -> None:
        stores, options = context.cache, context.options
        self.resolved: dict[ImageKey, Image | str] = {}
        self._known = load_variant_index(stores.variant_index)
        shared = open_shared_cache(context, progress)
        known = VariantIndex() if options.full else self._known
        self._sources = ImageSources(context, known, progress, shared)
        self._specs = load_variant_specs(context.settings.images.avif, context.variant_code)
        self._builder = VariantBuilder(
            stores.variants,
            self._known,
            context.workers,
            scratch,
            context.cluster,
            again=options.full,
            temporary=options.dry_run or max(damaged.values(), default=0) > 1,
            damaged=frozenset(damaged),
            shared=shared,
        )
        self._index_stamp = partial(stamp_fetch_index, stores.images)
        self._progress = progress
        self._taken_ns = context.listed_ns
        self._made: dict[bytes, BundleEntry] = {}
        self._retryable: set[bytes] = set()
        self._lost: set[ImageKey] = set()
        self._new = 0

    def resolve(self, asked: Iterable[tuple[Purpose, ItemImage]]) -> None:
        """Resolve a batch of requests. Cached images that turn out to be missing or damaged are fetched again, once."""
        new = {
            (purpose, each.url): each for purpose, each in asked if (purpose, each.url) not in self.resolved
        }
        self._sources.ask(new.values())
        lost = self._resolve(new)
        if lost:
            missing = self._sources.refetch_missing(frozenset(lost.values()))
            self._resolve({key: new[key] for key, digest in lost.items() if digest in missing})

    def _resolve(self, new: Mapping[ImageKey, ItemImage]) -> dict[ImageKey, bytes]:
        """Resolve images whose sources are known. Returns those that the image itself did not spoil, with the digests
        of their sources."""
        self._lost -= new.keys()
        requests_by_key: dict[ImageKey, tuple[bytes, VariantRequest]] = {}
        for key, picture in new.items():
            source = self._sources.of(picture)
            if key[0] == "body" and isinstance(lead := self.resolved.get(("lead", key[1])), Image):
                self.resolved[key] = lead
            elif isinstance(source, SourceImage):
                requests_by_key[key] = self._variant_request(key[0], source)
                self.resolved[key] = unsuitable_reason(source.blob, key[0])
            elif isinstance(source, Image) and source.width and source.height:
                self.resolved[key] = reject_reason(source.width, source.height, key[0]) or source
            else:
                self.resolved[key] = source
        return self._make(
            {key: request for key, request in requests_by_key.items() if not self.resolved[key]}
        )

    def _variant_request(self, purpose: Purpose, source: SourceImage) -> tuple[bytes, VariantRequest]:
        spec, spec_digest = self._specs.of(purpose)
        key = bundle_key(source.blob.digest, spec_digest)
        return key, VariantRequest(source.file, source.blob.digest, spec)

    def _make(
        self, requests_by_key: Mapping[ImageKey, tuple[bytes, VariantRequest]]
    ) -> dict[ImageKey, bytes]:
        came = make_variants(self._builder, dict(requests_by_key.values()), self._progress)
        self._made |= came.found
        self._retryable |= came.retryable
        self._new += came.new
        for (purpose, url), (key, _) in requests_by_key.items():
            bundle = came.spared.get(key) or bundle_name(key)
            self.resolved[purpose, url] = _image(url, bundle, came.found[key])
        lost = {
            asked: request.digest
            for asked, (key, request) in requests_by_key.items()
            if key in came.retryable and came.found[key].made is None
        }
        self._lost |= lost.keys()
        return lost

    def result(self, problems: tuple[Problem, ...]) -> ResolvedImages:
        """Return the images found so far."""
        shown = [(asked, image) for asked, image in self.resolved.items() if isinstance(image, Image)]
        sides = {url: image for (purpose, url), image in shown if purpose == "side"}
        leads = {url: image for (purpose, url), image in shown if purpose == "lead"}
        logos = {url: image for (purpose, url), image in shown if purpose == "logo"}
        icons = {url: image for (purpose, url), image in shown if purpose == "icon"}
        masthead = {url: image for (purpose, url), image in shown if purpose == "masthead"}
        body = {url: image for (purpose, url), image in shown if purpose == "body"}
        return ResolvedImages(
            images=ImageSet(sides | leads, logos, icons, body, masthead),
            problems=problems,
            watched=self._sources.watched(),
            fetched=self._fetched(),
            index=self._index(),
            report=self._sources.fetched.report(
                self._unshowable(lost=False), self._unshowable(lost=True), self._new
            ),
        )

    def _fetched(self) -> FetchedImages:
        """Return the remote images. If an image was lost, they are due at once: else the next build would find that
        nothing has changed."""
        fetched = self._sources.fetched
        return replace(fetched, freshness=CacheFreshness(0, self._index_stamp())) if self._lost else fetched

    def _unshowable(self, lost: bool) -> dict[str, str]:
        """Return the fetched images that cannot be shown anywhere, each with the reason: either those that were lost,
        or all others."""
        came = self._sources.fetched.images
        shown = {url for (_, url), found in self.resolved.items() if isinstance(found, Image)}
        lost_urls = {url for _, url in self._lost}
        return {
            url: found
            for (_, url), found in self.resolved.items()
            if isinstance(found, str)
            and url not in shown
            and isinstance(came.get(url), Blob)
            and (url in lost_urls) is lost
        }

    def _index(self) -> VariantIndex | None:
        lasting = {key: each for key, each in self._made.items() if key not in self._retryable}
        local = self._sources.local()
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
    """Return an image's name, taken from its URL and fit for a path."""
    last = unquote(url.partition("?")[0].partition("#")[0]).rstrip("/").rpartition("/")[2]
    return make_slug(last.rpartition(".")[0] or last, STEM) or "picture"
