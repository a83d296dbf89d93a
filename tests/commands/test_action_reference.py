"""A new site's workflow installs the Broadsheet that made it."""

import json

import pytest

from generator import __version__
from generator.commands.action_reference import PLACEHOLDER, find_action, project_url

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def installed(url: str, **how: object) -> str:
    return json.dumps({"url": url, **how})


@pytest.mark.parametrize(
    "url", ["https://github.com/a/b", "https://github.com/a/b.git", "ssh://git@github.com/a/b.git"]
)
def test_the_commit_that_is_installed_is_used(url: str) -> None:
    action = find_action(lambda: installed(url, vcs_info={"vcs": "git", "commit_id": COMMIT}))
    assert (str(action), action.is_exact) == (f"a/b@{COMMIT}", True)


@pytest.mark.parametrize(
    "how",
    [
        "",
        "{",
        "[]",
        installed("file:///src/broadsheet", dir_info={"editable": True}),
        installed("https://github.com/a/b", archive_info={}),
        installed("https://code.example/a/b", vcs_info={"vcs": "git", "commit_id": COMMIT}),
        installed("https://github.com/a/b/tree/c", vcs_info={"vcs": "git", "commit_id": COMMIT}),
    ],
)
def test_else_the_tag_of_the_version_in_the_repository_of_the_package(how: str) -> None:
    action = find_action(lambda: how)
    assert (action.ref, action.is_exact) == (f"v{__version__}", False)
    assert action.repository == PLACEHOLDER
    assert project_url() in ("", f"https://github.com/{PLACEHOLDER}")
