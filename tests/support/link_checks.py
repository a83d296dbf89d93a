"""A link check with a cache of its own, as a fixture."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.base.progress import Progress
from generator.linkcheck.checker import LinkCheckOptions, LinkCheckResult, check_urls
from generator.net.limits import RequestLimits
from generator.net.ssrf_guard import SsrfGuard
from tests.support.hosts import Clock
from tests.support.strange_host import StrangeHost

QUICK = RequestLimits(at_once=8, per_host=1, connect=2.0, read=1.0, total=2.0)

Ask = Callable[..., LinkCheckResult]


@pytest.fixture
def ask(tmp_path: Path, clock: Clock, host: StrangeHost) -> Ask:
    """Check links with one cache. The hosts of all links are allowed."""

    def ask(
        *urls: str, pause: float = 0.0, deadline: float = 20.0, allowed: tuple[str, ...] | None = None
    ) -> LinkCheckResult:
        hosts = tuple(url.split("/")[2] for url in urls) if allowed is None else allowed
        options = LinkCheckOptions(
            tmp_path, SsrfGuard(hosts), "Broadsheet/test", deadline, clock, replace(QUICK, pause=pause)
        )
        return check_urls(options, urls, Progress())

    return ask
