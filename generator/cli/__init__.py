"""The command line: one module per command, which turns options into values, and one handler for all errors."""

from generator.cli.error_handler import run

__all__ = ["run"]
