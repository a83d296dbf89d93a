"""How long an edit takes to arrive. The bound is generous, for a machine that has much else to do: what it really took
is told at the end of the run, and measured by ``python -m bench.serve`` on a quiet one."""

from collections.abc import Callable
from statistics import median

import pytest

from bench.serve import measure, told
from tests.support.recorded import needs_browser

BOUND = 5.0


@pytest.mark.long
@needs_browser
def test_an_edit_arrives_soon_on_a_site_of_a_thousand_records(
    record_property: Callable[[str, object], None],
) -> None:
    found = measure(1_000, edits=3, pause=0.2)
    record_property("figure", told(1_000, found, None))
    assert len(found) == 3
    assert all(seconds > 0 for seconds in found)
    assert median(found) < BOUND
