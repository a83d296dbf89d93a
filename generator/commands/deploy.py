"""``deploy``: publish a built site as one commit on a branch that a host serves, such as ``gh-pages``.

ghp-import makes the commit on a temporary branch, so that the work tree and the owner's branches stay untouched. The
commit is pushed only if the remote branch has not changed since it was fetched. Works in the Git repository of the
current folder.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.base.errors import BroadsheetError, OutputError, SettingsError
from generator.base.storage.file_lock import try_lock
from generator.commands.git import query_git, read_git_file, run_git
from generator.commands.publishable import check_publishable
from generator.model.results.deployment import Branch, Deployment, DeployOptions

MESSAGE = "Published with Broadsheet"
"""Message of our commits. If the last commit of a branch has another one, somebody else changed the branch."""

_KEPT = re.compile(r"CNAME|README(?:\.[A-Za-z]+)?", re.IGNORECASE)
"""Files on the branch that a deployment keeps: the host writes one of them, people the other."""

_FETCHED_REF = "refs/broadsheet/before"
_LOCK = "broadsheet.lock"
_TEMP_BRANCH = "broadsheet-deploy-"
_STAGING_NAME = re.compile(r"broadsheet-[a-z0-9_]{8}").fullmatch
"""The name that :mod:`tempfile` gives to the folder of staged files."""


def deploy(options: DeployOptions) -> Deployment:
    """Publish a site. Raises :class:`SettingsError` or :class:`OutputError` if that is refused or fails."""
    sizes, size, problems = check_publishable(options.output, options.host, options.force)
    _require_branch(options)
    with _only_deploy():
        try:
            before = _fetch_branch(options)
            if error := refusal_reason(options, before, _current_branch(), _is_dirty()):
                raise error
            after = "" if options.dry_run else _publish(options, before, sizes)
        finally:
            query_git("update-ref", "-d", _FETCHED_REF)
    kept = tuple([path for path, _ in before.kept if path not in sizes])
    return Deployment(before.commit, after, size, problems, kept)


def refusal_reason(
    options: DeployOptions, before: Branch, current: str, is_dirty: bool
) -> BroadsheetError | None:
    """Return the error that forbids publishing, ``None`` if it is allowed. ``current`` is the checked-out branch."""
    branch = options.branch
    if branch == current:
        return SettingsError(
            f"{branch} is the branch that is checked out", "Name a separate --branch for the site."
        )
    if options.force:
        return None
    if before.changes is None:
        message = f"the last commit of {branch} at {options.remote} was not made by Broadsheet"
        hint = "Use --force to overwrite the branch, or name another --branch."
        return SettingsError(f"{message} ({before.commit[:12]})", hint)
    if foreign := [path for path in before.changes if not _KEPT.fullmatch(path)]:
        message = f"somebody else changed {foreign[0]} on {branch} at {options.remote}"
        hint = (
            "Only CNAME and README are kept. Use --force to overwrite the branch, or name another --branch."
        )
        return SettingsError(f"{message} ({before.commit[:12]})", hint)
    if is_dirty:
        return SettingsError("the work tree has uncommitted changes", "Commit them, or use --force.")
    return None


@contextmanager
def _only_deploy() -> Iterator[None]:
    """Lock the repository against other deployments, and remove what killed ones left in it.

    Raises :class:`OutputError` if another one is running.
    """
    home = Path(run_git("rev-parse", "--absolute-git-dir"))
    handle = os.open(home / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try_lock(handle)
    except OSError as error:
        os.close(handle)
        raise OutputError(
            "another deployment from this repository is running", "Wait for it to finish."
        ) from error
    try:
        for left in home.iterdir():
            if _STAGING_NAME(left.name) and left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
        for ref in run_git("for-each-ref", "--format=%(refname)", f"refs/heads/{_TEMP_BRANCH}*").split():
            query_git("update-ref", "-d", ref)
        yield
    finally:
        with suppress(OSError):  # Windows does not remove an open file
            (home / _LOCK).unlink()
        os.close(handle)


def _require_branch(options: DeployOptions) -> None:
    remote, ref = options.remote, f"refs/heads/{options.branch}"
    if not query_git("rev-parse", "--git-dir"):
        hint = "Change to the folder of your site, or make it one: git init."
        raise SettingsError("this folder is not in a Git repository", hint)
    is_reserved = options.branch == "HEAD" or options.branch.startswith(("-", "refs/"))
    if is_reserved or query_git("check-ref-format", ref) is None:
        raise SettingsError(f"{options.branch!r} is not a valid branch name", "Name another --branch.")
    if remote.startswith("-") or not query_git("remote", "get-url", "--", remote):
        hint = f"Add it: git remote add {remote} URL. To list those there are: git remote -v."
        raise SettingsError(f"Git has no remote {remote!r}", hint)


def _fetch_branch(options: DeployOptions) -> Branch:
    """Fetch the branch from the remote, and describe it."""
    remote, ref = options.remote, f"refs/heads/{options.branch}"
    if not run_git("ls-remote", "--", remote, ref):
        return Branch()
    run_git("fetch", "--quiet", "--no-tags", "--", remote, f"+{ref}:{_FETCHED_REF}")
    names = run_git("ls-tree", "--name-only", "-z", _FETCHED_REF).split("\0")
    kept = [(name, read_git_file(_FETCHED_REF, name)) for name in names if _KEPT.fullmatch(name)]
    return Branch(run_git("rev-parse", _FETCHED_REF), _changes_of_others(), tuple(kept))


def _changes_of_others() -> tuple[str, ...] | None:
    """Return the paths that others changed on the fetched branch since our last commit, ``None`` if none is ours."""
    ours = run_git("log", "-1", "--format=%H", f"--grep=^{MESSAGE}", _FETCHED_REF)
    if not ours:
        return None
    changed = run_git("diff", "--name-only", "--no-renames", "-z", ours, _FETCHED_REF)
    return tuple([path for path in changed.split("\0") if path])


def _current_branch() -> str:
    return query_git("symbolic-ref", "--quiet", "--short", "HEAD") or ""


def _is_dirty() -> bool:
    return bool(run_git("status", "--porcelain", "--untracked-files=no"))


def _publish(options: DeployOptions, before: Branch, paths: Iterable[str]) -> str:
    """Make the commit and push it. Return its id, "" if the branch has the same content already."""
    _require_identity()
    branch = f"{_TEMP_BRANCH}{os.getpid()}"
    ref = f"refs/heads/{branch}"
    try:
        if options.history and before.commit:
            run_git("update-ref", ref, before.commit)
        with _stage_files(options.output, paths) as folder:
            for name, data in before.kept:
                if not (folder / name).exists():
                    (folder / name).write_bytes(data)
            _commit(folder, branch)
        commit = run_git("rev-parse", "--verify", ref)
        if before.commit and run_git("rev-parse", f"{ref}^{{tree}}") == run_git(
            "rev-parse", f"{before.commit}^{{tree}}"
        ):
            return ""
        target = f"refs/heads/{options.branch}"
        lease = f"--force-with-lease={target}:{before.commit}"
        run_git("push", "--quiet", lease, "--", options.remote, f"{commit}:{target}")
        return commit
    finally:
        query_git("update-ref", "-d", ref)


def _require_identity() -> None:
    for key in ("name", "email"):
        if not os.environ.get(f"GIT_COMMITTER_{key.upper()}") and not query_git("config", f"user.{key}"):
            raise SettingsError(f"Git does not know your {key}", f'Run: git config user.{key} "…"')


@contextmanager
def _stage_files(output: Path, paths: Iterable[str]) -> Iterator[Path]:
    """Collect the files to publish in a temporary folder, as hard links where possible."""
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


def _commit(folder: Path, branch: str) -> None:
    from ghp_import import GhpError, ghp_import

    try:
        ghp_import(str(folder), branch=branch, mesg=MESSAGE, nojekyll=True)
    except GhpError as error:
        raise OutputError(
            f"cannot make the commit: {error.message}", "See Git's own message above."
        ) from error
    except TypeError as error:  # ghp-import 2.1 raises it when Git rejects the commit
        raise OutputError("cannot make the commit", "See Git's own message above.") from error
