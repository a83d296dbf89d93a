"""The records of a content folder, as collecting needs them. Imported late, because the stages load slowly."""

from datetime import datetime
from pathlib import Path

from msgspec import Struct

from generator.base.progress import Progress
from generator.ingest.known import known_record
from generator.model.ingest import KnownRecord
from generator.model.item import Item
from generator.model.options import BuildOptions
from generator.model.settings import Settings
from generator.model.site_data import TopicInfo
from generator.pipeline.context import load_context
from generator.pipeline.records import read_records
from generator.pipeline.state import BuildState

NO_POOL = {"content": {"from": "", "topics": []}}
"""Settings that leave out the pool."""


class ContentRecords(Struct, frozen=True):
    """The items of a site, its topic files, and its settings, read without a build."""

    items: tuple[Item, ...]
    topics: tuple[TopicInfo, ...]
    settings: Settings

    def known(self) -> list[KnownRecord]:
        """Return the records with the fields that matching and updates need."""
        return [known_record(item) for item in self.items]

    def newest(self) -> dict[str, datetime]:
        """Return the date of the newest record of each source."""
        found: dict[str, datetime] = {}
        for item in self.items:
            if item.source_id and item.published is not None and item.status != "withdrawn":
                found[item.source_id] = max(item.published, found.get(item.source_id, item.published))
        return found


def read_content(content: Path, cache: Path, progress: Progress, save: bool = True) -> ContentRecords:
    """Read all records, and save what was read for the next command. Raises :class:`SettingsError`.

    Records of a pool are not included: commands that collect only write to the site's own folder.
    """
    context = load_context(BuildOptions(content, Path("output"), cache, overrides=NO_POOL))
    state = BuildState(context)
    read = read_records(context, state.records, progress)
    if save and read.fresh and cache.exists():
        state.save_records(read.records)
    return ContentRecords(tuple(read.items()), read.site_data.topics, context.settings)
