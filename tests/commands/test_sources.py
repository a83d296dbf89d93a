"""``sources``: the table, OPML, and what update writes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from generator.base.progress import Progress
from generator.commands.source_additions import import_sources
from generator.commands.sources import export_sources, list_sources, update_sources
from generator.ingest.opml import parse_opml
from generator.ingest.polling.source_store import save_store
from generator.model.collection import SourceState, StoredSources
from tests.support.site_kit import Site

NOW = datetime(2026, 11, 10, 12, tzinfo=UTC)
MOMENT = int(NOW.timestamp())
DAY = 86_400
TEXT = """[[source]]
id = "bees"
url = "https://bees.example/feed"  # by hand
topics = ["Bees & Co"]

[[source]]
id = "gone"
url = "https://gone.example/feed"
"""
STORE = StoredSources(
    {
        "https://bees.example/feed": SourceState(
            asked=MOMENT, due=MOMENT + DAY, moved="https://new.example/feed", moved_since=MOMENT - 7 * DAY
        ),
        "https://gone.example/feed": SourceState(
            asked=MOMENT, fault="gone", reason="410: is gone", failures=1
        ),
    }
)
RECORD = (
    '---\ntitle: "A bee"\npublishedDateTime: {}\noriginalUrl: "https://bees.example/{}"\nsource: bees\n---\n'
)


def test_update_applies_moves_and_pauses_gone_sources(site: Site) -> None:
    file = site.write("sources.toml", TEXT)
    save_store(site.cache, STORE)
    early = update_sources(site.content, site.cache, NOW - timedelta(days=1), dry_run=True)
    assert "new.example" not in early
    changes = update_sources(site.content, site.cache, NOW, dry_run=True)
    assert file.read_text("utf-8") == TEXT
    assert update_sources(site.content, site.cache, NOW) == changes
    assert '+url = "https://new.example/feed"  # by hand' in changes
    assert "+paused = true" in changes
    assert update_sources(site.content, site.cache, NOW) == ""


def test_the_table_has_states_and_items(site: Site) -> None:
    site.write("sources.toml", TEXT)
    for number, date in enumerate(("2026-11-09T09:00:00Z", "2026-11-08T09:00:00Z", "2026-01-01T09:00:00Z")):
        site.write(f"_news/{number}.md", RECORD.format(date, number))
    save_store(site.cache, STORE)
    bees, gone = list_sources(site.content, site.cache, NOW, Progress())
    assert (bees.state, bees.newest, bees.recent, bees.next_visit) == (
        "moved",
        "2026-11-09",
        2,
        "2026-11-11 12:00",
    )
    assert (gone.state, gone.next_visit, gone.problem) == ("gone", "never", "410: is gone")


def test_the_export_can_be_imported(site: Site) -> None:
    site.write("sources.toml", TEXT)
    feeds = parse_opml(export_sources(site.content).encode())
    assert [(feed.url, feed.folders) for feed in feeds] == [
        ("https://bees.example/feed", ("Bees & Co",)),
        ("https://gone.example/feed", ()),
    ]


def test_an_export_has_the_pages_that_an_import_kept(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    outline = '<outline type="rss" text="{0}" xmlUrl="https://{0}.example/feed"{1}/>'
    page = ' htmlUrl="https://bees.example/?a=1&amp;b=2"'
    lines = outline.format("bees", page) + outline.format("wasps", ' htmlUrl=""')
    file.write_text(f'<opml version="2.0"><body>{lines}</body></opml>', "utf-8")
    site.content.mkdir(exist_ok=True)
    import_sources(site.content, site.cache, str(file))
    feeds = parse_opml(export_sources(site.content).encode())
    assert [feed.page for feed in feeds] == ["https://bees.example/?a=1&b=2", ""]
    assert export_sources(site.content).count("htmlUrl") == 1
