"""Values that the parts of the server pass to each other."""

from msgspec import Struct

from generator.model.report import BuildReport


class BuildResult(Struct, frozen=True):
    """A successful build. Its report has the actions of changed files only."""

    report: BuildReport


class BuildFailed(Struct, frozen=True):
    """A failed build, with the message and the hint that ``broadsheet build`` would print.

    ``lasting`` means that only an edit can help; otherwise a retry may succeed. ``trace`` is the traceback of a bug,
    "" for other errors.
    """

    message: str
    hint: str = ""
    lasting: bool = True
    trace: str = ""


class BuildInterrupted(Struct, frozen=True):
    """A complete build that an edit interrupted. Images fetched so far stay in the cache."""


BuildOutcome = BuildResult | BuildFailed | BuildInterrupted


class ServedProblem(Struct, frozen=True, gc=False):
    """An error as the terminal shows it: the line with its place and message, and a hint how to fix it."""

    text: str
    hint: str = ""


class PageState(Struct, frozen=True, gc=False):
    """State of a page in a browser: ``shape`` is a digest of all but its style sheets, ``styles`` are their URLs.
    ``is_missing``: the page is the one that says so."""

    shape: str
    styles: tuple[str, ...] = ()
    is_missing: bool = False
