"""``docs/troubleshooting.md`` explains what Broadsheet says: nothing that it does not say, and all that it says of
records."""

import ast
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from generator.base import errors
from generator.cli.error_handler import run
from generator.render.renderer import Rendered, Renderer
from generator.write.output_lock import lock_output
from tests.docs.faulty import CASES, HEAD, RECORDS
from tests.support.site_kit import ROOT, png

DOCUMENT = ROOT / "docs" / "troubleshooting.md"
TABLE = re.compile(r"^\| Message \| .+\n\|---\|---\|\n((?:\|.*\n)+)", re.MULTILINE)
ROW = re.compile(r"^\| `(.+?)` \| .+ \|$", re.MULTILINE)
MESSAGES = [
    row[1].replace("\\|", "|")
    for table in TABLE.finditer(DOCUMENT.read_text("utf-8"))
    for row in ROW.finditer(table[1])
]

ELSEWHERE = {
    "… is the shipped theme": ("commands/test_theme.py", "is the shipped theme"),
    "somebody else changed … on … at …": ("commands/test_deploy.py", "somebody else changed"),
    "expected sources.toml, found none": ("cli/test_fetch.py", "expected sources.toml, found none"),
    "--url: expected …, found …": ("cli/test_add.py", "--url: expected a URL"),
    "there is no such source in sources.toml": ("commands/test_source_trial.py", "no such source"),
    "[fetch] lists: cannot read …": ("commands/test_feed_lists.py", "cannot read"),
    "--backfill: expected --only with a source, found none": ("commands/test_fetch_more.py", "--only"),
    "has matched no entry for 30 days": (
        "ingest/test_unused_settings.py",
        "has matched no entry for 30 days",
    ),
    "no rule, source or record uses the topic …": ("commands/test_check.py", "1-lost.yaml"),
    "there is no network: no source could be reached": ("commands/test_fetch.py", "there is no network"),
    "another fetch with this cache is running": ("commands/test_fetch.py", "another fetch with this cache"),
    "expected a time such as 2026-11-30T09:00:00Z, found …": ("cli/test_fetch.py", "expected a time such as"),
    "expected URLs, --domain or --source, found none": ("commands/test_forget.py", "expected URLs, --domain"),
    "expected the URL of an article": ("commands/test_forget.py", "expected the URL of an article"),
    "expected the URL of a page or a feed": (
        "commands/test_source_additions.py",
        "expected the URL of a page",
    ),
    "expected a feed or a page that names one, found none": (
        "commands/test_source_additions.py",
        "names one",
    ),
    "the body cannot be parsed": ("commands/test_source_additions.py", "cannot be parsed"),
    "not an ini file: …": ("ingest/test_source_lists.py", "not an ini file"),
    "expected a list of feeds, found …": ("ingest/test_source_lists.py", "expected a list of feeds"),
    "public page would disappear, because its record has errors": (
        "pipeline/test_public_records.py",
        "public page would disappear",
    ),
    "expected a file in the content folder, found a link that leaves it": (
        "pipeline/test_ledger.py",
        "found a link that leaves it",
    ),
    "… has files that Broadsheet did not put there: …": (
        "commands/test_deploy_store.py",
        "has files that Broadsheet did not put there",
    ),
    "--to …: expected a folder apart from the … folder …": (
        "commands/test_deploy_store.py",
        "expected a folder apart from",
    ),
    "--output …: the folders of the sites … and … overlap": (
        "commands/test_fleet.py",
        "the folders of the sites .* overlap",
    ),
    "images.shared_cache: cannot … …: …": (
        "pipeline/test_shared_images.py",
        "images.shared_cache: cannot read s3:",
    ),
    "images.shared_cache: expected a folder apart from the … folder …, found …": (
        "pipeline/test_shared_images.py",
        "expected a folder apart from the output folder",
    ),
    "…/… is damaged": ("commands/test_deploy_store.py", "is damaged"),
    "cannot open …: …": ("commands/test_deploy_store.py", "cannot open nowhere"),
    "cannot write …/…: …": ("commands/test_deploy_store.py", "cannot write s3://no-such-bucket"),
    "another deployment from this repository is running": ("commands/test_deploy.py", "another deployment"),
    "public pages would disappear:": ("pipeline/test_public_records.py", "public pages would disappear"),
    "expected blocks of [[source]], found …": (
        "ingest/test_sources_file.py",
        "expected blocks of [[source]]",
    ),
    "the id is used twice": ("ingest/test_sources_file.py", "the id is used twice"),
    "the same URL as source …": ("ingest/test_sources_file.py", "the same URL as source"),
    "expected OPML, found …": ("ingest/test_opml.py", "expected OPML"),
    "expected the package mf2py, found none": (
        "ingest/formats/test_h_feed.py",
        "pip install 'broadsheet[h-feed]'",
    ),
    "found …, but headings of a body have no names: linked to its top": (
        "plan/test_body_links.py",
        "headings of a body have no names",
    ),
    "found <…>: left out": ("normalise/test_body.py", "found <svg>: left out"),
    "found text below the fields: ignored": ("pipeline/test_records.py", "found text below the fields"),
    "a worker process ended with …: …": (
        "base/concurrency/test_sandbox_batches.py",
        "a worker process ended with",
    ),
    "no template that it extends has a block '…'": (
        "cli/test_messages.py",
        "no template that it extends has a block",
    ),
    "Dask is not installed": ("pipeline/test_cluster.py", "Dask is not installed"),
    "expected the address of a Dask scheduler, found '…'": (
        "pipeline/test_dask_executor.py",
        "expected the address of a Dask scheduler",
    ),
    "no Dask scheduler answers at … (…)": ("pipeline/test_dask_executor.py", "no Dask scheduler answers at"),
    "the cluster at … has no workers": ("pipeline/test_dask_executor.py", "has no workers"),
    "… runs another version of Broadsheet or its libraries": (
        "pipeline/test_dask_executor.py",
        "runs another version of Broadsheet",
    ),
    "… does not see …": ("pipeline/test_dask_executor.py", "does not see"),
    "the cluster lost a piece of work: its workers were killed, or the scheduler ended": (
        "pipeline/test_dask_executor.py",
        "the cluster lost a piece of work",
    ),
    "a worker process was killed": ("base/concurrency/test_process_executor.py", "worker process was killed"),
    "dead link: …": ("commands/test_check_links.py", "::warning file="),
    "has moved permanently to …": ("commands/test_check_links.py", "moved-for-good"),
    "cannot build the search index: …": ("render/search/test_pagefind.py", "exited early"),
    "two outputs have the path …": ("plan/test_site.py", "two outputs have the path"),
    "expected at most … images, found …: the last ones are left out": (
        "normalise/test_body_images.py",
        "the last ones are left out",
    ),
    "took more than … seconds to read: left out": ("pipeline/test_record_tasks.py", "seconds to read"),
    "has the path …, where … needs a folder": ("plan/test_site.py", "needs a folder"),
}
"""What is too far away to be said here, and the tests that make it be said, in these words."""

