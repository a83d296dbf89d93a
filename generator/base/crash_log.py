"""Log files of internal errors."""

import sys
import tempfile
from pathlib import Path

from generator import __version__


def write_crash_log(trace: str) -> Path:
    """Write a traceback, the versions and the command line to a new temporary file, and return the file."""
    log = Path(tempfile.mkdtemp(prefix="broadsheet-")) / "bug.log"
    log.write_text(f"broadsheet {__version__}, Python {sys.version}\n{sys.argv}\n\n{trace}", "utf-8")
    return log
