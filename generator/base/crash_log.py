"""The log of a bug of ours: a file to send us."""

import sys
import tempfile
from pathlib import Path

from generator import __version__


def write_crash_log(trace: str) -> Path:
    """Write a traceback to a file of its own, with what else we need to know, and return the file."""
    log = Path(tempfile.mkdtemp(prefix="broadsheet-")) / "bug.log"
    log.write_text(f"broadsheet {__version__}, Python {sys.version}\n{sys.argv}\n\n{trace}", "utf-8")
    return log