MADE = {
    "…",
    "expected ",
    "expected …, found …",
    "expected …, found '…'",
    "expected …, found ……: …",
    "… (in …)",
    "…:…: …",
    "…: …",
    "…: …: …",
    "…: …: expected …, found …",
}
"""Messages that are put together from parts: what comes of them is said by the faulty sites."""

UNMET = {
    "… failed:\n…",
    "cannot make the commit",
    "cannot make the commit: …",
    "cannot start …: …",
    "unknown format of the search index: …",
    "Pagefind is not installed",
    "… is not a name that can be published",
    "… was changed while the site was built",
}
"""Messages that need no explaining, or that nobody but us can make something of."""

ERRORS = {name for name in vars(errors) if name.endswith(("Error", "Fault", "Conflict"))}

HERE = [message for message in MESSAGES if message not in ELSEWHERE]


def pattern(message: str) -> re.Pattern[str]:
    """Return what finds a documented message: an ellipsis stands for anything."""
    return re.compile(".*?".join(map(re.escape, message.split("…"))))


PATTERNS = [pattern(message) for message in MESSAGES]


def is_documented(text: str) -> bool:
    return any(each.search(text) for each in PATTERNS)


def told(*arguments: str) -> list[str]:
    """Run a command; return what it said."""
    out = StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        run(arguments)
    return out.getvalue().splitlines()


