"""``sources try`` asks one source and leaves nothing behind."""

from datetime import UTC, datetime

import pytest

from generator.base.errors import SettingsError
from generator.base.progress import Progress
from generator.commands.fetch import fetch
from generator.commands.fetch_options import FetchCommandOptions
from generator.commands.source_trial import try_source
from tests.support.feed_host import feed_host, rss
from tests.support.site_kit import Site

BEES = ("bees", "Bees were counted", "Mon, 09 Nov 2026 09:20:00 GMT")


def test_a_trial_ignores_what_is_stored_and_writes_nothing(site: Site) -> None:
    options = FetchCommandOptions(site.content, site.cache, datetime(2026, 11, 10, 12, tzinfo=UTC))
    with feed_host() as host:
        url = host.url("/feed")
        site.write(
            "sources.toml",
            f'[[source]]\nid = "bees"\nurl = "{url}"\nallow_private = true\npaused = true\n',
        )
        host.give("/feed", rss(BEES), etag='"1"')
        trial = try_source(options, "bees", Progress())
        assert trial.outcome.new == 1
        assert "Bees were counted" in next(iter(trial.records.values()))
        assert not (site.content / "_news").exists()
        site.edit("sources.toml", "paused = true", "")
        fetch(options, Progress())
        again = try_source(options, url, Progress())
    assert [each.verdict for each in again.outcome.entries] == ["known"]
    assert again.records == {}
    assert "if-none-match" not in host.asked[-1][1]


def test_an_unknown_id_is_an_error(site: Site) -> None:
    site.content.mkdir(exist_ok=True)
    options = FetchCommandOptions(site.content, site.cache, datetime(2026, 11, 10, 12, tzinfo=UTC))
    with pytest.raises(SettingsError, match="no such source"):
        try_source(options, "none", Progress())
