"""Files of the content folder that links of bodies lead to, through whole builds."""

from pathlib import Path

import pytest

from tests.support.site_kit import Site

RECORD = '---\ntitle: "{0}"\npublishedDateTime: 2026-03-01T10:00:00Z\n{1}---\n{2}\n'
SOURCE = "originalUrl: https://source.example/blog/post\n"
BASE = {"site": {"base_url": "https://x.example/repo/"}}


def built(site: Site, body: str, source: str = "") -> tuple[str, list[str]]:
    """Return the body on its page, and what the build says of it."""
    site.write("_newsletters/letter.md", RECORD.format("Letter", source, body))
    report = site.build(offline=True, overrides=BASE)
    page = (site.output / "2026/03/01/letter/index.html").read_text("utf-8")
    start = page.index('class="body')
    return page[start : page.index("</div>", start)], [str(each) for each in report.problems]


@pytest.mark.parametrize("source", ["", SOURCE])
@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("/assets/report.pdf", "assets/report.pdf"),
        ("/repo/assets/report.pdf", "assets/report.pdf"),
        ("table.csv", "_newsletters/table.csv"),
        ("../assets/r%C3%A9sum%C3%A9.pdf", "assets/résumé.pdf"),
        ("/assets/notes.txt", "assets/notes.txt"),
    ],
)
def test_a_document_is_published_at_its_path(site: Site, source: str, written: str, path: str) -> None:
    site.write(path, "bytes of the file")
    page, problems = built(site, f"[it]({written})", source)
    assert '<a href="/repo/' in page
    assert (site.output / path).read_text("utf-8") == "bytes of the file"
    assert problems == []


def test_a_file_without_a_link_is_not_published(site: Site) -> None:
    site.write("assets/report.pdf", "x")
    built(site, "nothing")
    assert not (site.output / "assets").exists()


@pytest.mark.parametrize(
    "path", ["site.toml", ".env.pdf", "a/.git/x.zip", "_data/x.csv", "key.pem", "tool.py"]
)
def test_no_link_publishes_what_is_not_for_readers(site: Site, path: str) -> None:
    if path != "site.toml":
        site.write(path, "x")
    page, problems = built(site, f"[it](/{path})")
    assert "<a" not in page
    assert len(problems) == 1
    assert not (site.output / path).exists()


def test_a_link_out_of_the_content_folder_publishes_nothing(site: Site, tmp_path: Path) -> None:
    outside = tmp_path / "private.pdf"
    outside.write_text("x", "utf-8")
    site.write("assets/a.txt", "x")
    (site.content / "assets/leak.pdf").symlink_to(outside)
    page, _ = built(site, "[it](/assets/leak.pdf)")
    assert "<a" not in page
    assert not (site.output / "assets/leak.pdf").exists()


def test_a_later_build_sees_new_changed_and_removed_files(site: Site) -> None:
    page, problems = built(site, "[it](/assets/report.pdf)")
    assert "<a" not in page
    assert len(problems) == 1
    for text in ("one", "two"):
        site.write("assets/report.pdf", text)
        page, problems = built(site, "[it](/assets/report.pdf)")
        assert "<a" in page
        assert (site.output / "assets/report.pdf").read_text("utf-8") == text
    (site.content / "assets/report.pdf").unlink()
    page, problems = built(site, "[it](/assets/report.pdf)")
    assert "<a" not in page
    assert not (site.output / "assets/report.pdf").exists()
