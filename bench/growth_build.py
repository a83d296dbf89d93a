"""One build for :mod:`bench.growth`: prints each stage when it begins, and the processor seconds up to then.

``python -m bench.growth_build CONTENT WORK URL [TEMPLATES]``
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.base.progress import Progress
from generator.model.options import BuildOptions
from generator.organise.related import RelatedFinder
from generator.organise.stories.finder import StoryFinder
from generator.pipeline.entry_point import build


class Reporter(Progress):
    """Reports stages."""

    def begun(self, name: str, total: int) -> None:
        """Report a stage that begins."""
        report(name)


def report(name: str) -> None:
    """Print the name of a stage that begins, and the processor seconds of this process and those that have ended."""
    print(json.dumps([name, sum(os.times()[:4])]), flush=True)


def split(kind: type, method: str, name: str) -> None:
    """Report a method of a finder as a stage of its own, within `organise`."""
    plain: Callable[..., Any] = getattr(kind, method)

    def run(*given: Any) -> Any:
        report(name)
        try:
            return plain(*given)
        finally:
            report("organise")

    setattr(kind, method, run)


def main() -> None:
    """Build."""
    content, work, url, *templates = sys.argv[1:]
    split(StoryFinder, "find", "stories")
    split(RelatedFinder, "result", "related")
    build(
        BuildOptions(
            content=Path(content),
            output=Path(work) / "output",
            cache=Path(work) / "cache",
            templates=Path(templates[0]) if templates else None,
            overrides={"site": {"base_url": url}},
            offline=True,
        ),
        Reporter(),
    )
    report("end")


if __name__ == "__main__":
    main()
