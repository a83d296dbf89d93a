"""The command as a process: how fast it speaks, how it is interrupted, what a terminal sees, what a wheel holds."""

import os
import pty
import shutil
import signal
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path
from time import perf_counter, sleep

import pytest

from generator import __version__
from tests.cli.conftest import folders, python
from tests.support.site_kit import ROOT, Site, difference

HELP_SECONDS = 0.15
"""The budget of the design, on the machine of the design, on which Python itself starts in this time:"""
PYTHON_SECONDS = 0.02

OPTIONS = """
--content --output --templates --base-url --cache --strict --offline --full --explain --dry-run --promoted-only --drafts
--workers --report --quiet --verbose
"""

SLOW_PAGE = "{% for i in range(100000000) %}{{ '' if i else 'x' }}{% endfor %}"


def seconds(*arguments: str, cwd: Path) -> float:
    started = perf_counter()
    done = python(*arguments, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return perf_counter() - started


@pytest.mark.parametrize(
    "words",
    [(), ("build",), ("check",), ("images",), ("new",), ("serve",)],
    ids=lambda words: " ".join(words) or "all",
)
def test_help_comes_at_once(words: tuple[str, ...], tmp_path: Path) -> None:
    """Other work on the machine only adds time, so the best of a few counts. A slower machine gets the more time
    the longer Python itself takes to start on it."""
    python_starts = min(seconds("-c", "pass", cwd=tmp_path) for _ in range(3))
    allowed = HELP_SECONDS * max(1.0, python_starts / PYTHON_SECONDS)
    times: list[float] = []
    while len(times) < 12 and (not times or min(times) >= allowed):
        times.append(seconds("-m", "generator", *words, "--help", cwd=tmp_path))
    assert min(times) < allowed


def test_help_tells_the_options_and_imports_nothing_heavy(tmp_path: Path) -> None:
    heavy = ("jinja2", "lxml", "feedgen", "markdown", "msgspec", "ftfy", "yaml", "rich", "frontmatter")
    script = (
        "import sys; from generator.cli import run; assert run(['build', '--help']) == 0;"
        f"loaded = {{*{heavy!r}}} & sys.modules.keys(); assert not loaded, loaded"
    )
    done = python("-c", script, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    missing = [option for option in OPTIONS.split() if option not in done.stdout]
    assert not missing


def test_version(tmp_path: Path) -> None:
    assert python("-m", "generator", "--version", cwd=tmp_path).stdout == f"broadsheet {__version__}\n"


def test_a_shell_can_be_taught_to_complete(tmp_path: Path) -> None:
    script = "from generator.cli import run; raise SystemExit(run([]))"
    done = python("-c", script, cwd=tmp_path, _BROADSHEET_COMPLETE="bash_source")
    assert done.returncode == 0
    assert "complete" in done.stdout


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupted_build_ends_with_130_and_leaves_the_old_site(workers: str, small_site: Site) -> None:
    small_site.build()
    before = small_site.tree()
    own = small_site.folder / "mine" / "pages"
    own.mkdir(parents=True)
    (own / "404.html").write_text(SLOW_PAGE, "utf-8")
    (own / "undated.html").write_text(SLOW_PAGE, "utf-8")
    script = (
        "import sys, generator.pipeline.publish; from generator.cli import run;"
        "generator.pipeline.publish.SMALL = 0; sys.exit(run(sys.argv[1:]))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, "build", *folders(small_site), "--templates", own.parent,
         "--workers", workers],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )  # fmt: skip
    staging = small_site.output / ".broadsheet" / "staging"
    for _ in range(200):
        if staging.is_dir():
            break
        sleep(0.05)
    sleep(0.5)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does, to all processes
    try:
        out, err = process.communicate(timeout=5)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 130, err
    assert out == ""
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1, err
    assert small_site.tree() == before
    assert small_site.build().counts.written == 0
    assert not difference(before, small_site.tree())


def test_a_closed_output_pipe_is_no_error(small_site: Site) -> None:
    command = [sys.executable, "-m", "generator", "build", *folders(small_site), "--explain"]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command,
        stdout=writing,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        text=True,
    )
    os.close(writing)
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr
    assert done.returncode in (0, 1)
    assert (small_site.output / "index.html").is_file()


def test_an_exit_leaves_no_output_and_no_thread_behind() -> None:
    script = """
import sys, threading, time
from generator import __main__, cli
def run():
    print("said first " * 20_000)
    work = lambda: (time.sleep(0.3), print("said last"))
    threading.Thread(target=work).start() if "thread" in sys.argv else work()
    return 7
cli.run = run
__main__.main()
"""
    for how in ("thread", "none"):
        done = subprocess.run(
            [sys.executable, "-c", script, how],
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
            text=True,
        )
        assert done.returncode == 7, done.stderr
        assert done.stdout.startswith("said first")
        assert done.stdout.endswith("said last\n")


def on_a_terminal(site: Site, patience: float) -> str:
    """Build, with the stream of errors on a terminal, and return what the terminal was sent."""
    script = (
        f"import sys, generator.cli.console as speech; speech.PATIENCE = {patience};"
        "from generator.cli import run; sys.exit(run(sys.argv[1:]))"
    )
    terminal, end = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-c", script, "build", *folders(site)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"},
        stdout=subprocess.DEVNULL,
        stderr=end,
        check=False,
    )
    os.write(end, b"THE END")
    seen = b""
    while not seen.endswith(b"THE END"):
        seen += os.read(terminal, 65536)
    os.close(end)
    os.close(terminal)
    assert done.returncode == 0
    return seen.decode()


def test_a_terminal_sees_a_bar_when_it_takes_long(small_site: Site) -> None:
    assert "render" in on_a_terminal(small_site, patience=0)


def test_a_terminal_sees_no_bar_when_it_does_not(small_site: Site) -> None:
    assert "\x1b" not in on_a_terminal(small_site, patience=1000)


def test_where_there_is_no_terminal_there_are_no_signs_for_one(small_site: Site) -> None:
    done = python("-m", "generator", "build", *folders(small_site), cwd=small_site.folder, FORCE_COLOR="1")
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.slow
def test_the_wheel_carries_theme_and_starter_and_works_from_any_folder(tmp_path: Path) -> None:
    source = tmp_path / "source"
    keep = ("generator", "templates", "requirements", "pyproject.toml", "README.md", "LICENSE")
    source.mkdir()
    for name in keep:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source / name)
    wheel = [
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--disable-pip-version-check",
        "--no-index",
        "--no-build-isolation",
    ]
    made = python(*wheel, "--no-deps", "-w", tmp_path / "wheels", source, cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    (file,) = (tmp_path / "wheels").glob("broadsheet-*.whl")
    with zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
        archive.extractall(tmp_path / "installed")
    theme = {path.relative_to(ROOT / "templates").as_posix() for path in (ROOT / "templates").rglob("*.*")}
    assert {f"generator/theme/{path}" for path in theme} <= names
    starter = [path for path in (ROOT / "generator" / "starter").rglob("*") if path.is_file()]
    assert {path.relative_to(ROOT).as_posix() for path in starter} <= names
    assert {"generator/locks/build.lock", "generator/locks/run.lock"} <= names
    assert not [name for name in names if name.startswith(("tests/", "bench/", "content/"))]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for words in (["new", "site"], ["build", "--strict", "--content", "site/content", "--output", "out"]):
        done = python("-m", "generator", *words, cwd=elsewhere, path=tmp_path / "installed")
        assert done.returncode == 0, done.stderr
    assert (elsewhere / "out" / "index.html").is_file()
