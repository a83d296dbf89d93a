"""What must hold on every site: links lead somewhere, feeds follow their rules, ``secured`` stays inside."""

import re
from collections.abc import Iterator
from pathlib import Path

import lxml.etree

from generator.validate.validator import Validator
from tests.acceptance.conftest import BASE_URL, Built, at_night_on_the_real_site
from tests.support.site_feeds import faults, parsed
from tests.support.site_kit import difference, moved
from tests.support.site_links import JSON_FEEDS

_BASE64 = re.compile(rb"[A-Za-z0-9+/]{20,}")


def test_no_record_is_lost_without_a_word(any_site: Built) -> None:
    counts = any_site.report.counts
    left_out = [path for path, _ in any_site.report.left_out]
    assert counts.records == len(any_site.records)
    assert counts.items + len(left_out) == counts.records
    assert len(set(left_out)) == len(left_out)
    assert set(left_out) <= any_site.records.keys()
    assert sum(number for _, number in counts.left_out) == len(left_out)


def test_every_item_has_a_page_that_the_sitemap_knows(any_site: Built) -> None:
    addresses: set[str] = set()
    for path, data in any_site.tree.items():
        if re.fullmatch(r"sitemap-(\d{4}|undated)(-\d+)?\.xml", path):
            addresses |= {str(loc.text) for loc in lxml.etree.fromstring(data).iter("{*}loc")}
    assert len(addresses) == any_site.report.counts.items
    pages = {any_site.published.file_of(address) for address in addresses}
    assert None not in pages
    assert len(pages) == len(addresses)


@at_night_on_the_real_site
def test_every_internal_link_lies_under_the_base_path_and_leads_to_a_file(any_site: Built) -> None:
    links = any_site.published.links
    assert len([link for link in links if any_site.published.is_ours(link.url)]) > 100
    assert any_site.published.dead()[:10] == []
    assert not [link for link in links if "localhost" in link.url]


def test_every_page_is_reached_from_the_front_page(any_site: Built) -> None:
    published = any_site.published
    by_file: dict[str, list[str]] = {}
    for link in published.links:
        if published.is_ours(link.url) and (file := published.file_of(link.url)):
            by_file.setdefault(link.file, []).append(file)
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        for file in by_file.get(waiting.pop(), ()):
            if file not in reached:
                reached.add(file)
                waiting.append(file)
    endings = (".html", ".rss", ".atom", ".opml")
    pages_and_feeds = {path for path in any_site.tree if path.endswith(endings) or is_json_feed(path)}
    old_addresses = {path for path in pages_and_feeds if is_old_address(any_site.tree[path])}
    assert pages_and_feeds - reached - old_addresses == {"404.html"}


def is_old_address(page: bytes) -> bool:
    """Return whether a page stands at an address that an item, or several, have had. Only links from outside lead to
    it."""
    return b"More than one item has had this address:" in page or b"This page has moved." in page


def test_every_feed_follows_the_rules_of_its_format(any_site: Built) -> None:
    feeds = {path: data for path, data in any_site.tree.items() if path.endswith((".rss", ".atom"))}
    assert len(feeds) + sum(map(is_json_feed, any_site.tree)) == any_site.report.counts.feeds
    assert {path: found for path, data in feeds.items() if (found := faults(data))} == {}


def test_our_own_validator_finds_nothing_in_any_feed(any_site: Built) -> None:
    validator = Validator()
    feeds = {path: data for path, data in any_site.tree.items() if path.endswith((".rss", ".atom", ".opml"))}
    feeds |= {path: data for path, data in any_site.tree.items() if is_json_feed(path)}
    assert len(feeds) > any_site.report.counts.feeds
    assert [found for path, data in feeds.items() for found in validator.validate(path, data)] == []


def test_feeds_of_site_topic_and_provider_are_accepted_without_complaint(any_site: Built) -> None:
    for path in feeds_of_each_sort(any_site):
        feed = parsed(any_site.tree[path])
        assert feed.entries
        assert feed.feed.title
        assert all(entry.id and entry.title and entry.link for entry in feed.entries)
        dates = [entry.get("published_parsed") or entry.get("updated_parsed") for entry in feed.entries]
        assert dates == sorted(dates, reverse=True)


