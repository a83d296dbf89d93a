from pathlib import Path

from bench.figures import Figures, differences, figures


def cards(*names: int) -> str:
    return "".join(f'<article>\n<h2><a href="/{name}/">x</a></h2></article>\n' for name in names)


CARD = cards(1)
ITEM = '<article class="item"><img src="x"></article><aside class="related"><ul><li>1</li><li>2</li></ul></aside>'


def write(site: Path, path: str, text: str) -> None:
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def test_a_list_is_counted_over_all_its_pages(tmp_path: Path) -> None:
    write(tmp_path, "index.html", cards(1, 2, 3))
    write(tmp_path, "page/1/index.html", cards(*range(4, 24)))
    write(tmp_path, "undated/index.html", cards(24))
    write(tmp_path, "undated/page/2/index.html", cards(25))
    write(tmp_path, "topics/ai/index.html", cards(1))
    write(tmp_path, "topics/ai/page/12/index.html", cards(2, 3))
    assert figures(tmp_path).lists == {"home": 25, "topics/ai": 3}


def test_an_item_that_a_list_shows_twice_counts_once(tmp_path: Path) -> None:
    write(tmp_path, "topics/ai/index.html", cards(1, 2))
    write(tmp_path, "topics/ai/undated/index.html", cards(2, 3))
    assert figures(tmp_path).lists == {"topics/ai": 3}


def test_two_ways_to_address_a_list_are_one_list(tmp_path: Path) -> None:
    for path in ("days/2021-12-15", "providers/a.example--name"):
        write(tmp_path / "theirs", f"{path}/index.html", CARD)
    for path in ("2021/12/15", "providers/a.example/name"):
        write(tmp_path / "ours", f"{path}/index.html", CARD)
    assert figures(tmp_path / "ours").lists == figures(tmp_path / "theirs").lists


def test_pages_are_told_apart_by_what_they_show(tmp_path: Path) -> None:
    write(tmp_path, "2021/12/15/x/index.html", ITEM)
    write(tmp_path, "page/2/index.html", '<meta http-equiv="refresh" content="0">')
    write(tmp_path, "404.html", "<h1>Not here</h1>")
    write(tmp_path, "feed.rss", "<rss><item><title/></item><item></item></rss>")
    write(tmp_path, "feed.atom", "<feed></feed>")
    write(tmp_path, "sitemap.xml", "<urlset><url></url><url></url></urlset>")
    found = figures(tmp_path)
    assert found.files == 6
    assert found.pages == {
        "items": 1,
        "redirects": 1,
        "other pages": 1,
        "feeds without entries": 1,
        "addresses in sitemaps": 2,
    }
    assert found.feeds == {"feed.rss": 2}
    assert (found.sums["related"], found.sums["pictures"]) == (2, 1)


def site() -> Figures:
    made = Figures(files=100, size=10_000)
    made.pages["items"] = 5000
    made.lists["home"] = 50
    made.feeds["feed.rss"] = 50
    made.sums["links"] = 1000
    return made


def test_equal_sites_do_not_differ() -> None:
    assert differences(site(), site()) == ([], [])


def test_a_missing_item_card_or_entry_is_wrong() -> None:
    for name in ("pages", "lists", "feeds"):
        theirs = site()
        counter = getattr(theirs, name)
        counter[next(iter(counter))] -= 1
        wrong, may = differences(site(), theirs)
        assert len(wrong) == 1
        assert not may


def test_sums_of_a_small_site_may_differ_more() -> None:
    ours, theirs = site(), site()
    ours.pages["items"] = theirs.pages["items"] = 40
    theirs.sums["links"], theirs.size = 1200, 50_000
    wrong, may = differences(ours, theirs)
    assert [each.partition(":")[0] for each in wrong] == ["bytes"]
    assert [each.partition(":")[0] for each in may] == ["links"]


def test_related_articles_and_their_links_differ() -> None:
    theirs = site()
    theirs.sums["related"], theirs.sums["links"] = 10_000, 10_000
    wrong, may = differences(site(), theirs)
    assert wrong == []
    assert [each.partition(":")[0] for each in may] == ["links", "related"]


def test_small_differences_of_sums_may_be_and_large_ones_not() -> None:
    theirs = site()
    theirs.sums["links"], theirs.size = 1010, 12_000
    wrong, may = differences(site(), theirs)
    assert [each.partition(":")[0] for each in wrong] == ["bytes"]
    assert [each.partition(":")[0] for each in may] == ["links"]
