"""The work behind each command of the CLI, one command a module."""
