"""The one place where exceptions end: as a message with a hint, and an exit code.

Exit codes: 0 success, 1 an error that the user can fix, 3 a bug of Broadsheet (with a log file), 130 interrupted.
"""

import sys
from collections.abc import Sequence
from io import TextIOWrapper

import click

from generator.base.crash_log import write_crash_log
from generator.base.errors import BUG, INTERRUPTED, OK, USER_ERROR, BroadsheetError, split_problems
from generator.cli.app import broadsheet


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (``sys.argv`` by default) and return its exit code."""
    _escape_unprintable()
    try:
        result = broadsheet.main(arguments, prog_name="broadsheet", standalone_mode=False)
    except click.exceptions.Exit as end:
        return end.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted. No partial files were left. Run the command again to continue.", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return USER_ERROR
    except BrokenPipeError:
        sys.stderr.close()
        return OK
    except Exception as error:  # noqa: BLE001 - the outermost frame: every exception must end as a message
        return report_error(error)
    return result if isinstance(result, int) else OK


def _escape_unprintable() -> None:
    """Escape characters that the output encoding lacks, instead of raising UnicodeEncodeError."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def report_error(error: Exception) -> int:
    """Print an exception as a message with its hint, for each of its problems, and return the exit code."""
    if not isinstance(error, BroadsheetError) or error.exit_code == BUG:
        return _report_bug(error)
    for message, hint in split_problems(error.message, error.hint):
        click.echo(f"Error: {message}", err=True)
        if hint:
            click.echo(f"    {hint}", err=True)
    return error.exit_code


def _report_bug(error: Exception) -> int:
    import traceback

    log = write_crash_log("".join(traceback.format_exception(error)))
    click.echo(f"Error: Broadsheet failed ({type(error).__name__}: {error}).", err=True)
    click.echo(
        f"    This is a bug in Broadsheet, not in your site. Please report it and attach {log}", err=True
    )
    return BUG
