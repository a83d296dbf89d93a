"""Records of a build for the next one: the trace in the cache, and the manifest in the output folder.

The trace tells from which inputs each file was made. It may be lost at any time; then everything is rendered again.

The manifest lists the paths that Broadsheet has written, so that no other file is ever removed. It is written before
the first file of a build, with the old and the new paths. So even after a killed build the next one knows which files
are ours. If the manifest is lost, the trace replaces it, but only in a folder with the mark of an earlier build.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.base.digest import digest
from generator.model.trace import TraceEntry
from generator.write.output_scan import OWN_FOLDER

_HEADER = "# Files in this folder that Broadsheet wrote and may remove. Do not edit.\n"
_MARK = "published"


@dataclass(frozen=True)
class Trace:
    """Every file of the last build by path. ``taken_ns`` is the time of the last stamp."""

    files: Mapping[str, TraceEntry] = field(default_factory=dict)
    taken_ns: int = 0


def load_manifest(output: Path) -> frozenset[str] | None:
    """Return the paths in the manifest of an output folder, ``None`` if it is missing or was edited.

    Paths that lead out of the folder are ignored.
    """
    body = _manifest_body(output)
    try:
        lines = [] if body is None else body.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        return None
    return None if body is None else frozenset(line for line in lines if line and _is_inside(line))


def is_manifest_intact(output: Path) -> bool:
    """Return whether the manifest of an output folder, and the mark beside it, are as a build left them."""
    return _manifest_body(output) is not None and was_published(output)


def _manifest_body(output: Path) -> bytes | None:
    """Return the lines of a manifest with our paths, ``None`` if it is missing, damaged or was edited."""
    body, _, checksum = (
        _read(output / OWN_FOLDER / "manifest").removeprefix(_HEADER.encode()).rpartition(b"# ")
    )
    return body if checksum == _checksum_line(body).encode() else None


def was_published(output: Path) -> bool:
    """Return whether Broadsheet has published into this folder before, even if the manifest is lost."""
    return (output / OWN_FOLDER / _MARK).is_file()


def save_manifest(output: Path, paths: Iterable[str]) -> None:
    """Write the sorted list of our paths, atomically. An unchanged file is not rewritten."""
    body = "".join(f"{path}\n" for path in sorted(set(paths)))
    data = f"{_HEADER}{body}# {_checksum_line(body.encode())}".encode()
    file = output / OWN_FOLDER / "manifest"
    if _read(file) != data:
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary = file.with_name("manifest.tmp")
        temporary.unlink(missing_ok=True)
        temporary.write_bytes(data)
        temporary.replace(file)
    (output / OWN_FOLDER / _MARK).touch()


def _read(file: Path) -> bytes:
    """Return the bytes of a file, b"" if it cannot be read."""
    try:
        return file.read_bytes() if file.is_file() else b""
    except OSError:
        return b""


def _checksum_line(body: bytes) -> str:
    """Return the last line of a manifest. It reveals a file that was truncated or edited."""
    return f"{digest(body).hex()}\n"


def _is_inside(path: str) -> bool:
    parts = path.split("/")
    return ".." not in parts and "." not in parts and "" not in parts and "\\" not in path
