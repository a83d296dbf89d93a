"""``broadsheet forget`` as people call it."""

from collections.abc import Callable

from tests.cli.conftest import Called
from tests.support.site_kit import Site

RECORD = '---\ntitle: "A bee"\noriginalUrl: "https://bees.example/1"\n---\n'


def test_it_prints_withdrawn_records_and_the_git_command(call: Callable[..., Called], site: Site) -> None:
    site.write("_news/a.md", RECORD)
    folders = ("--content", site.content, "--cache", site.cache)
    called = call("forget", "https://bees.example/1", *folders)
    assert called.returncode == 0, called.stderr
    assert "Withdrawn  _news/a.md" in called.stdout
    assert "1 record withdrawn\nBuild and publish the site next.\n" in called.stdout
    assert "Git" not in called.stdout  # the folder is in no repository
    assert call("forget", *folders).returncode == 1
