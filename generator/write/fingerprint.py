"""Fingerprints of outputs: digests of everything that determines their bytes.

Outputs with the same fingerprint have the same bytes, so everything that affects them must be included: the rendering
code with the versions of its libraries, the template with all templates it uses, the site view, and the view itself in
its canonical encoding.
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
    """Return the digest of an output's view. For a copied file, this is the digest of its bytes."""
    match output:
        case Page():
            return digest(_ENCODER.encode(output.page))
        case VariantFile() | Asset() | Data():
            return output.digest
        case _:
            return digest(_ENCODER.encode(output))


class Fingerprinter:
    """Makes fingerprints for one site.

    ``renderer`` is the digest of the rendering code. ``closures`` has the digest of each page template with all
    templates it uses.
    """

    def __init__(self, renderer: bytes, site: SiteView, closures: Mapping[str, bytes]) -> None:
        encoded_site = _ENCODER.encode(site)
        self._renderer = renderer
        self._templates = {name: combine(closure, encoded_site) for name, closure in closures.items()}

    def fingerprint(self, planned_output: PlannedOutput, view: bytes) -> Fingerprint:
        """Return the fingerprint of an output. ``view`` is the digest of its view."""
        if planned_output.template:
            return Fingerprint(self._renderer, self._templates[planned_output.template], view)
        copied = isinstance(planned_output.output, VariantFile | Asset | Data)
        return Fingerprint(_NONE if copied else self._renderer, _NONE, view)

    def holds(self, planned_output: PlannedOutput, fingerprint: Fingerprint) -> bool:
        """Return whether a fingerprint is still valid for an output with an unchanged view."""
        if planned_output.template:
            return (
                fingerprint.template == self._templates[planned_output.template]
                and fingerprint.renderer == self._renderer
            )
        return fingerprint == self.fingerprint(planned_output, fingerprint.view)
