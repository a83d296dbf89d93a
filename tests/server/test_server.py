"""``serve`` starts on a free port, warns when others can see the site, and refuses to start without its folders."""

import pytest

from tests.server.conftest import PATIENCE, free_port, launch, running
from tests.support.site_kit import Site, article


@pytest.fixture
def clocks(site: Site) -> Site:
    """A site of one article."""
    site.record("clock.md", article("clock"))
    return site


def test_a_taken_port_is_replaced_by_the_next_free_one(clocks: Site) -> None:
    port = free_port()
    with running(clocks, "--port", port) as first:
        assert first.port == port
        other = Site(clocks.folder, clocks.folder / "out2", clocks.folder / "cache2")
        with running(other, "--port", port) as second:
            assert second.port != port
            (line,) = [line for line in second.lines if line.startswith("Port ")]
            assert line == f"Port {port} is taken. Using {second.port}, the next free port."


def test_other_machines_are_allowed_only_on_request_and_with_a_warning(clocks: Site) -> None:
    with running(clocks, "--host", "0.0.0.0") as server:
        assert any(line.startswith("warning: anyone") for line in server.lines)
        assert server.url.startswith("http://127.0.0.1:")
        assert server.ask("/repo/", Host="192.168.7.7:8000").status == 200
        assert server.ask("/repo/", Host="evil.example").status == 403


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--content", "nowhere"), "expected a folder of records"),
        (("--templates", "nowhere"), "there is no folder nowhere"),
        (("--host", "no.such.host.invalid"), "cannot listen on no.such.host.invalid"),
        (("--host", "203.0.113.1"), "cannot listen on 203.0.113.1"),
    ],
)
def test_errors_that_no_edit_can_fix_end_the_server(
    clocks: Site, arguments: tuple[str, str], told: str
) -> None:
    said, _ = (process := launch(clocks, *arguments)).communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert told in said
    assert "Traceback" not in said


def test_a_foreign_file_in_the_output_ends_the_server(clocks: Site) -> None:
    clocks.output.mkdir()
    (clocks.output / "index.html").write_text("mine", "utf-8")
    said, _ = (process := launch(clocks)).communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "is in the way" in said
