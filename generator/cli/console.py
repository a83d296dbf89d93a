"""Output of a build on the terminal: a progress bar, problems, and the summary."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING

import click

from generator.base.problem import Problem
from generator.base.progress import Progress
from generator.base.text import make_legible, plural
from generator.cli.program_name import program_name
from generator.model.report import BuildReport
from generator.model.results.finding import Finding
from generator.model.results.fleet import SiteOutcome
from generator.reports.build import (
    explanation,
    finding_lines,
    picture_lines,
    problem_lines,
    stage_lines,
    summary,
)
from generator.reports.fleet import fleet_lines
from generator.reports.problem_groups import SHOWN, brief_lines

if TYPE_CHECKING:
    import rich.progress

PATIENCE = 0.7
"""Seconds before the progress bar appears: short builds need none."""


class Console:
    """Prints for one command: problems to the error stream, results to the output stream."""

    def __init__(self, quiet: bool = False, verbose: bool = False) -> None:
        self._quiet = quiet
        self._verbose = verbose

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """Provide a progress bar on a terminal, and a silent progress elsewhere."""
        shown = not self._quiet and sys.stderr.isatty()
        progress = _ProgressBar() if shown else Progress()
        try:
            yield progress
        finally:
            if isinstance(progress, _ProgressBar):
                progress.close()

    def print_report(self, report: BuildReport, explain: bool, profile: bool = False) -> None:
        """Print the problems and the summary of a build."""
        self._print_problems(report.problems, report.content, report.settled)
        self._print_findings(report.findings, report.output)
        if self._quiet:
            return
        if explain:
            _echo(explanation(report))
        if self._verbose or profile:
            _echo(stage_lines(report))
        if self._verbose:
            _echo(picture_lines(report.pictures))
        _echo(summary(report, self._verbose, program_name()))

    def print_site(self, report: BuildReport, name: str, explain: bool, profile: bool) -> None:
        """Print the problems of one site of a fleet, and its details if asked for."""
        if self._verbose or explain or profile:
            if not self._quiet:
                click.echo(f"\n{make_legible(name)}:")
            self.print_report(report, explain, profile)
        else:
            self._print_problems(report.problems, report.content, report.settled)
            self._print_findings(report.findings, report.output)

    def print_fleet(self, outcomes: Sequence[SiteOutcome]) -> None:
        """Print the summary of a fleet."""
        if not self._quiet:
            _echo(fleet_lines(outcomes))

    def _print_problems(self, problems: Sequence[Problem], folder: str, settled: bool) -> None:
        """Print problems by cause; all of them with ``-v``. A build without changes does not repeat warnings."""
        chosen = [each for each in problems if each.severity == "error" or not self._quiet]
        warnings = 0
        if settled and not self._verbose:
            warnings = sum(each.severity == "warning" for each in chosen)
            chosen = [each for each in chosen if each.severity == "error"]
        for line in (problem_lines if self._verbose else brief_lines)(chosen, folder):
            click.echo(line, err=True)
        if warnings:
            click.echo(
                f"warning: {plural(warnings, 'warning')} as in the last build (-v lists all)", err=True
            )

    def _print_findings(self, findings: Sequence[Finding], folder: str) -> None:
        chosen = [each for each in findings if each.severity == "error" or not self._quiet]
        for line in finding_lines(chosen, folder, len(chosen) if self._verbose else SHOWN):
            click.echo(line, err=True)

    def warn(self, text: str, hint: str = "") -> None:
        """Print a warning, with a hint below it."""
        if not self._quiet:
            click.echo(f"warning: {text}", err=True)
            if hint:
                click.echo(f"    {hint}", err=True)

    def error(self, text: str) -> None:
        """Print the line that says why a command fails."""
        click.echo(text, err=True)


def _echo(lines: Iterator[str]) -> None:
    for line in lines:
        click.echo(line)


class _ProgressBar(Progress):
    """A progress bar on the terminal. It is redrawn by hand, so that no thread runs when processes are forked."""

    def __init__(self) -> None:
        super().__init__()
        self._started = perf_counter()
        self._bar: rich.progress.Progress | None = None
        self._task: rich.progress.TaskID | None = None
        self._label = ("", 0, 0)

    def begun(self, name: str, total: int) -> None:
        self._label = (name, total, 0)
        if self._bar and self._task is not None:
            self._bar.reset(self._task, total=total or None, description=name)
            self._bar.refresh()

    def step(self, count: int = 1) -> None:
        name, total, done = self._label
        self._label = (name, total, done + count)
        if self._bar is None and perf_counter() - self._started > PATIENCE:
            self._open()
        if self._bar and self._task is not None:
            self._bar.update(self._task, completed=done + count)
            self._bar.refresh()

    def _open(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as Bars

        columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn())
        self._bar = Bars(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)
        self._bar.start()
        name, total, done = self._label
        self._task = self._bar.add_task(name, total=total or None, completed=done)

    def close(self) -> None:
        """Remove the bar."""
        if self._bar:
            self._bar.stop()
