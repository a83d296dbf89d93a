"""Text files at well-known paths: ``robots.txt``, ``humans.txt``, ``security.txt``, the key for IndexNow."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from generator.model.output import Sitemap, Text
from generator.model.settings import SecuritySettings
from generator.plan.context import SiteContext
from generator.plan.sitemaps import NEWS

HUMANS = "humans.txt"
CNAME = "CNAME"
SECURITY = ".well-known/security.txt"


def well_known_files(context: SiteContext, maps: Iterable[Sitemap] = ()) -> Iterator[Text]:
    """Yield the well-known files of the site. ``maps`` are its sitemaps."""
    settings, absolute = context.settings, context.urls.absolute
    sitemaps = ["sitemap.xml", *([NEWS] if any(each.path == NEWS for each in maps) else [])]
    sitemap_lines = [f"Sitemap: {absolute(place)}" for place in sitemaps]
    yield Text("robots.txt", _lines(["User-agent: *", "Allow: /", "", *sitemap_lines]))
    yield Text(".nojekyll", "")
    site = settings.site
    if site.domain and urlsplit(site.base_url).netloc == site.domain:
        yield Text(CNAME, f"{site.domain}\n")
    if key := settings.feeds.indexnow_key:
        yield Text(f"{key}.txt", key)
    if settings.metadata.humans:
        yield Text(HUMANS, _lines(settings.metadata.humans))
    if settings.security.contact:
        yield Text(SECURITY, _lines(_security(settings.security, absolute(SECURITY))))


def _security(security: SecuritySettings, url: str) -> Iterator[str]:
    """Yield the fields of RFC 9116, section 2.5. ``Canonical`` reveals copies of the file."""
    repeatable = {
        "Contact": security.contact,
        "Encryption": security.encryption,
        "Acknowledgments": security.acknowledgments,
        "Policy": security.policy,
    }
    for name, values in repeatable.items():
        yield from (f"{name}: {value}" for value in values)
    if security.languages:
        yield f"Preferred-Languages: {', '.join(security.languages)}"
    yield f"Canonical: {url}"
    yield f"Expires: {security.expires}"


def _lines(lines: Iterable[str]) -> str:
    return "".join([f"{line}\n" for line in lines])
