"""The way in: ``broadsheet`` and ``python -m generator``."""

import os
import sys
from contextlib import suppress


def main() -> None:
    """Run the command line and leave with its exit code.

    Without Python's farewell, which would first let go of every value that a build made, one by one.
    """
    from generator.cli import run

    leftovers: list[object] = []
    code = run(leftovers=leftovers)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # closed, or nobody reads it any more
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
