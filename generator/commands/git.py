"""Run Git in the repository of the current folder. Output is text without the final newline."""

import subprocess

from generator.base.errors import OutputError, SettingsError


def run_git(*arguments: str) -> str:
    """Run a Git command and return its output. Raises :class:`OutputError` with Git's own message if it fails."""
    process = _run(arguments)
    if process.returncode:
        message = process.stderr.strip().removeprefix("fatal: ").removeprefix("error: ")
        raise OutputError(f"git {arguments[0]} failed: {message}", "Nothing was published.")
    return process.stdout.strip()


def query_git(*arguments: str) -> str | None:
    """Run a Git command and return its output, ``None`` if it fails."""
    process = _run(arguments)
    return None if process.returncode else process.stdout.strip()


def read_git_file(revision: str, path: str) -> bytes:
    """Return the bytes of a file in a revision. Raises :class:`OutputError` if it cannot be read."""
    name = run_git("rev-parse", "--verify", f"{revision}:{path}")
    process = subprocess.run(["git", "cat-file", "blob", name], capture_output=True, check=False)  # noqa: S603, S607
    if process.returncode:
        raise OutputError(f"git cat-file failed: {path}", "Nothing was published.")
    return process.stdout


def _run(arguments: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603 - no shell; callers check the names
            ["git", *arguments],  # noqa: S607 - the owner's own Git
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except FileNotFoundError:
        raise SettingsError(
            "Git is not installed", "Install it, or upload the output folder some other way."
        ) from None
