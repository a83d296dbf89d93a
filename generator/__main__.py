"""The entry point: ``broadsheet`` and ``python -m generator``."""

import sys


def main() -> None:
    """Run the command line and exit with its exit code."""
    from generator.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
