"""Fingerprints: from what an output's bytes follow.

Two outputs with the same fingerprint have the same bytes, so nothing that shapes a byte may be left out:
the code that renders and the versions of its libraries, the template with all it reaches and the site view,
and the view itself in its canonical encoding.
"""

from collections.abc import Callable, Mapping

import msgspec

from generator.base.digest import combine, digest
from generator.model.output import Asset, Copy, Output, Page, Plan
from generator.model.trace import Fingerprint

_NONE = b""


def fingerprints(plan: Plan, renderer: bytes, closures: Mapping[str, bytes]) -> list[Fingerprint]:
    """Return the fingerprint of every output, in the plan's order.

    ``renderer`` is the digest of the code that makes bytes; ``closures`` has that of each page template
    with everything it reaches.
    """
    encoder = msgspec.msgpack.Encoder()
    site = encoder.encode(plan.site)
    templates = {name: combine(closure, site) for name, closure in closures.items()}
    encode = encoder.encode
    return [_fingerprint(output, encode, renderer, templates) for output in plan.outputs]


def _fingerprint(
    output: Output, encode: Callable[[object], bytes], renderer: bytes, templates: Mapping[str, bytes]
) -> Fingerprint:
    match output:
        case Page():
            return Fingerprint(renderer, templates[output.template], digest(encode(output.page)))
        case Copy() | Asset():
            return Fingerprint(_NONE, _NONE, output.digest)
        case _:
            return Fingerprint(renderer, _NONE, digest(encode(output)))
