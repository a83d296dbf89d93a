"""``check --output``: finished sites as they lie on disk."""

import gzip
import json
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from generator.base.errors import OutputError, SettingsError
from generator.cli import run
from generator.commands.check_site import check_site
from tests.support.site_kit import Site, article

SEALED = b"QUJDREVGR0hJSktMTU5PUA==;QUJDREVGR0hJSktMTU5PUA=="
BASE = "https://you.example/radar/"


@pytest.fixture
def built(site: Site) -> Site:
    """A small site that stands below a path of its host."""
    for number in range(3):
        site.record(f"_news/{number}.md", article(f"n{number}", topics=["Kilns"]), "A *body*.")
    site.record("_news/e.md", article("Fenêtre"), "<p><a href='https://you.example/radar/#main'>in</a></p>")
    site.build(overrides={"site": {"base_url": BASE}})
    return site


def test_a_fresh_build_has_no_problem(built: Site) -> None:
    proof = check_site(built.output)
    assert proof.problems == ()
    assert proof.base_url == BASE
    assert proof.pages > 10
    assert proof.links > 100


@pytest.mark.parametrize(
    "base_url", ["https://you.example/", "https://you.example/x/", "https://x.example/radar"]
)
def test_a_site_that_was_built_for_another_address(built: Site, base_url: str) -> None:
    problems = check_site(built.output, base_url).problems
    assert {each.path for each in problems if each.severity == "error"} >= {"index.html", "sitemap-lists.xml"}


def test_a_file_that_is_lost_is_missed_by_all_that_link_to_it(built: Site) -> None:
    (style,) = (built.output / "static").glob("style.*.css")
    style.unlink()
    problems = check_site(built.output).problems
    assert {each.path for each in problems} >= {"index.html", "404.html"}
    assert all(style.name in each.message and each.severity == "error" for each in problems)


def test_a_page_that_is_lost_is_missed_by_lists_feeds_and_sitemaps(built: Site) -> None:
    (item,) = built.output.glob("[0-9]*/**/*n1*/index.html")
    item.unlink()
    paths = {each.path.rpartition(".")[2] for each in check_site(built.output).problems}
    assert {"html", "xml"} <= paths


@pytest.mark.parametrize("name", ["notes.txt", "feed.rss", "x.jpg", ".hidden"])
def test_secured_values_are_found_in_any_file(built: Site, name: str) -> None:
    file = built.output / name
    file.write_bytes(file.read_bytes().replace(b"</rss>", SEALED + b"</rss>") if file.exists() else SEALED)
    assert name in {each.path for each in check_site(built.output).problems if "sealed" in each.message}


def test_secured_values_are_found_in_compressed_files(built: Site) -> None:
    (built.output / "x.pf_fragment").write_bytes(gzip.compress(b"{" + SEALED))
    (built.output / "y.gz").write_bytes(b"\x1f\x8bnot packed")
    assert [each.path for each in check_site(built.output).problems] == ["x.pf_fragment"]


def test_a_small_file_that_unpacks_to_gigabytes_is_searched_in_parts(built: Site) -> None:
    plain = bytes((8 << 20) - 20) + SEALED + bytes(200 << 20)
    (built.output / "x.gz").write_bytes(gzip.compress(plain) + gzip.compress(b"more"))
    del plain
    tracemalloc.start()
    try:
        assert [each.path for each in check_site(built.output).problems] == ["x.gz"]
        assert tracemalloc.get_traced_memory()[1] < 50e6
    finally:
        tracemalloc.stop()


def percent(sealed: str) -> str:
    return quote(sealed, safe="")


def decimal(sealed: str) -> str:
    return "".join(each if each.isalnum() else f"&#{ord(each)};" for each in sealed)


def hexadecimal(sealed: str) -> str:
    return "".join(each if each.isalnum() else f"&#x{ord(each):X};" for each in sealed)


def escaped(sealed: str) -> str:
    return "".join(each if each.isalnum() else f"\\u{ord(each):04x}" for each in sealed)


@pytest.mark.parametrize("spelt", [percent, decimal, hexadecimal, escaped])
def test_secured_values_are_found_in_other_spellings(built: Site, spelt: Callable[[str], str]) -> None:
    (built.output / "notes.txt").write_text(f"1%3d1 &#61; {spelt(SEALED.decode())}", "utf-8")
    assert [each.path for each in check_site(built.output).problems] == ["notes.txt"]


def test_git_files_are_not_published(built: Site) -> None:
    before = check_site(built.output).weight
    (built.output / ".git").write_text("gitdir: /nowhere", "utf-8")
    (built.output / "2026" / ".Git").mkdir(parents=True)
    (built.output / "2026" / ".Git" / "HEAD").write_bytes(SEALED)
    assert check_site(built.output).weight == before


def test_unpublished_files_do_not_count_towards_the_size(built: Site) -> None:
    before = check_site(built.output).weight
    (built.output / ".broadsheet" / "more").write_bytes(SEALED * 1000)
    assert check_site(built.output).weight == before


def test_links_of_the_file_system_are_refused(built: Site) -> None:
    (built.output / "away").symlink_to("/etc")
    with pytest.raises(OutputError, match="symbolic link"):
        check_site(built.output)


def test_pipes_and_sockets_are_refused_without_waiting(built: Site) -> None:
    os.mkfifo(built.output / "pipe")
    with pytest.raises(OutputError, match="pipe is not a regular file"):
        check_site(built.output)


def test_a_name_that_is_no_text_is_refused(built: Site) -> None:
    (built.output / os.fsdecode(b"caf\xe9.html")).touch()
    with pytest.raises(OutputError, match="not UTF-8"):
        check_site(built.output)


def test_an_empty_folder_has_no_base_url(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no canonical URL"):
        check_site(tmp_path)


def test_the_command_fails_on_errors_alone(built: Site, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["check", "--output", str(built.output)]
    assert run(words) == 0
    assert f"links of {BASE}: 0 errors, 0 warnings" in capsys.readouterr().out
    (built.output / "own.html").write_text('<a href="https://you.example/blog/">x</a>', "utf-8")
    assert run(words) == 0
    assert run([*words, "--strict"]) == 1
    (built.output / "own.html").write_text('<a href="gone">x</a>', "utf-8")
    capsys.readouterr()
    assert run([*words, "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [(each["path"], each["severity"]) for each in found["problems"]] == [("own.html", "error")]
    assert found["weight"]["total"] == check_site(built.output).weight.total
    assert run([*words, "--format", "github"]) == 1
    assert f"::error file={built.output.as_posix()}/own.html::" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["--base-url", BASE], ["--output", ".", "--feeds", "."]])
def test_options_that_do_not_go_together(words: list[str]) -> None:
    assert run(["check", *words]) == 1


def test_a_site_that_is_built_for_this_machine_has_an_error(site: Site) -> None:
    site.record("_news/a.md", article("a"))
    site.build()
    assert [(each.path, each.severity) for each in check_site(site.output).problems] == [
        ("index.html", "error")
    ]
    assert check_site(site.output, "http://127.0.0.1:80/").problems
