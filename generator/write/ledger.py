"""Writer of the ledger file, which site owners commit. :mod:`generator.read.ledger` documents its columns."""

from collections.abc import Iterator
from pathlib import Path

from generator.base.storage.temp_files import write_atomically
from generator.model.ledger import Ledger, LedgerEntry

_HEAD = "# Broadsheet's ledger: which items have been public, and where. Commit it; see docs/ledger.md.\n"
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def ledger_text(ledger: Ledger) -> str:
    """Return a ledger as text: one line per item, sorted by key."""
    ids = f"# ids: tag:{ledger.authority}\n"
    rows = sorted(_row(key, line) for key, line in ledger.lines.items())
    return "".join((_HEAD, ids, *rows))


def _row(key: str, line: LedgerEntry) -> str:
    paths = [path if "/" in path else f"{path}/" for path in line.paths]
    return "\t".join((_escape(key), line.first_seen, *paths, *_marks(line))) + "\n"


def _marks(line: LedgerEntry) -> Iterator[str]:
    if line.current_key:
        yield f"is {_escape(line.current_key)}"
    if line.redirect_to:
        yield f"to {line.redirect_to}"
    elif line.gone:
        yield "gone"


def _escape(key: str) -> str:
    return key if key.isprintable() and "\\" not in key else key.translate(_ESCAPES)


def write_ledger(content: Path, ledger: Ledger) -> None:
    """Write a ledger into the content folder, atomically. A link keeps its target, which is in the folder, too. Raises
    :class:`OSError`."""
    write_atomically((content / ledger.path).resolve(), ledger_text(ledger).encode())