def is_json_feed(path: str) -> bool:
    return path.rpartition("/")[2] in JSON_FEEDS


def feeds_of_each_sort(built: Built) -> Iterator[str]:
    for ending in ("rss", "atom"):
        yield f"feed.{ending}"
        for sort in ("topics", "providers"):
            yield min(path for path in built.tree if path.startswith(f"{sort}/") and path.endswith(ending))


def test_an_item_has_the_same_id_in_both_formats_and_everywhere(any_site: Built) -> None:
    ids: dict[str, set[str]] = {}
    for path in feeds_of_each_sort(any_site):
        for entry in parsed(any_site.tree[path]).entries:
            ids.setdefault(entry.link, set()).add(entry.id)
    assert all(len(found) == 1 for found in ids.values())
    assert all(id.startswith("tag:") and BASE_URL not in id for found in ids.values() for id in found)


def test_every_page_offers_the_feeds_of_the_site(any_site: Built) -> None:
    for path, page in any_site.published.pages.items():
        if page.xpath("//meta[@http-equiv]"):
            continue  # it leads on to a page that does
        offered = page.xpath("//link[@rel='alternate']/@href")
        assert {f"{BASE_URL}feed.rss", f"{BASE_URL}feed.atom"} <= set(offered), path


def test_nothing_of_secured_is_in_any_file(any_site: Built) -> None:
    values = [str(fields["secured"]) for fields in any_site.records.values() if fields.get("secured")]
    starts = {half.encode()[:20] for value in values for half in value.split(";") if len(half) >= 20}
    assert values
    assert starts
    files = dict(any_site.tree)
    files |= {file.name: file.read_bytes() for file in any_site.site.cache.iterdir() if file.is_file()}
    for path, data in files.items():
        assert b"secured:" not in data.replace(b" ", b"").lower(), path
        for token in _BASE64.findall(data):
            assert token[:20] not in starts, path


def test_a_second_build_writes_nothing(any_site: Built) -> None:
    again = any_site.site.build()
    assert again.settled
    assert (again.counts.written, again.counts.removed) == (0, 0)
    assert again.counts.unchanged == len(any_site.tree)
    unsettled = any_site.site.build(explain=True)
    assert {action.verb for action in unsettled.actions} == {"keep"}


@at_night_on_the_real_site
def test_workers_do_not_count(any_site: Built) -> None:
    assert not difference(any_site.tree, any_site.site.clean(workers=2))


@at_night_on_the_real_site
def test_after_one_retitle_only_pages_that_show_the_title_are_written(
    any_site: Built, tmp_path: Path
) -> None:
    site = any_site.copy(tmp_path)
    before = site.tree()
    left_out = {path for path, _ in any_site.report.left_out}
    path, old = next(
        (path, str(fields["title"]))
        for path, fields in sorted(any_site.records.items(), reverse=True)
        if path not in left_out
        and re.fullmatch(r"[A-Za-z -]{20,80}", str(fields.get("title")))
        and fields.get("publishedDateTime")
    )
    new = "An altogether different heading"
    text = (site.content / path).read_text("utf-8")
    (site.content / path).write_text(text.replace(old, new, 1), "utf-8")
    done = site.explained()
    after = site.tree()
    assert {path: verb for path, (verb, _) in done.items()} == moved(before, after)
    assert {reason for _, reason in done.values()} == {"new", "view changed", "orphaned"}
    slug = re.sub(r"\W+", "-", old.lower())[:30].encode()
    index = "search/pagefind/"
    assert any(re.match(rf"{index}[^/]+/fragment/", written) for written in done)
    for written in done:
        if written.startswith(index):
            continue  # it shows the title, too, but one cannot see it: it is compressed
        shown = old.encode() in before.get(written, b"") or new.encode() in after.get(written, b"")
        assert shown or slug in before.get(written, b""), f"{written} does not show the title"
    assert len(done) < len(before) / 2
