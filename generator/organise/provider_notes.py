"""Index of the provider descriptions in ``_data/organizations/``, by domain and by name."""

from collections.abc import Mapping, Sequence

from generator.model.site_data import ProviderInfo
from generator.organise.name_slugs import NameSlugs


class ProviderInfoIndex:
    """Finds provider descriptions. If two have the same domain or name, the first one counts."""

    __slots__ = ("_by_domain", "_by_name")

    def __init__(self, notes: Sequence[ProviderInfo], slugs: Mapping[str, NameSlugs]) -> None:
        """``slugs`` are by domain, and include the domain of every description."""
        self._by_domain: dict[str, ProviderInfo] = {}
        self._by_name: dict[tuple[str, str], ProviderInfo] = {}
        for note in notes:
            domain = note.domain.lower()
            self._by_domain.setdefault(domain, note)
            self._by_name.setdefault((domain, slugs[domain][note.name]), note)

    def of_domain(self, domain: str) -> ProviderInfo | None:
        """Return the description of a whole domain."""
        return self._by_domain.get(domain) if domain else None

    def of_name(self, domain: str, name: str) -> ProviderInfo | None:
        """Return the description of one provider of a domain. ``name`` is a slug; ``domain`` may be ""."""
        return self._by_name.get((domain, name))
