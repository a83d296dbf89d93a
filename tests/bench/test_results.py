from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.plot import as_svg
from bench.results import CASES, Measured, Results, Size, growth, load, slope
from bench.table import END, START, as_markdown, fill


def results(*sizes: int) -> Results:
    made = Results(
        {"cores": "2", "processor": "A", "memory": "4 GiB", "system": "X", "python": "3.11"},
        {},
        "on a disk",
        1,
    )
    made.versions = {"Broadsheet": "1", "Hugo": "2"}
    for records in sizes:
        ours = Measured(
            [records * 0.001, records * 0.002, records * 0.009], [1.0, 2.0, 3.0], [records * 2048], 7, 1000
        )
        theirs = Measured([records * 0.004], [4.0], [records * 4096], 9, 1000)
        cases = {case: {"Broadsheet": ours, "Hugo": theirs} for case in CASES}
        made.sizes.append(Size(records, ["redirects: 1 and 0"], cases))
    return made


@pytest.mark.parametrize(("power", "factor"), [(1.0, 3.0), (0.8, 10.0), (2.0, 0.1)])
def test_the_slope_is_the_power(power: float, factor: float) -> None:
    points = [(x, factor * x**power) for x in (1e3, 1e4, 1e5)]
    assert slope(points) == pytest.approx(power)


def test_one_point_has_no_slope() -> None:
    assert slope([(1000, 2.0)]) is None
    assert slope([(1000, 2.0), (1000, 3.0)]) is None


def test_growth_tells_time_and_memory_of_each_program() -> None:
    lines = growth(results(1000, 10_000))
    assert len(lines) == 4
    assert lines[0].startswith(
        "Broadsheet: time grows with records to the power of 1.00 (2.00, 2.00 ms per record"
    )
    assert "(4.00, 4.00 KiB per record" in lines[3]


def test_the_table_shows_medians_spread_and_ratios() -> None:
    lines = as_markdown(results(1000)).splitlines()
    assert "| cold build | Broadsheet | 2.00 (1.00–9.00) |  | 2.00 |  | 2 |  | 7 | 0.0 |" in lines
    assert "| cold build | Hugo | 4.00 (4.00–4.00) | 0.50 | 4.00 | 0.50 | 4 | 0.50 | 9 | 0.0 |" in lines


def test_only_what_is_between_the_markers_is_filled() -> None:
    text = f"before\n{START}\nof last year\n{END}\nafter\n"
    filled = fill(fill(text, results(1000)), results(1000))
    assert filled.startswith(f"before\n{START}\n")
    assert filled.endswith(f"{END}\nafter\n")
    assert "of last year" not in filled
    assert filled.count("### 1,000 records") == 1


def test_a_document_without_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="to fill"):
        fill("nothing here", results(1000))


def test_results_read_back_as_they_were_saved(tmp_path: Path) -> None:
    made = results(1000, 10_000)
    made.save(tmp_path / "results.json")
    assert load(tmp_path / "results.json") == made


def test_the_plot_is_well_formed_and_has_a_bar_for_each_program_and_case() -> None:
    root = ElementTree.fromstring(as_svg(results(1000, 10_000)))
    bars = [each for each in root.iter() if each.tag.endswith("rect") and each.get("height") != "12"]
    assert len(bars) == 2 * 2 * len(CASES)
    assert "prefers-color-scheme: dark" in ElementTree.tostring(root, "unicode")


def test_longer_times_have_longer_bars() -> None:
    root = ElementTree.fromstring(as_svg(results(1000)))
    widths = [
        float(each.get("width", "0")) for each in root.iter() if each.get("rx") and each.get("height") != "12"
    ]
    assert widths[1] == pytest.approx(2 * widths[0], abs=0.2)
