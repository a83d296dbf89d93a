"""The problems of images: what is wrong with a local one, by its first bytes, and how a problem names it."""

from collections.abc import Iterator, Sequence

from generator.base.layered_folder import LayeredFolder
from generator.base.problem import Problem
from generator.images.image_requests import ImageRequest
from generator.images.local import inspect_local_images
from generator.images.svg import MEDIA_TYPE as SVG
from generator.images.svg import REASON as NO_SVG
from generator.images.variant_specs import reject_reason
from generator.images.variant_store import LocalImage, VariantIndex
from generator.model.fetched_images import Blob
from generator.model.images import Purpose

_HINT = "Put the image into the content folder at this path, or write its full URL."


def image_problem(request: ImageRequest, at: int, reason: str) -> Problem:
    """Return the problem of the image at one place of a request."""
    field = request.field.replace("[0]", f"[{at}]")
    if not reason.startswith("expected"):
        reason = f"expected an image at '{request.images[at].url}': {reason}"
    return Problem(request.path, 0, field, f"{reason}: left out", _HINT, "warning")


def body_image_problem(request: ImageRequest, faults: Sequence[str]) -> Problem:
    """Return the problem of an image that is nowhere, and why: by the place with a file, if there is one, else the
    last."""
    last = len(faults) - 1
    found = (
        at for at, fault in enumerate(faults) if request.images[at].local and not fault.endswith(" no file")
    )
    at = next(found, last)
    return image_problem(request, at, faults[at])


def local_image_problems(content: LayeredFolder, requests: Sequence[ImageRequest]) -> Iterator[Problem]:
    """Yield a problem for each local image that cannot be shown, judging by its first bytes."""
    local = {image.url for request in requests for image in request.images if image.local}
    inspected = inspect_local_images(content, local, VariantIndex())
    problems: dict[str, Problem] = {}
    for request in sorted(requests, key=lambda each: each.purpose == "body"):
        faults = [
            _local_fault(inspected[image.url], request.purpose) if image.local else ""
            for image in request.images
        ]
        if request.purpose != "body":
            for at, fault in enumerate(faults):
                if fault:
                    problems.setdefault(request.images[at].url, image_problem(request, at, fault))
        elif all(faults):  # neither shown nor sought in another place
            problems.setdefault(request.images[-1].url, body_image_problem(request, faults))
    yield from problems.values()


def _local_fault(found: LocalImage | str, purpose: Purpose) -> str:
    """Return why a local image cannot be shown, judging by its first bytes; "" if it can."""
    if isinstance(found, str):
        return found
    return unsuitable_reason(found.found, purpose) if found.found is not None else found.reason


def unsuitable_reason(blob: Blob, purpose: Purpose) -> str:
    """Return why an image is unsuitable for a purpose, "" if it is suitable. Only a site's logo may be a drawing."""
    if blob.media_type == SVG and purpose not in ("masthead", "icon"):
        return NO_SVG
    return reject_reason(blob.width, blob.height, purpose)
