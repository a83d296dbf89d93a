"""Git, asked as a command in the repository that the process is in. What it says is text without the last newline."""

import subprocess

from generator.base.errors import OutputError, SettingsError


def run_git(*arguments: str) -> str:
    """Return what Git answers. Raises :class:`OutputError` with Git's own words where it fails."""
    done = _run(arguments)
    if done.returncode:
        said = done.stderr.strip().removeprefix("fatal: ").removeprefix("error: ")
        raise OutputError(f"git {arguments[0]} failed: {said}", "Nothing was published.")
    return done.stdout.strip()


def query_git(*arguments: str) -> str | None:
    """Return what Git answers, ``None`` where it refuses."""
    done = _run(arguments)
    return None if done.returncode else done.stdout.strip()


def _run(arguments: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603 - no shell; names are checked before they come here
            ["git", *arguments],  # noqa: S607 - the owner's own Git
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except FileNotFoundError:
        raise SettingsError(
            "Git is not installed", "Install it, or copy the output by other means."
        ) from None
