"""``forget`` withdraws and erases, and nothing comes back."""

import shlex
import subprocess

import pytest

from generator.base.errors import SettingsError
from generator.commands.forget import forget, show_history_command
from generator.ingest.rules import CompiledRuleSet, decide_entry
from generator.ingest.sources_file import load_sources
from tests.ingest.kit import entry, source
from tests.support.site_kit import Site

RECORD = '---\ntitle: "A secret of {0}"\noriginalUrl: "https://{0}/notes/1"\nsource: bees\nguid: "tag:1"\n---\nText\n'


@pytest.fixture
def full(site: Site) -> Site:
    for host in ("bees.example", "www.bees.example:8080", "notbees.example", "wasps.example"):
        site.write(f"_news/{host.replace(':', '-')}.md", RECORD.format(host))
    return site


def test_addresses_are_met_loosely_and_texts_erased(full: Site) -> None:
    done = forget(full.content, full.cache, ["http://www.bees.example/notes/1/", "https://none.example/"])
    assert done.paths == ("_news/bees.example.md",)
    assert done.unknown == ("https://none.example/",)
    text = (full.content / "_news/bees.example.md").read_text("utf-8")
    assert "secret" not in text
    assert "removed: true" in text
    assert "tag:1" in text
    assert forget(full.content, full.cache, ["https://bees.example/notes/1"]).paths == ()


def test_a_fragment_names_one_record_of_a_page(site: Site) -> None:
    for part in ("#v1", "#v2", "#v3"):
        record = RECORD.format("bees.example").replace("/notes/1", f"/log{part}")
        site.write(f"_news/{part[1:]}.md", record)
    assert forget(site.content, site.cache, ["https://bees.example/log/#v2"]).paths == ("_news/v2.md",)
    done = forget(site.content, site.cache, ["https://bees.example/log"])
    assert (done.paths, done.unknown) == (("_news/v1.md", "_news/v3.md"), ())


def test_a_domain_is_whole_labels(full: Site) -> None:
    done = forget(full.content, full.cache, [], domain="bees.example")
    assert len(done.paths) == 2
    assert "_news/notbees.example.md" not in done.paths


def test_a_source_is_forgotten(full: Site) -> None:
    assert len(forget(full.content, full.cache, [], source="bees").paths) == 4


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://bees.example/notes/9", False),
        ("https://sub.bees.example/notes/9", False),
        ("https://notbees.example/notes/9", True),
        ("https://wasps.example/a?of=bees.example", True),
        ("https://wasps.example/notes/1", False),
        ("https://wasps.example/notes/10", True),
    ],
)
def test_blocks_are_rules_that_meet_just_that(full: Site, url: str, kept: bool) -> None:
    forget(full.content, full.cache, ["https://wasps.example/notes/1"], domain="bees.example", block=True)
    rules = CompiledRuleSet(load_sources(full.content).rules)
    own = CompiledRuleSet(source().rules, "hedgerow")
    assert decide_entry(entry(url=url), source(), rules, own).kept is kept


def test_nothing_to_forget_is_an_error(full: Site) -> None:
    with pytest.raises(SettingsError, match="expected URLs, --domain"):
        forget(full.content, full.cache, [])
    with pytest.raises(SettingsError, match="expected the URL of an article"):
        forget(full.content, full.cache, ["ftp://a.example/"])


def git(*arguments: object) -> str:
    process = subprocess.run(["git", *map(str, arguments)], capture_output=True, text=True, check=True)
    return process.stdout


def test_the_history_command_lists_the_commits_and_exists_only_in_a_repository(site: Site) -> None:
    paths = ["_news/a b's.md", "_news/c.md"]
    for path in paths:
        site.write(path, "one")
    assert show_history_command(site.content, paths) == ""
    git("init", "-q", site.folder)
    identity = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    git("-C", site.folder, "add", "-A")
    git("-C", site.folder, *identity, "commit", "-qm", "Two records")
    command = shlex.split(show_history_command(site.content, paths))
    assert command[0] == "git"
    assert git(*command[1:]).endswith(" Two records\n")
    many = [f"_news/2026/{number}.md" for number in range(30)]
    assert show_history_command(site.content, many).endswith(" -- _news/2026")
    assert show_history_command(site.content, [*many, "_blog/1.md"]).endswith(" -- .")
    assert show_history_command(site.content, []) == ""


def test_without_git_there_is_no_history_command(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.content.mkdir(exist_ok=True)
    monkeypatch.setenv("PATH", "")
    assert show_history_command(site.content, ["a.md"]) == ""
