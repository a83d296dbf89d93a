"""``check``: read and organise a site as a build does, but only to collect problems; validate feeds."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from generator.base.errors import OutputError
from generator.base.problem import Problem
from generator.base.progress import Progress
from generator.base.storage.scratch_dir import ScratchDir
from generator.base.toml_text import read_toml_text
from generator.ingest.polling.source_store import load_store
from generator.ingest.sources_file import FILE, load_sources
from generator.ingest.unused_settings import find_unused_rules, find_unused_topics
from generator.model.feed_formats import FEED_FORMATS
from generator.model.item import Item
from generator.model.options import BuildOptions
from generator.model.report import UnknownField
from generator.model.results.finding import Finding
from generator.pipeline.context import load_context, theme_folders
from generator.pipeline.images import inspect_images
from generator.pipeline.records import ReadRecords, locate_problems
from generator.pipeline.report import count_beside
from generator.pipeline.site import plan_site
from generator.pipeline.state import BuildState
from generator.pipeline.unknown_fields import collect_unknown_fields, unknown_field_problems
from generator.render.html.deprecated_names import deprecated_names
from generator.render.html.unknown_blocks import unknown_blocks
from generator.render.html.unused_templates import unused_templates
from generator.validate.validator import Validator

FEED_SUFFIXES = (".opml", *[f".{each.ending}" for each in FEED_FORMATS.values() if each.owns_ending])
FEED_FILES = frozenset(
    [f"{stem}.{each.ending}" for stem in ("feed", "top", "daily", "weekly") for each in FEED_FORMATS.values()]
)


class CheckResult(msgspec.Struct, frozen=True):
    """Result of a check: number of records, all problems, unknown fields with all places, the number of problems in
    other files (``count_other_files``), and text files that are not records."""

    records: int
    problems: tuple[Problem, ...]
    unknown: tuple[UnknownField, ...]
    beside: int
    others: tuple[str, ...] = ()


def check(content: Path, now: datetime | None = None, cache: Path = Path(".broadsheet")) -> CheckResult:
    """Read a content folder as a build does, without writing anything, and return all problems.

    With ``now``, also warns about dates after it, and about rules of sources.toml that met nothing for a month; a build
    cannot, since its output never depends on the current time. Raises the errors that a build raises for its settings.
    """
    options = BuildOptions(content, Path("output"), cache, full=True, dry_run=True)
    context = load_context(options)
    with ScratchDir() as scratch:
        site = plan_site(context, BuildState(context), scratch, Progress(), inspect_images)
    records = site.records
    date_problems = locate_problems(context, list(_future_dates(records.items(), now))) if now else []
    source_problems = _source_problems(content, cache, records, now) if now else []
    unknown = unknown_field_problems(records, site.catalogue)
    problems = sorted([*site.problems, *date_problems, *source_problems])
    return CheckResult(
        records=len(records.records),
        problems=tuple(problems),
        unknown=collect_unknown_fields(locate_problems(context, unknown), most=None),
        beside=count_beside(context, records, problems),
        others=context.listing.others,
    )


def _source_problems(content: Path, cache: Path, records: ReadRecords, now: datetime) -> Iterator[Problem]:
    """Yield warnings about sources.toml and the topic files that it relies on."""
    file = load_sources(content)
    if not file.sources:
        return
    uses, text = load_store(cache).rules, read_toml_text(content / FILE)
    yield from find_unused_rules(uses, file, text, FILE, int(now.timestamp()))
    used = {name for item in records.items() for name in item.topics}
    yield from find_unused_topics(records.site_data.topics, file, used)


def _future_dates(items: Iterable[Item], now: datetime) -> Iterator[Problem]:
    """Yield a warning for each date of an item after ``now``."""
    for item in items:
        dates = {"publishedDateTime": item.published, "updatedDateTime": item.updated}
        if item.published == item.updated:
            del dates["publishedDateTime"]
        for field, moment in dates.items():
            if moment and moment > now:
                found = moment.isoformat().replace("+00:00", "Z")
                message = f"expected a date in the past, found {found}: shown as it is"
                yield Problem(item.path, 0, field, message, "Correct the date.", "warning")


def check_feeds(paths: Iterable[Path]) -> tuple[int, int, tuple[Finding, ...]]:
    """Validate feeds, given as files or folders. Return the numbers of feeds and of OPML files, and all findings.

    Raises :class:`OutputError` for a file that cannot be read.
    """
    validator = Validator()
    files = [file for path in paths for file in _feed_files(path)]
    try:
        results = [validator.validate(file.as_posix(), file.read_bytes()) for file in files]
    except OSError as error:
        raise OutputError(
            f"cannot read {error.filename}: {error.strerror}", "Name a feed or a folder."
        ) from error
    lists = sum(file.suffix == ".opml" for file in files)
    return len(files) - lists, lists, tuple([finding for findings in results for finding in findings])


def _feed_files(path: Path) -> list[Path]:
    """Return a file itself, or all feeds in a folder. A JSON Feed is recognised by its name and its content: sites have
    other JSON, such as the API's document of an item with the title “Feed”."""
    if not path.is_dir():
        return [path]
    files = (file for file in path.rglob("*") if file.suffix in FEED_SUFFIXES or file.name in FEED_FILES)
    return sorted(file for file in files if file.suffix != ".json" or not _is_other_json(file))


def _is_other_json(file: Path) -> bool:
    """Return whether a file is a JSON object of another kind. A feed that is damaged is still a feed."""
    try:
        document = msgspec.json.decode(file.read_bytes())
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return isinstance(document, dict) and "version" not in document and "items" not in document


def find_unused_templates(folder: Path) -> list[tuple[str, str]]:
    """Return the files of a template folder that no page uses, each with the most similar known name ("" for none)."""
    return list(unused_templates(folder, theme_folders(None)[0]))


def find_unknown_blocks(folder: Path) -> list[tuple[str, int, str, str]]:
    """Return ``(file, line, block, nearest known block)`` of each block in a template folder that fills nothing."""
    return list(unknown_blocks(folder))


def find_deprecated_names(folder: Path) -> list[tuple[str, int, str, str]]:
    """Return ``(file, line, old name, new name)`` of each name of an earlier version in a template folder."""
    return list(deprecated_names(folder))
