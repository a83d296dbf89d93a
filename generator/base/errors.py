"""The one tree of exceptions, and the exit codes they end with.

Faults in *content* are values (:mod:`generator.base.problem`), never exceptions. What is raised
here stops a build: settings, templates, the place to write to, or a bug of ours.

::

    BroadsheetError            exit 1   the user can mend it
    ├── SettingsError                   site.toml, an option, an environment we cannot work in
    ├── TemplateFault                   a template that does not compile or render
    ├── PlanConflict                    two outputs want one path
    ├── SearchFault                     the search index: Pagefind ended, or answered nothing we know
    ├── FeedFault                       a feed that breaks its standard, where --strict forbids it
    ├── OutputError                     the output folder: locked, full, forbidden, foreign files
    └── LostWorkerError                 a process that worked for a build is gone
    InternalError              exit 3   we are at fault: reported with a log file
"""

OK = 0
USER_ERROR = 1
BUG = 3
INTERRUPTED = 130


class BroadsheetError(Exception):
    """Something the user can mend. ``hint`` says how, in one sentence."""

    exit_code = USER_ERROR

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        """Keep both parts when the error crosses from a worker process."""
        return type(self), (self.message, self.hint)


class SettingsError(BroadsheetError):
    """A setting or an option is wrong."""


class TemplateError(BroadsheetError):
    """A template does not compile, or fails on a page."""


class PlanConflictError(BroadsheetError):
    """Two outputs want the same path."""


class FeedError(BroadsheetError):
    """A feed breaks a rule of its standard, and ``--strict`` was asked for: nothing was published."""


class OutputError(BroadsheetError):
    """The output folder cannot be written as planned."""


class SearchIndexError(BroadsheetError):
    """The search index cannot be made."""


class LostWorkerError(BroadsheetError):
    """A process that worked for a build is gone."""


class InternalError(BroadsheetError):
    """A promise of ours is broken: a bug, not a fault of the site."""

    exit_code = BUG
