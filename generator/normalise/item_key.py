"""The key of an item, which makes its id in feeds: it must stay when anything else about a record changes.

The URL of the article is the key. A record without one has the field ``id``, or else the day and the title: they say
which article it is, wherever its file lies and whatever the file is called.
"""

from typing import Any

from generator.base.dates import parse_moment, parse_name_date
from generator.base.redact import redact_secured
from generator.base.text import exact_letters
from generator.base.urls import anchored_url, canonical_url
from generator.model.record import Record
from generator.normalise.collected import normalise_source_id
from generator.normalise.problems import ProblemCollector
from generator.normalise.urls import RecordUrls

MAX_ID_LENGTH = 300


def item_key(problems: ProblemCollector, record: Record, urls: RecordUrls, title: str) -> str:
    """Return the key of a record: its canonical URL, else ``id:ID``, else ``record:DAY/LETTERS``.

    In a record that a fetch wrote, the fragment of the URL counts: it tells the entries of one page apart.
    The day is the one that is written, in UTC if there is a time, so the site's zone does not matter. The letters are
    those of the title, without case, spaces and punctuation. :func:`generator.organise.record_keys.separate_records`
    tells records apart that have both in common.
    """
    url = urls.original or urls.web
    if url:
        is_collected = "#" in url and bool(normalise_source_id(record.fields.get("source")))
        return anchored_url(url) if is_collected else canonical_url(url)
    written = _normalise_id(problems, record.fields["id"]) if "id" in record.fields else ""
    return f"id:{written}" if written else f"record:{_written_day(record)}/{exact_letters(title)}"


def _normalise_id(problems: ProblemCollector, value: Any) -> str:
    """Return the field ``id`` on one line, "" if it is empty or invalid."""
    if value is None or value == "":
        return ""
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not text or len(text) > MAX_ID_LENGTH or not text.isprintable() or redact_secured(text) is not text:
        problems.expected("id", "a short text", value, "Write any text that no other record has.")
        return ""
    return text


def _written_day(record: Record) -> str:
    value = record.fields.get("publishedDateTime")
    moment = (parse_moment(value) if isinstance(value, str) else None) or parse_name_date(record.path)
    return moment.date().isoformat() if moment else ""
