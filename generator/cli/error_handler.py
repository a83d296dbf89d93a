"""The one place where errors end: a message that helps, and the exit code.

0 fine, 1 the user's fault, 130 interrupted, 3 a bug of ours with its log file.
"""

import sys
from collections.abc import Sequence
from io import TextIOWrapper

import click

from generator.base.crash_log import write_crash_log
from generator.base.errors import BUG, INTERRUPTED, OK, USER_ERROR, BroadsheetError
from generator.cli.app import broadsheet


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (``sys.argv`` by default) and return its exit code."""
    _escape_unprintable()
    try:
        result = broadsheet.main(arguments, prog_name="broadsheet", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted. Nothing half-written was left: build again to go on.", err=True)
        return INTERRUPTED
    except click.ClickException as fault:
        fault.show()
        return USER_ERROR
    except BroadsheetError as fault:
        return _told(fault)
    except BrokenPipeError:
        sys.stderr.close()
        return OK
    except Exception as fault:  # noqa: BLE001 - the edge: nothing may pass it unexplained
        return _bug(fault)
    return result if isinstance(result, int) else OK


def _escape_unprintable() -> None:
    """Escape what a console or a file cannot hold: that a headline has other letters must not stop a build."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _told(fault: BroadsheetError) -> int:
    if fault.exit_code == BUG:
        return _bug(fault)
    click.echo(f"Error: {fault.message}", err=True)
    if fault.hint:
        click.echo(f"    {fault.hint}", err=True)
    return fault.exit_code


def _bug(fault: Exception) -> int:
    import traceback

    log = write_crash_log("".join(traceback.format_exception(fault)))
    click.echo(f"Error: Broadsheet failed ({type(fault).__name__}: {fault}).", err=True)
    click.echo(f"    This is a bug of Broadsheet, not of your site. Please report it with {log}", err=True)
    return BUG
