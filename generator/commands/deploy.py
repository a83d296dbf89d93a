"""``deploy``: a finished site becomes one commit on a branch that a host serves, such as ``gh-pages``.

The commit is made by ghp-import on a branch for the moment: neither the work tree nor a branch of the owner's is
touched. It is pushed only if the remote is still as it was when it was looked at. Works on the Git repository that the
process is in.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.base.errors import BroadsheetError, OutputError, SettingsError
from generator.commands.check_site import measure_files
from generator.commands.git import query_git, run_git
from generator.model.results.deployment import Branch, Deployment, DeployOptions
from generator.sitecheck.size_limits import find_limit_problems, measure_site

MESSAGE = "Published with Broadsheet"
"""What our commits say: a branch whose last commit says anything else was changed by somebody else."""

_BEFORE = "refs/broadsheet/before"


def deploy(options: DeployOptions) -> Deployment:
    """Publish a site. Raises :class:`SettingsError` or :class:`OutputError` where that is refused, or fails."""
    sizes = measure_files(options.output)
    weight = measure_site(sizes, options.host)
    problems = tuple(find_limit_problems(sizes, weight, options.host))
    _refuse_unfit(options.output, sizes)
    for problem in problems:
        if problem.severity == "error":
            raise OutputError(f"{problem}", problem.hint)
    try:
        before = _look(options)
        if fault := refusal_reason(options, before, _current(), _is_dirty()):
            raise fault
        after = "" if options.dry_run else _publish(options, before, sizes)
    finally:
        query_git("update-ref", "-d", _BEFORE)
    return Deployment(before.commit, after, weight, problems)


def refusal_reason(
    options: DeployOptions, before: Branch, current: str, is_dirty: bool
) -> BroadsheetError | None:
    """Return why nothing may be published, ``None`` where it may. ``current`` is the branch that is checked out."""
    branch = options.branch
    if branch == current:
        return SettingsError(
            f"{branch} is the branch that is checked out", "Publish to one that holds nothing else."
        )
    if options.force:
        return None
    if before.commit and not before.message.startswith(MESSAGE):
        message = f"the last commit of {branch} at {options.remote} is not one of ours ({before.commit[:12]})"
        return SettingsError(message, "Say --force to replace what is there, or name another --branch.")
    if is_dirty:
        return SettingsError("there are changes that are not committed", "Commit them, or say --force.")
    return None


def _refuse_unfit(output: Path, paths: Iterable[str]) -> None:
    if "index.html" not in paths:
        raise OutputError(f"{output} has no front page", "Build the site first.")
    for path in paths:
        if "\n" in path or path.startswith('"'):
            raise OutputError(
                f"{path!r} is no name for a file that is to be published", "Name it differently."
            )


def _look(options: DeployOptions) -> Branch:
    """Fetch the branch as it is at the remote."""
    remote, ref = options.remote, f"refs/heads/{options.branch}"
    if not query_git("rev-parse", "--git-dir"):
        raise SettingsError("this folder is not in a Git repository", "Go to the one that holds the site.")
    is_taken = options.branch == "HEAD" or options.branch.startswith(("-", "refs/"))
    if is_taken or query_git("check-ref-format", ref) is None:
        raise SettingsError(f"{options.branch!r} is no name for a branch", "Name another --branch.")
    if not query_git("remote", "get-url", "--", remote):
        raise SettingsError(f"Git knows no remote {remote!r}", "git remote -v lists them.")
    if not run_git("ls-remote", remote, ref):
        return Branch()
    run_git("fetch", "--quiet", "--no-tags", remote, f"+{ref}:{_BEFORE}")
    return Branch(
        run_git("rev-parse", _BEFORE),
        run_git("log", "-1", "--format=%B", _BEFORE),
        query_git("show", f"{_BEFORE}:CNAME") or "",
    )


def _current() -> str:
    return query_git("symbolic-ref", "--quiet", "--short", "HEAD") or ""


def _is_dirty() -> bool:
    return bool(run_git("status", "--porcelain", "--untracked-files=no"))


def _publish(options: DeployOptions, before: Branch, paths: Iterable[str]) -> str:
    """Make the commit and push it. Return its id, "" where the branch holds the same already."""
    _require_name()
    branch = f"broadsheet-deploy-{os.getpid()}"
    ref = f"refs/heads/{branch}"
    try:
        if options.history and before.commit:
            run_git("update-ref", ref, before.commit)
        with _staged(options.output, paths) as folder:
            has_own = (folder / "CNAME").exists()
            _commit(folder, branch, None if has_own else before.cname or None)
        commit = run_git("rev-parse", "--verify", ref)
        if before.commit and run_git("rev-parse", f"{ref}^{{tree}}") == run_git(
            "rev-parse", f"{before.commit}^{{tree}}"
        ):
            return ""
        target = f"refs/heads/{options.branch}"
        lease = f"--force-with-lease={target}:{before.commit}"
        run_git("push", "--quiet", lease, options.remote, f"{commit}:{target}")
        return commit
    finally:
        query_git("update-ref", "-d", ref)


def _require_name() -> None:
    for key in ("name", "email"):
        if not os.environ.get(f"GIT_COMMITTER_{key.upper()}") and not query_git("config", f"user.{key}"):
            raise SettingsError(f"Git does not know your {key}", f'Say: git config user.{key} "…"')


@contextmanager
def _staged(output: Path, paths: Iterable[str]) -> Iterator[Path]:
    """Lay out what is to be published, and nothing else, in a folder for the moment, if possible by links."""
    home = Path(run_git("rev-parse", "--absolute-git-dir"))
    with tempfile.TemporaryDirectory(prefix="broadsheet-", dir=home) as name:
        folder = Path(name) / "site"
        for path in paths:
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                target.hardlink_to(output / path)
            except OSError:
                shutil.copy(output / path, target)
        yield folder


def _commit(folder: Path, branch: str, cname: str | None) -> None:
    from ghp_import import GhpError, ghp_import

    try:
        ghp_import(str(folder), branch=branch, mesg=MESSAGE, nojekyll=True, cname=cname)
    except GhpError as fault:
        raise OutputError(f"cannot make the commit: {fault.message}", "Git says more above.") from fault
    except TypeError as fault:  # what ghp-import 2.1 raises where Git did not take the commit
        raise OutputError("cannot make the commit", "Git says more above.") from fault
