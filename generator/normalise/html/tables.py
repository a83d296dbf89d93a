"""Repair tables: parts in order, no empty rows, and no spans over rows and columns that do not exist."""

from collections.abc import Iterator

from generator.normalise.html.tree import Element, Node

_PARTS = {"caption": 0, "thead": 1, "tbody": 2, "tfoot": 3}
MOST_COLUMNS = 200
"""Most columns of a table whose spans are repaired. Wider tables lose their spans."""


def repair_table(table: Element) -> list[Node]:
    """Return a table as the standard wants it; nothing if it has no cell.

    Columns without a style of their own have no meaning, so ``<col>`` is removed.
    """
    parts = _order_parts(table)
    groups = [rows for part in parts if part.name != "caption" and (rows := _rows(part))]
    if not any(_cells(row) for rows in groups for row in rows):
        return [Element("div", children=part.children) for part in parts if part.name == "caption"]
    table.children = list(parts)
    if not _is_regular(groups):
        _repair_spans(groups)
        _fill_rows(groups)
    return [table]


def _order_parts(table: Element) -> list[Element]:
    """Return the parts of a table in order. A second caption becomes a row, a second head or foot a body."""
    parts: list[Element] = []
    names: set[str] = set()
    for node in table.children:
        if isinstance(node, Element) and node.name in _PARTS:
            if node.name in names and node.name == "caption":
                node = Element(
                    "tbody", children=[Element("tr", children=[Element("td", children=node.children)])]
                )
            elif node.name in names:
                node.name = "tbody"
            names.add(node.name)
            parts.append(node)
    return sorted(parts, key=lambda part: _PARTS[part.name])


def _rows(part: Element) -> list[Element]:
    """Return the rows of a part of the table, and remove white space around their cells."""
    rows = [node for node in part.children if isinstance(node, Element) and node.name == "tr"]
    for row in rows:
        row.children = [cell for cell in row.children if isinstance(cell, Element)]
    return rows


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row.children if isinstance(cell, Element)]


def _is_regular(groups: list[list[Element]]) -> bool:
    """Return whether all rows have as many cells, and no cell has a span. A quick test for most tables."""
    rows = [_cells(row) for rows in groups for row in rows]
    spans = any("rowspan" in cell.attributes or "colspan" in cell.attributes for row in rows for cell in row)
    return not spans and len(set(map(len, rows))) == 1


def _repair_spans(groups: list[list[Element]]) -> None:
    """Limit spans to the rows of their group, and to columns in which a cell begins."""
    cells = [cell for rows in groups for row in rows for cell in _cells(row)]
    if not any("rowspan" in cell.attributes or "colspan" in cell.attributes for cell in cells):
        return
    placed = _place_all(groups)
    if placed is not None:
        begun = {column for _, column, _ in placed}
        for cell, column, width in placed:
            _set_span(cell, "colspan", sum(column + step in begun for step in range(width)))
    else:
        for cell in cells:
            cell.attributes.pop("colspan", None)
            cell.attributes.pop("rowspan", None)


def _place_all(groups: list[list[Element]]) -> "list[tuple[Element, int, int]] | None":
    """Return all cells with their column and width, ``None`` as soon as the table is too wide: rows that push each
    other aside would take quadratic time."""
    placed: list[tuple[Element, int, int]] = []
    for rows in groups:
        for row, _ in _place(rows):
            if row and row[-1][1] >= MOST_COLUMNS:
                return None
            placed += row
    return placed


def _fill_rows(groups: list[list[Element]]) -> None:
    """Add an empty cell to each row that is shorter than the widest."""
    rows = [(row, *placed) for group in groups for row, placed in zip(group, _place(group), strict=True)]
    widest = max(end for _, _, end in rows)
    for row, cells, end in rows:
        if cells and end < widest:
            filler = Element(cells[-1][0].name)
            _set_span(filler, "colspan", widest - end)
            row.children.append(filler)


def _next_free(taken: dict[int, int], column: int, row: int) -> int:
    while taken.get(column, 0) > row:
        column += 1
    return column


def _place(rows: list[Element]) -> Iterator[tuple[list[tuple[Element, int, int]], int]]:
    """Yield for each row of a group its cells with their column and width, and its own width in columns.

    Spans over missing rows are shortened. A cell that would overlap one from a row above loses columns.
    """
    taken: dict[int, int] = {}  # column → the first row in which it is free again
    for number, row in enumerate(rows):
        column = 0
        placed: list[tuple[Element, int, int]] = []
        for cell in _cells(row):
            column = _next_free(taken, column, number)
            width = min(max(_span(cell, "colspan"), 1), MOST_COLUMNS)
            free = next((step for step in range(width) if taken.get(column + step, 0) > number), width)
            height = max(1, min(_span(cell, "rowspan"), len(rows) - number))
            _set_span(cell, "rowspan", height)
            if height > 1:
                taken |= dict.fromkeys(range(column, column + free), number + height)
            placed.append((cell, column, free))
            column += free
        yield placed, _next_free(taken, column, number)


def _span(cell: Element, name: str) -> int:
    value = cell.attributes.get(name, "1").lstrip("-")
    return int(value) if value.isdecimal() and len(value) < 6 else 1


def _set_span(cell: Element, name: str, value: int) -> None:
    cell.attributes.pop(name, None)
    if value > 1:
        cell.attributes[name] = str(value)
