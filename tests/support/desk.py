"""A site whose sources are on loopback, and fetches of it by a fake clock."""

from datetime import UTC, datetime, timedelta

from generator.base.progress import Progress
from generator.commands.fetch import fetch
from generator.commands.fetch_options import FetchCommandOptions
from generator.ingest.polling.source_store import FILE
from generator.model.collection import FetchReport
from generator.net.limits import RequestLimits
from tests.support.feed_host import FeedHost
from tests.support.site_kit import Site

NOW = datetime(2026, 11, 10, 12, 30, tzinfo=UTC)
QUICK = RequestLimits(at_once=8, per_host=4, connect=2.0, read=2.0, total=4.0, redirects=5, downgrade=False)
BEES = ("bees", "Bees were counted", "Mon, 09 Nov 2026 09:20:00 GMT")
WASPS = ("wasps", "Wasps were not counted", "Mon, 09 Nov 2026 10:20:00 GMT")


class Desk:
    """A site with sources on a host."""

    def __init__(self, site: Site, host: FeedHost) -> None:
        host.answers.clear()
        host.asked.clear()
        self.site, self.host = site, host
        site.write("site.toml", f'[images]\nallow_hosts = ["127.0.0.1:{host.port}"]\n')

    def source(
        self, id: str = "hedgerow", path: str = "/feed", more: str = "", host: str = "127.0.0.1"
    ) -> None:
        file = self.site.content / "sources.toml"
        before = file.read_text("utf-8") if file.exists() else ""
        block = f'[[source]]\nid = "{id}"\nurl = "{self.host.url(path, host)}"\n{more}\n'
        self.site.write("sources.toml", before + block)

    def settings(self, text: str) -> None:
        """Begin sources.toml with these tables."""
        self.site.write("sources.toml", text)

    def fetch(self, hours: float = 0, **options: object) -> FetchReport:
        return fetch(self.options(hours, **options), Progress())

    def options(self, hours: float = 0, **options: object) -> FetchCommandOptions:
        given = {"limits": QUICK, "retry_pause": 0.01, "now": NOW + timedelta(hours=hours), **options}
        return FetchCommandOptions(self.site.content, self.site.cache, **given)  # type: ignore[arg-type]

    def records(self) -> dict[str, bytes]:
        folder = self.site.content / "_news"
        return {
            file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*.md"))
        }

    def lose_cache(self) -> None:
        (self.site.cache / FILE).unlink(missing_ok=True)
