"""Tables: parts in order, and spans only over rows and columns that exist."""

import pytest

from generator.normalise.html.structure import parse_repaired
from generator.normalise.html.tables import MOST_COLUMNS
from generator.normalise.html.tree import write_html


def repaired(inner: str) -> str:
    root = parse_repaired(f"<table>{inner}</table>")
    return write_html(root.children).removeprefix("<table>").removesuffix("</table>")


@pytest.mark.parametrize(
    ("inner", "valid"),
    [
        ("<tbody><tr><td>a</td></tr></tbody>", "<tbody><tr><td>a</td></tr></tbody>"),
        ("<tbody><tr><td>a</td></tr></tbody><thead><tr><th>b</th></tr></thead>",
         "<thead><tr><th>b</th></tr></thead><tbody><tr><td>a</td></tr></tbody>"),
        ('<tbody><tr><td colspan="3">a</td></tr></tbody>', "<tbody><tr><td>a</td></tr></tbody>"),
        ('<tbody><tr><td rowspan="9">a</td></tr></tbody>', "<tbody><tr><td>a</td></tr></tbody>"),
        ('<tbody><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr></tbody>',
         '<tbody><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr></tbody>'),
        ("<tbody><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></tbody>",
         "<tbody><tr><td>a</td><td></td></tr><tr><td>b</td><td>c</td></tr></tbody>"),
        ('<colgroup><col span="9"></colgroup><tbody> <tr> <td>a</td> </tr> <tr></tr></tbody>',
         "<tbody> <tr><td>a</td></tr>  </tbody>"),
        ("<caption>a</caption><tbody></tbody>", "<div>a</div>"),
        ("<caption>a</caption><caption>b</caption><tbody><tr><td>c</td></tr></tbody>",
         "<caption>a</caption><tbody><tr><td>b</td></tr></tbody><tbody><tr><td>c</td></tr></tbody>"),
    ],
)  # fmt: skip
def test_a_table_is_valid(inner: str, valid: str) -> None:
    assert repaired(inner) == valid


def test_a_very_wide_table_loses_its_spans() -> None:
    row = "<tr>" + '<td colspan="2">a</td>' * MOST_COLUMNS + "</tr>"
    assert "colspan" not in repaired(f"<tbody>{row}</tbody>")
