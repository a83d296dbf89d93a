"""The entry point: ``broadsheet`` and ``python -m generator``."""

import os
import sys
from threading import active_count


def main() -> None:
    """Run the command line and exit with its exit code."""
    from generator.cli import run

    code = run()
    if _is_finished():
        os._exit(code)  # frees all values at once: one by one takes a twentieth of the time of a build
    sys.exit(code)


def _is_finished() -> bool:
    """Return whether all output was written, and no thread is at work."""
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):  # a program without a console has none
            stream.flush()
    except (OSError, ValueError):  # nobody reads any more
        return False
    return active_count() == 1


if __name__ == "__main__":
    main()
