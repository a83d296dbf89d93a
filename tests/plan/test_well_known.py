"""Files for whoever looks for them: robots.txt, humans.txt, security.txt."""

from collections.abc import Callable

import msgspec

from generator.model.settings import MetadataSettings, SecuritySettings
from generator.plan.context import SiteContext
from generator.plan.well_known import well_known_files

Make = Callable[..., SiteContext]


def texts(context: SiteContext, **tables: object) -> dict[str, str]:
    settings = msgspec.structs.replace(context.settings, **tables)
    context = SiteContext(context.catalogue, context.images, settings)
    return {each.path: each.text for each in well_known_files(context)}


def test_without_settings_there_are_only_robots_txt_and_nojekyll(make_context: Make) -> None:
    found = texts(make_context())
    assert found.keys() == {"robots.txt", ".nojekyll"}
    assert "Sitemap: https://x.example/feed/sitemap.xml\n" in found["robots.txt"]


def test_security_txt_has_the_fields_of_the_standard(make_context: Make) -> None:
    security = SecuritySettings(
        contact=("mailto:a@x.example", "https://x.example/report"),
        expires="2027-06-30T00:00:00Z",
        policy=("https://x.example/policy",),
        languages=("en", "de"),
    )
    assert texts(make_context(), security=security)[".well-known/security.txt"].splitlines() == [
        "Contact: mailto:a@x.example",
        "Contact: https://x.example/report",
        "Policy: https://x.example/policy",
        "Preferred-Languages: en, de",
        "Canonical: https://x.example/feed/.well-known/security.txt",
        "Expires: 2027-06-30T00:00:00Z",
    ]


def test_humans_txt_has_the_lines_of_the_settings(make_context: Make) -> None:
    metadata = MetadataSettings(humans=("Editor: Ada", "From: Delft"))
    assert texts(make_context(), metadata=metadata)["humans.txt"] == "Editor: Ada\nFrom: Delft\n"


def test_a_domain_is_written_only_for_a_site_that_is_built_for_it(make_context: Make) -> None:
    site = make_context().settings.site
    named = msgspec.structs.replace(site, domain="x.example")
    assert texts(make_context(), site=named)["CNAME"] == "x.example\n"
    assert "CNAME" not in texts(make_context(), site=msgspec.structs.replace(site, domain="y.example"))
