"""``deploy``, against real repositories: what is pushed, what stays, and what is refused."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.base.errors import BroadsheetError, OutputError, SettingsError
from generator.cli import run
from generator.commands.check_site import check_site
from generator.commands.deploy import MESSAGE, deploy
from generator.model.results.deployment import Deployment, DeployOptions
from tests.support.site_kit import Site, article

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed: deploy needs it")

BASE = "https://you.example/radar/"
Deploy = Callable[..., Deployment]


class Remote:
    """A bare repository."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        git(folder.parent, "init", "--quiet", "--bare", folder.name)

    def files(self, branch: str = "gh-pages") -> set[str]:
        return set(git(self.folder, "ls-tree", "-r", "--name-only", "-z", branch).split("\0")) - {""}

    def count(self, branch: str = "gh-pages") -> int:
        return int(git(self.folder, "rev-list", "--count", branch))

    def push(self, path: str, text: str, message: str, branch: str = "gh-pages") -> None:
        """Commit a file on a branch, as somebody else would."""
        clone = self.folder.parent / "other"
        shutil.rmtree(clone, ignore_errors=True)
        git(self.folder.parent, "clone", "--quiet", str(self.folder), "other")
        is_there = bool(git(clone, "branch", "-r", "--list", f"origin/{branch}"))
        git(clone, "checkout", "--quiet", *([branch] if is_there else ["--orphan", branch]))
        (clone / path).write_text(text, "utf-8")
        git(clone, "add", path)
        git(clone, "commit", "--quiet", "-m", message)
        git(clone, "push", "--quiet", "origin", branch)


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def remote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Remote:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Somebody")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "somebody@you.example")
    return Remote(tmp_path / "remote.git")


