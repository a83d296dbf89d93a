"""Fingerprints: from what an output's bytes follow.

Two outputs with the same fingerprint have the same bytes, so nothing that shapes a byte may be left out:
the code that renders and the versions of its libraries, the template with all it reaches and the site view,
and the view itself in its canonical encoding.
"""

from collections.abc import Mapping

import msgspec

from generator.base.digest import combine, digest
from generator.model.output import Asset, Data, Output, Page, PlannedOutput, VariantFile
from generator.model.trace import Fingerprint
from generator.model.views.parts import SiteView

_NONE = b""
_ENCODER = msgspec.msgpack.Encoder()


def view_digest(output: Output) -> bytes:
    """Digest what an output shows. That of a copied file is its bytes' own."""
    match output:
        case Page():
            return digest(_ENCODER.encode(output.page))
        case VariantFile() | Asset() | Data():
            return output.digest
        case _:
            return digest(_ENCODER.encode(output))


class Fingerprinter:
    """Makes fingerprints for one site. ``renderer`` is the digest of the code that makes bytes; ``closures`` has
    that of each page template with everything it reaches."""

    def __init__(self, renderer: bytes, site: SiteView, closures: Mapping[str, bytes]) -> None:
        shown = _ENCODER.encode(site)
        self._renderer = renderer
        self._templates = {name: combine(closure, shown) for name, closure in closures.items()}

    def fingerprint(self, planned_output: PlannedOutput, view: bytes) -> Fingerprint:
        """Return the fingerprint of an output whose view has the digest ``view``."""
        if planned_output.template:
            return Fingerprint(self._renderer, self._templates[planned_output.template], view)
        copied = isinstance(planned_output.output, VariantFile | Asset | Data)
        return Fingerprint(_NONE if copied else self._renderer, _NONE, view)

    def holds(self, planned_output: PlannedOutput, fingerprint: Fingerprint) -> bool:
        """Tell whether a fingerprint is still that of an output, as long as its view has not moved."""
        if planned_output.template:
            return (
                fingerprint.template == self._templates[planned_output.template]
                and fingerprint.renderer == self._renderer
            )
        return fingerprint == self.fingerprint(planned_output, fingerprint.view)
