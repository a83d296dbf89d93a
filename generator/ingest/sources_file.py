"""``sources.toml`` → :class:`SourcesFile`. All that is wrong is said at once, each with its line."""

from pathlib import Path

from generator.model.ingest_sources import SourcesFile

FILE = "sources.toml"


def load_sources(content: Path) -> SourcesFile:
    """Load ``sources.toml`` of a content folder; an empty one if there is none.

    Raises :class:`SettingsError`, whose message has a line for every problem.
    """
    raise NotImplementedError


def parse_sources(text: str, shown: str) -> SourcesFile:
    """Parse the text of a ``sources.toml``. ``shown`` is its name in messages. Raises as :func:`load_sources`."""
    raise NotImplementedError
