"""What changes between builds, as the files of every program have it: a title, a record more, a template."""

import re
from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from bench.front_matter import document
from bench.peers.hugo.convert import Converter
from bench.peers.hugo.sources import Entry

_TITLE = re.compile(rb'^title: *("?)(.*?)("?) *$', re.MULTILINE)


class Edit(NamedTuple):
    """One article: its record for us, its page for Hugo, each with the text it gets (none: its title changes)."""

    record: str
    page: str
    record_text: str = ""
    page_text: str = ""


class Edits(NamedTuple):
    """Enough edits for all runs of a benchmark."""

    titles: Sequence[Edit]
    additions: Sequence[Edit]


def plan_edits(converter: Converter, count: int) -> Edits:
    """Choose ``count`` articles to retitle, spread over the whole site, and write as many new ones of today."""
    dated = [
        entry for entry in converter.entries if entry.moment and _has_title(converter.content / entry.path)
    ]
    articles = [entry for entry in dated if entry.kind == "article"] or dated
    if not articles:
        raise SystemExit("no record with a date and a title on one line, so no edit can be measured")
    step = max(len(articles) // (count + 1), 1)
    chosen = [articles[(number + 1) * step % len(articles)] for number in range(count)]
    titles = [Edit(entry.path, converter.file(entry)) for entry in chosen]
    newest = datetime.fromisoformat(articles[0].moment.replace("Z", "+00:00"))
    additions = [_addition(converter, entry, newest, number) for number, entry in enumerate(chosen, start=1)]
    return Edits(titles, additions)


def _has_title(file: Path) -> bool:
    return bool(_TITLE.search(file.read_bytes()))


def _addition(converter: Converter, model: Entry, newest: datetime, number: int) -> Edit:
    """Write an article like another one, an hour younger than the newest for each that came before."""
    fields: dict[str, Any] = deepcopy(model.fields)
    address = f"https://addition.example/articles/{number}/"
    moment = (newest + number * timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    fields |= {"title": f"{model.title}, addition {number}", "publishedDateTime": moment}
    fields |= {"originalUrl": address, "webUrl": address}
    entry = Entry(f"_news/{moment[:10]}-addition-{number}.md", fields, "")
    entry.kind = model.kind
    converter.adopt(entry)
    page = document(converter.front_matter(entry))
    return Edit(entry.path, converter.file(entry), document(fields), page)


def retitle(file: Path, number: int) -> None:
    """Change the title in a file's front matter."""
    text = file.read_bytes()
    changed = _TITLE.sub(rb"title: \1\2 v%d\3" % number, text, count=1)
    if changed == text:
        raise ValueError(f"no title found in {file}")
    file.write_bytes(changed)


def retouch(template: Path, before: str, number: int) -> None:
    """Put something to see into a template, once in front of the last ``before``."""
    start, found, end = re.sub(r"<i>touched \d+</i>", "", template.read_text("utf-8")).rpartition(before)
    if not found:
        raise ValueError(f"no {before} in {template}")
    template.write_text(f"{start}<i>touched {number}</i>{found}{end}", "utf-8")
