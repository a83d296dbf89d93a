"""From feeds to a site by the commands alone: the way of docs/collecting.md, and the sources of the demo."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import frontmatter
import pytest

from generator.cli import run
from tests.support.feed_host import FeedHost, feed_host
from tests.support.site_kit import ROOT, tree_of

FEEDS = ROOT / "docs" / "demo_feeds"
TYPES = {".xml": "application/rss+xml", ".atom": "application/atom+xml", ".json": "application/feed+json"}
NOW = "2022-06-20T12:00:00Z"
OPML = """<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Small Things"><outline type="rss" text="Hedgerow" xmlUrl="{0}/hedgerow.xml"/></outline>
<outline type="rss" text="The Lighthouse Log" xmlUrl="{0}/log.atom"/>
</body></opml>"""


@pytest.fixture
def host() -> Iterator[FeedHost]:
    with feed_host() as host:
        for file in FEEDS.iterdir():
            host.give(f"/{file.name}", file.read_bytes(), content_type=TYPES[file.suffix], etag='"1"')
        yield host


def allow(content: Path, host: FeedHost) -> None:
    """Let the sources of a site lie on this machine."""
    file = content / "site.toml"
    text = file.read_text("utf-8").replace("[images]\n", "", 1)
    file.write_text(f'{text}\n[images]\nallow_hosts = ["127.0.0.1:{host.port}"]\n', "utf-8")


def records(content: Path) -> dict[str, bytes]:
    found = {path: data for path, data in tree_of(content).items() if path.endswith(".md")}
    return {path: data for path, data in found.items() if b"\nfetched: " in data}


def call(*arguments: str) -> int:
    return run([*arguments])


def test_from_opml_to_a_site(host: FeedHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "radar"
    assert call("new", str(site)) == 0
    monkeypatch.chdir(site)
    allow(site / "content", host)
    Path("feeds.opml").write_text(OPML.format(host.url("")), "utf-8")
    assert call("sources", "import", "feeds.opml") == 0
    assert call("fetch", "--now", NOW) == 0
    fetched = records(site / "content")
    assert "_news/2022/06/2022-06-16-bees-counted.md" in fetched
    assert b'topics: ["Small Things"' in fetched["_news/2022/06/2022-06-16-bees-counted.md"]
    assert call("build", "--offline") == 0
    page = next((site / "output").rglob("bees-counted*/index.html"))
    assert "48,112 left the hive. 48,109 came home." in page.read_text("utf-8")
    built = tree_of(site / "output")
    assert call("fetch", "--now", "2022-06-20T18:00:00Z") == 0
    assert call("build", "--offline") == 0
    assert records(site / "content") == fetched
    assert tree_of(site / "output") == built
    assert call("check", "--strict") == 0


def test_the_sources_of_the_demo(host: FeedHost, tmp_path: Path) -> None:
    content, cache = tmp_path / "content", tmp_path / "cache"
    shutil.copytree(ROOT / "content", content, copy_function=shutil.copyfile)
    text = (content / "sources.toml").read_text("utf-8")
    for domain, name in (
        ("hedgerow.example/feed.xml", "hedgerow.xml"),
        ("lighthouselog.example/log.atom", "log.atom"),
        ("ohmandaway.example/feed.json", "feed.json"),
    ):
        assert f"https://{domain}" in text
        text = text.replace(f"https://{domain}", host.url(f"/{name}"))
    (content / "sources.toml").write_text(text.replace("paused = true\n", ""), "utf-8")
    allow(content, host)
    folders = ("--content", str(content), "--cache", str(cache))
    assert call("fetch", *folders, "--now", NOW) == 0
    found = {path: frontmatter.loads(data.decode()).metadata for path, data in records(content).items()}
    assert {fields["title"]: fields.get("topics", []) for fields in found.values()} == {
        "Bees, counted": ["Small Things"],
        "What a garden gate hears at night": ["Small Things"],
        "The tide that came a minute early": ["Wind & Water"],
        "Fog is data, too": ["Wind & Water"],
        "A wind turbine hums in B flat, and a model knows why": ["Wind & Water"],
        "The fuse is the only part of the house that is paid…": [],
    }
    assert call("check", *folders) == 0
