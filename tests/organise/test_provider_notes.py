"""The index of provider descriptions."""

from generator.model.site_data import ProviderInfo
from generator.organise.name_slugs import NameSlugs
from generator.organise.provider_notes import ProviderInfoIndex

FIRST = ProviderInfo("The Post", "Post.example")
SECOND = ProviderInfo("the post", "post.example", "A second file for the same provider.")
CHANNEL = ProviderInfo("Channel", "post.example")
NO_DOMAIN = ProviderInfo("Leaflet", "")

SLUGS = {domain: NameSlugs("provider") for domain in ("post.example", "")}
INDEX = ProviderInfoIndex([FIRST, SECOND, CHANNEL, NO_DOMAIN], SLUGS)


def test_the_first_description_of_a_domain_counts() -> None:
    assert INDEX.of_domain("post.example") is FIRST
    assert INDEX.of_domain("other.example") is None


def test_no_domain_is_not_a_domain() -> None:
    assert INDEX.of_domain("") is None


def test_a_name_is_found_by_its_slug_on_its_own_domain_only() -> None:
    assert INDEX.of_name("post.example", "the-post") is FIRST
    assert INDEX.of_name("post.example", "channel") is CHANNEL
    assert INDEX.of_name("", "leaflet") is NO_DOMAIN
    assert INDEX.of_name("other.example", "channel") is None