def write(folder: Path, path: str, data: str | bytes) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Every line that the faulty sites make Broadsheet say."""
    folder = tmp_path_factory.mktemp("faulty")
    lines = [*of_records(folder / "records"), *of_git(folder / "git"), *of_ports(folder / "ports")]
    lines += of_troubled_machines(folder / "machine")
    for number, case in enumerate(CASES):
        site = folder / str(number)
        write(site, "content/a.md", f"{HEAD}---\n")
        if case.settings:
            write(site, "content/site.toml", case.settings)
        for path, data in case.files.items():
            write(site, path, data)
        with chdir(site):
            lines += told(*case.command.split())
    return lines


def of_records(folder: Path) -> list[str]:
    for path, data in RECORDS.items():
        write(folder / "content", path, data)
    content = folder / "content"
    (content / "out.md").symlink_to(folder)
    (content / "nowhere.md").symlink_to("none")
    (content / "inside.md").symlink_to("assets/out.png")
    (content / "assets" / "out.png").symlink_to(DOCUMENT)
    write(content, "picture-outside.md", f"{HEAD}images: [{{url: /assets/out.png}}]\n---\n")
    os.mkfifo(content / "pipe.md")
    (content / "static/link").symlink_to("nowhere")
    (content / os.fsdecode(b"caf\xe9.txt")).write_text(f"{HEAD}---\n", "utf-8")
    with chdir(folder):
        lines = told("check")
        other_ids = "# ids: tag:other.example,2026\nhttps://a.example/\t2026-01-01\tarticle/a\n"
        write(content, "ledger.tsv", "# Broadsheet's ledger\n" + other_ids)
        lines += told("build")
        write(content, "moved.md", "---\ntitle: Moved\noriginalUrl: https://a.example/new\n---\n")
        write(
            content, "ledger.tsv", "# Broadsheet's ledger\nhttps://a.example/old\t2026-01-01\tarticle/moved\n"
        )
        lines += told("check")
        write(content, "ledger.tsv", b"\xff")
        return lines + told("check")


def of_git(folder: Path) -> list[str]:
    folder.mkdir()
    environment = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(folder)}
    lines: list[str] = []

    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], check=True, capture_output=True)

    with pytest.MonkeyPatch.context() as patch, chdir(folder):
        for name in [name for name in os.environ if name.startswith(("GIT_", "EMAIL"))]:
            patch.delenv(name)
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
        write(folder, "output/a.html", "a")
        lines += told("deploy")
        write(folder, "output/index.html", "a")
        lines += told("deploy")
        os.mkfifo(folder / "output" / "pipe")
        lines += told("check", "--output", "output")
        (folder / "output" / "pipe").unlink()
        (folder / "output" / os.fsdecode(b"caf\xe9")).touch()
        lines += told("check", "--output", "output")
        (folder / "output" / os.fsdecode(b"caf\xe9")).unlink()
        git("init", "--quiet", "--initial-branch", "main")
        write(folder, ".gitignore", "output\nbare\n")
        lines += told("deploy")
        git("init", "--quiet", "--bare", "bare")
        git("remote", "add", "origin", "bare")
        lines += [*told("deploy", "--branch", ".."), *told("deploy", "--branch", "main"), *told("deploy")]
        git("add", ".")
        git("-c", "user.useConfigOnly=true", "config", "user.useConfigOnly", "true")
        git("-c", "user.name=a", "-c", "user.email=a@a.example", "commit", "--quiet", "-m", "Mine")
        lines += told("deploy")
        write(folder, ".gitignore", "output\nbare\nnone\n")
        lines += told("deploy")
        git("push", "--quiet", "origin", "main:gh-pages")
        lines += told("deploy")
        git("remote", "set-url", "origin", "none")
        lines += told("deploy")
        patch.setenv("PATH", str(folder))
        return lines + told("deploy")


def of_ports(folder: Path) -> list[str]:
    write(folder, "content/a.md", f"{HEAD}---\n")
    with socket.socket() as taken, chdir(folder):
        _take_last_port(taken)
        return told("serve", "--port", "65535")


def _take_last_port(taken: socket.socket) -> None:
    """Listen on port 65535, after which there is no other. Another process of this test may have it for a moment."""
    for _ in range(200):
        try:
            taken.bind(("127.0.0.1", 65535))
        except OSError:
            time.sleep(0.05)
        else:
            return taken.listen()
    raise AssertionError("port 65535 stays taken")


def of_troubled_machines(folder: Path) -> list[str]:
    """Return what is said where the system refuses something, or a promise of ours is broken."""
    write(folder, "content/a.md", f"{HEAD}images: [{{url: /assets/a.png}}]\n---\n")
    write(folder, "content/assets/a.png", png(1, 2, 3))
    write(folder, "content/locked/b.md", f"{HEAD}---\n")
    write(
        folder,
        "content/site.toml",
        '[site]\nbase_url = "https://a.example/"\n[feeds]\nledger = "ledger.tsv"\n[host]\nfiles = 3\n',
    )
    write(folder, "templates/static/a.css", "a {}")
    lines: list[str] = []

    def refused(*_: object, **__: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    def build(*arguments: str, **instead: object) -> None:
        with pytest.MonkeyPatch.context() as patch:
            for place, other in instead.items():
                patch.setattr(PLACES[place], other)
            lines.extend(told("build", "--workers", "1", *arguments))

    def scan(place: object, scandir: Callable[[Any], object] = os.scandir) -> object:
        return refused() if str(place).endswith("locked/") else scandir(place)

    def read(file: Path, read_bytes: Callable[[Path], bytes] = Path.read_bytes) -> bytes:
        if file.suffix == ".png":
            refused()
        return read_bytes(file)

    def spoil(renderer: Renderer, output: Rendered, render: Any = Renderer.render) -> bytes:
        return bytes(render(renderer, output).replace(b"<pubDate>", b"<pubDate>on "))

    with chdir(folder):
        build(ledger=refused)
        build(scan=scan)
        build("--full", read=read)
        build("--full", engine=b"")
        (folder / "linked").mkdir()
        (folder / "linked" / "feeds").symlink_to(folder / "templates")
        build("--output", "linked")
        (folder / "templates" / "out.html").symlink_to(DOCUMENT)
        build("--templates", "templates")
        with lock_output(Path("output")):
            build("--full")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("generator.sitecheck.size_limits.MEGABYTE", 10)
            lines += told("check", "--output", "output")
        build("--full", variant=lambda *_: b"")
        write(folder, "content/dated.md", f"{HEAD}publishedDateTime: 2026-01-01\n---\n")
        build("--full", "--strict", render=spoil)
        build("--full", leaks=lambda *_: True, log=lambda _: "a log")
    return lines


PLACES = {
    "scan": "os.scandir",
    "read": "pathlib.Path.read_bytes",
    "ledger": "generator.pipeline.ledger.write_ledger",
    "engine": "generator.pipeline.context.BuildContext.search_engine",
    "variant": "generator.pipeline.tasks.read_variant",
    "render": "generator.render.renderer.Renderer.render",
    "leaks": "generator.pipeline.tasks.has_leak",
    "log": "generator.base.crash_log.write_crash_log",
}
"""Where the machine is met, and where a promise is kept."""


@pytest.mark.skipif(
    shutil.which("git") is None, reason="git is not installed: deploy says nothing without it"
)
@pytest.mark.parametrize("message", HERE)
def test_what_is_explained_is_said(said: list[str], message: str) -> None:
    assert any(pattern(message).search(line) for line in said)


@pytest.mark.parametrize("message", ELSEWHERE)
def test_what_only_a_machine_in_trouble_says_is_tested_elsewhere(message: str) -> None:
    assert message in MESSAGES
    file, words = ELSEWHERE[message]
    assert words in (ROOT / "tests" / file).read_text("utf-8")


def test_what_is_said_is_explained(said: list[str]) -> None:
    complaints = [line for line in said if re.match("(error|warning|repaired|Error): ", line)]
    assert len(complaints) > 100
    assert [line for line in complaints if not is_documented(line)] == []


def test_every_message_stands_once() -> None:
    assert len(set(MESSAGES)) == len(MESSAGES) > 100


OPENINGS = ("expected ", "found ", "missing ", "not valid ", "cannot read ")
"""The first words of messages about records and settings."""


def messages_of(source: str) -> Iterator[str]:
    """Yield the messages in a module: texts that start like one, and texts of errors. "…" stands for placeholders."""
    pieces: set[ast.expr | None] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
            if isinstance(node.exc.func, ast.Name) and node.exc.func.id in ERRORS:
                yield _text(node.exc.args[0])
        elif isinstance(node, ast.Dict):
            pieces.update(node.keys)  # keys such as the errors of PyYAML are no messages
        elif isinstance(node, ast.Compare):
            pieces.update(node.comparators)
        elif isinstance(node, ast.JoinedStr | ast.Constant) and node not in pieces:
            if isinstance(node, ast.JoinedStr):
                pieces.update(node.values)
            if (text := _text(node)).startswith(OPENINGS):
                yield text


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(map(_text, node.values))
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else "…"


FILES = [
    file for file in sorted((ROOT / "generator").rglob("*.py")) if file.parent.name != "validate"
]  # what rules of feeds say is in the rules


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT / "generator")))
def test_every_message_is_explained(file: Path) -> None:
    found = {message for message in messages_of(file.read_text("utf-8")) if not is_documented(message)}
    assert found - MADE - UNMET == set()
