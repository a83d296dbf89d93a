"""Real records, multiplied: each round is the whole site again with addresses, titles and dates of its own.

A copy differs from its original in what makes records distinct: a suffix of file name, title and address, and
the day. Everything else (lengths, fields, faults) stays as people wrote it. Records and reference data only.
"""

import re
import shutil
from datetime import date, timedelta
from pathlib import Path

ENDINGS = (".md", ".markdown", ".html", ".txt")
"""File names that records end in."""

STEP = timedelta(days=3)
"""How much older each round is than the one before."""

_NAME = re.compile(r"^(title|name):\s*(\"?)(.*?)(\"?)[ \t]*$", re.MULTILINE)
_ADDRESS = re.compile(
    r"^(\s+(?:- )?(?:webUrl|originalUrl)|originalUrl|webUrl|ampWebUrl|cdnAmpWebUrl):"
    r"\s*(\"?)(\S+?)(\"?)[ \t]*$",
    re.MULTILINE,
)
_DATE = re.compile(r"^((?:published|updated)DateTime:\s*\"?)(\d{4})-(\d\d)-(\d\d)", re.MULTILINE)
_MEMBER = re.compile(r"^(\s*- (?:courses|videos|samples)/\S+?)[ \t]*$", re.MULTILINE)


def multiply(source: Path, size: int, out: Path) -> None:
    """Write ``size`` records made from those of ``source``, in its folders, with its reference data and pictures."""
    records = sorted(path for path in source.rglob("*") if _is_record(path, source))
    if not records:
        raise SystemExit(f"no records in {source}")
    out.mkdir(parents=True, exist_ok=True)
    for name in ("_data", "assets"):
        if (source / name).is_dir():
            shutil.copytree(source / name, out / name)
    folders: set[Path] = set()
    for number in range(size):
        turn, place = divmod(number, len(records))
        path = records[place]
        target = out / path.relative_to(source)
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        data = path.read_bytes()
        if turn:
            target = target.with_name(f"{target.stem[:150]}-copy{turn}{target.suffix}")
            data = variant(data.decode(errors="surrogateescape"), turn).encode(errors="surrogateescape")
        target.write_bytes(data)


def _is_record(path: Path, source: Path) -> bool:
    parts = path.relative_to(source).parts
    return path.suffix in ENDINGS and parts[0] not in ("_data", "assets", "api") and path.is_file()


def variant(text: str, turn: int) -> str:
    """Return a record's text with a title, addresses and dates of its own."""
    end = text.find("\n---", 3)
    head, rest = (text[:end], text[end:]) if end > 0 else (text, "")
    head = _NAME.sub(rf"\1: \2\3 ({turn + 1})\4", head, count=1)
    head = _ADDRESS.sub(lambda found: _readdressed(found, turn), head)
    head = _DATE.sub(lambda found: _redated(found, turn), head)
    return _MEMBER.sub(rf"\1-copy{turn}", head) + rest


def _readdressed(found: re.Match[str], turn: int) -> str:
    name, start, address, end = found.groups()
    return f"{name}: {start}{address}{'&' if '?' in address else '?'}copy={turn}{end}"


def _redated(found: re.Match[str], turn: int) -> str:
    moved = date(int(found[2]), int(found[3]), int(found[4])) - turn * STEP
    return f"{found[1]}{moved.isoformat()}"