@pytest.fixture
def output(tmp_path: Path, remote: Remote, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The output of a small site in a repository of its own, that is the working directory."""
    folder = tmp_path / "work"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "remote", "add", "origin", str(remote.folder))
    (folder / ".gitignore").write_text("/output/\n", "utf-8")
    (folder / "output" / ".broadsheet").mkdir(parents=True)
    (folder / "output" / ".broadsheet" / "manifest").write_text("ours", "utf-8")
    (folder / "output" / "é").mkdir()
    (folder / "output" / "é" / "index.html").write_text("é", "utf-8")
    (folder / "output" / "index.html").write_text("home", "utf-8")
    git(folder, "add", ".gitignore")
    git(folder, "commit", "--quiet", "-m", "Start")
    monkeypatch.chdir(folder)
    return folder / "output"


@pytest.fixture
def publish(output: Path) -> Deploy:
    def publish(**options: object) -> Deployment:
        usual: dict[str, object] = {"output": output, "remote": "origin", "branch": "gh-pages"}
        return deploy(DeployOptions(**{**usual, **options}))  # type: ignore[arg-type]

    return publish


def test_one_commit_without_history_holds_the_site_and_nothing_else(
    publish: Deploy, remote: Remote, output: Path
) -> None:
    first = publish()
    assert remote.files() == {".nojekyll", "index.html", "é/index.html"}
    (output / "index.html").write_text("changed", "utf-8")
    (output / "é" / "index.html").unlink()
    second = publish()
    assert remote.files() == {".nojekyll", "index.html"}
    assert remote.count() == 1
    assert second.before == first.after
    assert git(remote.folder, "rev-parse", "gh-pages") == second.after
    assert git(remote.folder, "show", "gh-pages:index.html") == "changed"
    assert git(remote.folder, "log", "-1", "--format=%s %cn", "gh-pages") == f"{MESSAGE} Somebody"


def test_the_repository_of_the_owner_stays_as_it_is(publish: Deploy, output: Path) -> None:
    before = git(output, "for-each-ref", "refs/heads"), sorted((output.parent / ".git").iterdir())
    publish()
    assert (git(output, "for-each-ref", "refs/heads"), sorted((output.parent / ".git").iterdir())) == before
    assert git(output, "status", "--porcelain") == ""
    assert (output / ".broadsheet" / "manifest").exists()


def test_history_is_kept_on_request(publish: Deploy, remote: Remote, output: Path) -> None:
    publish()
    (output / "index.html").write_text("changed", "utf-8")
    publish(history=True)
    assert remote.count() == 2


def test_the_same_site_is_not_pushed_again(publish: Deploy, remote: Remote) -> None:
    first = publish()
    second = publish()
    assert (second.before, second.after) == (first.after, "")
    assert git(remote.folder, "rev-parse", "gh-pages") == first.after


def test_the_domain_of_the_branch_stays_unless_the_site_has_its_own(
    publish: Deploy, remote: Remote, output: Path
) -> None:
    remote.push("CNAME", "radar.example\n", MESSAGE)
    publish()
    assert git(remote.folder, "show", "gh-pages:CNAME") == "radar.example"
    publish()
    assert git(remote.folder, "show", "gh-pages:CNAME") == "radar.example"
    (output / "CNAME").write_text("new.example\n", "utf-8")
    publish()
    assert git(remote.folder, "show", "gh-pages:CNAME") == "new.example"


def test_a_branch_that_somebody_else_changed_is_refused_without_force(
    publish: Deploy, remote: Remote
) -> None:
    publish()
    remote.push("own.txt", "precious", "Mine")
    with pytest.raises(SettingsError, match="somebody else changed own") as refused:
        publish()
    assert "--force" in refused.value.hint
    assert "own.txt" in remote.files()
    publish(force=True)
    assert "own.txt" not in remote.files()


def test_a_domain_and_a_readme_that_somebody_else_wrote_are_kept(
    publish: Deploy, remote: Remote, output: Path
) -> None:
    publish()
    remote.push("CNAME", "radar.example", "Create CNAME")
    remote.push("README.md", "Made by \xe9\n", "Say hello")
    (output / "index.html").write_text("changed", "utf-8")
    done = publish()
    assert done.kept == ("CNAME", "README.md")
    assert remote.files() == {".nojekyll", "CNAME", "README.md", "index.html", "é/index.html"}
    assert git(remote.folder, "show", "gh-pages:README.md") == "Made by \xe9"
    assert publish().after == ""
    assert remote.count() == 1


def test_a_site_with_a_placeholder_url_is_refused_without_force(
    publish: Deploy, remote: Remote, output: Path
) -> None:
    page = '<link rel="canonical" href="http://localhost:8000/">'
    (output / "index.html").write_text(page, "utf-8")
    with pytest.raises(OutputError, match="which readers cannot reach"):
        publish()
    assert git(remote.folder, "branch", "--list") == ""
    assert publish(force=True).after


def test_uncommitted_changes_are_refused_without_force(publish: Deploy, remote: Remote, output: Path) -> None:
    (output.parent / ".gitignore").write_text("/output/\n# more\n", "utf-8")
    with pytest.raises(SettingsError, match="uncommitted changes"):
        publish()
    assert publish(force=True).after


def test_a_dry_run_pushes_nothing_and_still_refuses(publish: Deploy, remote: Remote) -> None:
    done = publish(dry_run=True)
    assert (done.before, done.after, done.weight.files) == ("", "", 2)
    assert git(remote.folder, "branch", "--list") == ""
    remote.push("own.txt", "precious", "Mine")
    with pytest.raises(SettingsError, match="not made by Broadsheet"):
        publish(dry_run=True)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"branch": "main"}, "checked out"),
        ({"branch": "main", "force": True}, "checked out"),
        ({"branch": "--mirror"}, "not a valid branch name"),
        ({"branch": "a..b"}, "not a valid branch name"),
        ({"branch": "HEAD"}, "not a valid branch name"),
        ({"branch": "refs/heads/x"}, "not a valid branch name"),
        ({"remote": "nowhere"}, "no remote"),
        ({"remote": "--upload-pack=x"}, "no remote"),
    ],
)
def test_names_that_are_refused(
    publish: Deploy, remote: Remote, options: dict[str, object], message: str
) -> None:
    with pytest.raises(BroadsheetError, match=message):
        publish(**options)
    assert git(remote.folder, "branch", "--list") == ""


def test_the_message_of_a_refusing_remote_is_shown(publish: Deploy, remote: Remote, output: Path) -> None:
    hook = remote.folder / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'not on a Sunday' >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    before = git(output, "for-each-ref")
    with pytest.raises(OutputError, match="not on a Sunday"):
        publish()
    assert git(output, "for-each-ref") == before


def test_a_folder_without_a_site_is_refused(publish: Deploy, output: Path) -> None:
    (output / "é" / "talk.mp4").touch()
    os.truncate(output / "é" / "talk.mp4", 99_000_000)
    with pytest.raises(OutputError, match=r"talk\.mp4.*99\.0 MB"):
        publish()
    (output / "é" / "talk.mp4").unlink()
    (output / "index.html").unlink()
    with pytest.raises(OutputError, match="no front page"):
        publish()


def test_an_output_in_a_work_tree_is_published_without_git_files(
    publish: Deploy, remote: Remote, output: Path
) -> None:
    (output / ".git").write_text("gitdir: /nowhere", "utf-8")
    publish()
    assert ".git" not in git(remote.folder, "ls-tree", "-r", "--name-only", "gh-pages").split()


def test_outside_of_a_repository_and_without_a_name(
    publish: Deploy, output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_COMMITTER_NAME", "")
    with pytest.raises(SettingsError, match="your name"):
        publish()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError, match="not in a Git repository"):
        publish()


def test_a_branch_that_was_deployed_passes_the_check(
    site: Site, output: Path, remote: Remote, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.record("_news/a.md", article("a", topics=["Kilns"]), "A *body*.")
    site.build(overrides={"site": {"base_url": BASE}})
    assert run(["deploy", "--output", str(site.output), "--dry-run"]) == 0
    assert "Would publish to gh-pages at origin." in capsys.readouterr().out
    assert run(["deploy", "--output", str(site.output)]) == 0
    assert "Published " in capsys.readouterr().out
    git(tmp_path, "clone", "--quiet", "--branch", "gh-pages", str(remote.folder), "served")
    proof = check_site(tmp_path / "served", BASE)
    assert proof.problems == ()
    assert proof.pages > 5


def test_remains_of_a_killed_deployment_are_removed_by_the_next(publish: Deploy, output: Path) -> None:
    publish()
    home = output.parent / ".git"
    before = git(output, "for-each-ref", "refs/heads")
    (home / "broadsheet-0a_b3cd4" / "site").mkdir(parents=True)
    (home / "broadsheet-0a_b3cd4" / "site" / "index.html").write_text("left", "utf-8")
    git(output, "update-ref", "refs/heads/broadsheet-deploy-4711", "HEAD")
    (output / "index.html").write_text("changed", "utf-8")
    publish()
    assert git(output, "for-each-ref", "refs/heads") == before
    assert not list(home.glob("broadsheet*"))


def test_folders_of_the_owner_stay(publish: Deploy, output: Path, tmp_path: Path) -> None:
    mine = [
        output.parent / ".git" / name for name in ("broadsheet-mine", "broadsheet", "broadsheet-12345678x")
    ]
    for folder in mine:
        folder.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (output.parent / ".git" / "broadsheet-abcdefgh").symlink_to(tmp_path / "elsewhere")
    publish()
    assert all(folder.is_dir() for folder in (*mine, tmp_path / "elsewhere"))


def test_two_deployments_at_once_are_refused(
    publish: Deploy, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(handle: int) -> None:
        raise BlockingIOError

    monkeypatch.setattr("generator.commands.deploy.try_lock", locked)
    with pytest.raises(OutputError, match="another deployment"):
        publish()


@pytest.mark.parametrize("remote_name", ["--upload-pack=touch hacked", "-q", "--"])
def test_a_remote_that_looks_like_an_option_is_refused(
    remote_name: str, publish: Deploy, output: Path, remote: Remote
) -> None:
    with (output.parent / ".git" / "config").open("a") as config:
        config.write(f'[remote "{remote_name}"]\n\turl = {remote.folder}\n')
    with pytest.raises(SettingsError, match="no remote"):
        publish(remote=remote_name)
    assert not (output.parent / "hacked").exists()
