"""How workflows refer to the Broadsheet that is installed: ``owner/repository@commit``."""

import json
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, metadata
from importlib.metadata import distribution as _distribution
from urllib.parse import urlsplit

from msgspec import Struct

from generator import __version__

_NAME = "broadsheet"
_HOST = "github.com"

PLACEHOLDER = "OWNER/broadsheet"
"""The repository of a package that names none, and what files of the starter have in its place."""


class ActionReference(Struct, frozen=True):
    """A reference to the action of a repository on GitHub.

    ``is_exact`` tells that it is the installed commit; otherwise it is the tag of the version, in the repository that
    the package names.
    """

    repository: str
    ref: str
    is_exact: bool

    def __str__(self) -> str:
        return f"{self.repository}@{self.ref}"


def _read_direct_url() -> str:
    with suppress(PackageNotFoundError):
        return _distribution(_NAME).read_text("direct_url.json") or ""
    return ""


def find_action(read: Callable[[], str] = _read_direct_url) -> ActionReference:
    """Return the reference to use in a workflow. ``read`` returns how the package was installed (PEP 610)."""
    with suppress(ValueError, KeyError, TypeError):
        origin = json.loads(read())
        repository, commit = _repository(origin["url"]), str(origin["vcs_info"]["commit_id"])
        if repository:
            return ActionReference(repository, commit, True)
    return ActionReference(_repository(project_url()) or PLACEHOLDER, f"v{__version__}", False)


def project_url() -> str:
    """Return the address of Broadsheet's repository, as ``pyproject.toml`` has it; "" if no package is installed."""
    with suppress(PackageNotFoundError):
        for entry in metadata(_NAME).get_all("Project-URL") or ():
            label, _, url = str(entry).partition(", ")
            if label == "Repository":
                return url
    return ""


def _repository(url: str) -> str:
    """Return ``owner/repository`` of an address at GitHub, "" for others."""
    parts = urlsplit(url)
    path = parts.path.strip("/").removesuffix(".git")
    return path if parts.hostname == _HOST and path.count("/") == 1 else ""
