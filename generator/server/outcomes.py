"""What the parts of the server tell each other."""

from msgspec import Struct

from generator.model.report import BuildReport


class BuildResult(Struct, frozen=True):
    """A build that went through. Its report has the verdicts of what moved, and of nothing else."""

    report: BuildReport


class BuildFailed(Struct, frozen=True):
    """A build that did not: the message and the hint that ``broadsheet build`` would end with.

    ``lasting`` tells that only an edit can help. What is in the way of any other build may be gone a moment later.
    ``trace`` is the traceback of what we are at fault for, else "".
    """

    message: str
    hint: str = ""
    lasting: bool = True
    trace: str = ""


class BuildInterrupted(Struct, frozen=True):
    """A build that made up for what edits had left undone, and gave way to the next. What came so far is kept."""


BuildOutcome = BuildResult | BuildFailed | BuildInterrupted


class ServedProblem(Struct, frozen=True, gc=False):
    """What keeps something off the site, as the terminal shows it: the line with the place, and how to mend it."""

    text: str
    hint: str = ""


class PageState(Struct, frozen=True, gc=False):
    """What a browser sees of a page: ``shape`` digests all but its style sheets, ``styles`` are their addresses."""

    shape: str
    styles: tuple[str, ...] = ()
