"""A real site, whole: what its records name is there."""

import re
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urljoin

import frontmatter

from tests.acceptance.conftest import BASE_URL, Built, one_line


def test_only_what_cannot_be_shown_is_left_out(powerapps: Built) -> None:
    reasons = dict(powerapps.report.counts.left_out)
    withdrawn = [f for f in powerapps.records.values() if f.get("removed") or f.get("deleted")]
    assert reasons.keys() <= {"duplicate", "withdrawn", "faulty"}
    assert reasons["withdrawn"] >= len(withdrawn) > 0
    assert reasons.get("faulty", 0) == 0
    assert not [problem for problem in powerapps.report.problems if problem.severity == "error"]


def test_what_is_withdrawn_appears_nowhere(powerapps: Built) -> None:
    everything = b"\n".join(powerapps.tree.values())
    for fields in powerapps.records.values():
        if fields.get("removed") or fields.get("deleted"):
            for name in {"originalUrl", "webUrl"} & fields.keys():
                assert f'"{fields[name]}"'.encode() not in everything


def test_collections_list_their_members_in_their_order(powerapps: Built) -> None:
    left_out = dict(powerapps.report.left_out)
    collections = [
        fields
        for path, fields in powerapps.records.items()
        if fields.get("type") == "collection" and path not in left_out
    ]
    assert collections
    for fields in collections:
        named = powerapps.item_pages[one_line(fields["title"])]
        (page,) = [page for page in named if "Collection" in page.xpath("//header//b/text()")]
        links = page.xpath("//section[contains(@class, 'members')]//li/a[1]")
        expected = [record for path in fields["items"] if (record := member(powerapps, path))]
        assert expected
        titles = [one_line(link.text_content()) for link in links]
        assert titles == [one_line(record["title"]) for record in expected]
        for link in links:
            assert powerapps.published.file_of(urljoin(BASE_URL, link.get("href")))


def member(built: Built, path: str) -> dict[str, Any] | None:
    """Return the record of a member, or where it is a duplicate the one that stands for it."""
    left_out = dict(built.report.left_out)
    full = f"_learning/{path.lstrip('/')}.md"
    fields = built.records.get(full)
    if fields is None or full not in left_out:
        return fields
    same = [
        each
        for other, each in built.records.items()
        if other not in left_out and address(each) == address(fields)
    ]
    return same[0] if same else None


def address(fields: dict[str, Any]) -> object:
    return fields.get("originalUrl") or fields.get("webUrl")


def test_pictures_of_the_site_are_made_and_shown(powerapps: Built) -> None:
    made = {path for path in powerapps.tree if path.startswith("pictures/")}
    assert len(made) > 10
    shown: set[str | None] = set()
    for page in powerapps.published.pages.values():
        named = page.xpath("//img/@src | //meta[@property='og:image']/@content")
        for srcset in page.xpath("//img/@srcset | //source/@srcset"):
            named += [each.split()[0] for each in srcset.split(", ")]
        shown |= {powerapps.published.file_of(urljoin(BASE_URL, each)) for each in named}
    assert made <= shown


def test_logos_that_records_name_are_on_the_pages_of_their_items(powerapps: Built) -> None:
    left_out = dict(powerapps.report.left_out)
    seen = 0
    for path, fields in powerapps.records.items():
        logos = [str(each["url"]) for each in (fields.get("provider") or {}).get("images") or ()]
        local = [logo for logo in logos if (powerapps.site.content / logo.lstrip("/")).is_file()]
        pages = powerapps.item_pages.get(one_line(fields.get("title")), [])
        if local and path not in left_out and len(pages) == 1:
            seen += 1
            assert pages[0].xpath("//main//img[contains(@src, '/feed/pictures/')]"), path
    assert seen > 100


def test_providers_with_a_logo_in_the_site_show_it(powerapps: Built) -> None:
    seen = 0
    for file in sorted((powerapps.site.content / "_data" / "organizations").iterdir()):
        fields = frontmatter.loads(file.read_text("utf-8")).metadata
        images: Any = fields.get("images") or []
        logos = {str(each["url"]).lstrip("/") for each in images}
        page = powerapps.published.pages.get(f"providers/{fields.get('domain')}/index.html")
        if page is not None and any((powerapps.site.content / logo).is_file() for logo in logos):
            assert page.xpath("//h1//img[contains(@src, '/pictures/')]"), file.name
            seen += 1
    assert seen > 3


def test_entities_and_wrong_encodings_are_gone_from_headlines(powerapps: Built) -> None:
    for path, page in powerapps.published.pages.items():
        heading = page.xpath("string(//h1)")
        assert not re.search(r"&(?:#\d+|#x[0-9a-f]+|nbsp|amp|quot|lt|gt);|â€|Ã©", heading), path


def test_days_of_the_archive_hold_what_was_published_then(powerapps: Built) -> None:
    day = re.compile(r"(\d{4}/\d\d/\d\d)/index\.html")
    for path, page in powerapps.published.pages.items():
        if found := day.fullmatch(path):
            links = page.xpath("//article//h2/a/@href")
            assert links
            assert all(PurePosixPath(link).parent.as_posix() == f"/feed/{found[1]}" for link in links), path
