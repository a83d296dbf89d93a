"""The command line: one verb a file, options → values, one handler for everything that goes wrong."""

from generator.cli.error_handler import run

__all__ = ["run"]
