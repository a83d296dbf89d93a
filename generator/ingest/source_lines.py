"""Find the lines of settings in ``sources.toml`` by how lines begin. Only good enough for messages."""

import re
from collections import Counter

_ARRAY = re.compile(r"\s*\[\[\s*[\"']?([\w-]+)[\"']?\s*\]\]")
_TABLE = re.compile(r"\s*\[\s*[\"']?([\w-]+)[\"']?\s*(?:\.\s*[\"']?([\w-]+)[\"']?\s*)?\]")
_KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*(?:\.\s*[\"']?([\w-]+)[\"']?\s*)?=")


class SourceLines:
    """Where each setting is. ``index`` counts the blocks of one name from 0."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._places: dict[tuple[str, int, str], int] = {}
        counts: Counter[str] = Counter()
        table, index, prefix = "", 0, ""
        for number, line in enumerate(self._lines, 1):
            if found := _ARRAY.match(line):
                table, index, prefix = found[1], counts[found[1]], ""
                counts[table] += 1
                self._places.setdefault((table, index, ""), number)
            elif found := _TABLE.match(line):
                table, prefix = found[1], found[2] or ""
                index = max(0, counts[table] - 1)
                self._places.setdefault((table, index, prefix), number)
            elif found := _KEY.match(line):
                first, second = found[1], found[2] or ""
                place = (table, index, prefix or first) if table else (first, 0, second)
                self._places.setdefault(place, number)

    def find(self, table: str, index: int = 0, key: str = "") -> int:
        """Return the line of a setting, else that of its block, else 0."""
        return self._places.get((table, index, key)) or self._places.get((table, index, "")) or 0

    def find_element(self, line: int, value: object) -> int:
        """Return the line of an element of a list that starts on ``line``."""
        written = str(value).replace("\\", "\\\\")
        for number in range(line, min(line + 500, len(self._lines) + 1)):
            if number and (str(value) in self._lines[number - 1] or written in self._lines[number - 1]):
                return number
            if number > line and _KEY.match(self._lines[number - 1]):
                break
        return line
