"""The exception tree and the exit codes.

A problem in *content* is a value (:class:`generator.base.problem.Problem`), never an exception. An exception stops
the build: bad settings, a broken template, an output folder that cannot be written, or a bug in Broadsheet.

::

    BroadsheetError            exit 1   the user can fix it
    ├── SettingsError                   site.toml, a command line option or the environment is wrong
    ├── TemplateError                   a template does not compile or render
    ├── PlanConflictError               two outputs have the same path
    ├── SearchIndexError                Pagefind failed or sent an unknown reply
    ├── FeedError                       a feed breaks its standard and --strict is set
    ├── LossError                       public pages would disappear: most of them, or one with --no-loss
    ├── OutputError                     the output folder is locked, full, read-only or has foreign files
    ├── ClusterError                    no scheduler answers, or a worker would build another site
    └── LostWorkerError                 a worker process was killed
    InternalError              exit 3   a bug in Broadsheet: reported with a log file
"""

from collections.abc import Iterable
from pathlib import Path

OK = 0
USER_ERROR = 1
BUG = 3
INTERRUPTED = 130


class BroadsheetError(Exception):
    """An error that the user can fix. ``hint`` says how, in one sentence.

    An error of several problems has a line for each in ``message``, and as many lines in ``hint``.
    """

    exit_code = USER_ERROR

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        """Pickle both parts, so that an error from a worker process keeps its hint."""
        return type(self), (self.message, self.hint)


class SettingsError(BroadsheetError):
    """A setting or a command line option is wrong."""


def join_problems(problems: Iterable[tuple[str, str]]) -> SettingsError:
    """Return the error for problems of settings, each with its hint, "" for none."""
    messages, hints = zip(*problems, strict=True)
    return SettingsError("\n".join(messages), "\n".join(hints))


def split_problems(message: str, hint: str) -> list[tuple[str, str]]:
    """Return the problems of an error with their hints. Any other error is one problem.

    >>> split_problems("a.toml:1: x: wrong\\na.toml:2: y: wrong", "Correct x.\\n")
    [('a.toml:1: x: wrong', 'Correct x.'), ('a.toml:2: y: wrong', '')]
    """
    messages, hints = message.split("\n"), hint.split("\n")
    if len(messages) == len(hints):
        return list(zip(messages, hints, strict=True))
    return [(message, hint)]


def no_content_folder(folder: Path) -> SettingsError:
    """Return the error for a content folder that is none."""
    found = "a file" if folder.exists() else "nothing"
    message = f"content folder '{folder}': expected a folder of records, found {found}"
    return SettingsError(message, "Set it with --content DIR, or create one with 'broadsheet new DIR'.")


class TemplateError(BroadsheetError):
    """A template does not compile, or fails while rendering a page."""


class PlanConflictError(BroadsheetError):
    """Two outputs have the same path."""


class FeedError(BroadsheetError):
    """A feed breaks a rule of its standard and ``--strict`` is set. Nothing was published."""


class LossError(BroadsheetError):
    """Public pages would disappear: most of them at once, or one because of an error with ``--no-loss``. Nothing was
    published."""


class OutputError(BroadsheetError):
    """The output folder cannot be written."""


class SearchIndexError(BroadsheetError):
    """The search index cannot be generated."""


class LostWorkerError(BroadsheetError):
    """A worker process was killed."""


class ClusterError(BroadsheetError):
    """A cluster cannot be used: nothing answers, or a worker would build another site."""


class InternalError(BroadsheetError):
    """A bug in Broadsheet, not a problem of the site."""

    exit_code = BUG
