"""Progress of a long task. This class shows nothing; the command line has a subclass that draws a progress bar."""

from time import perf_counter


class Progress:
    """Receives stages and steps, and measures the time of each stage. ``warnings`` are about no record, each with a
    hint."""

    def __init__(self) -> None:
        self.warnings: list[tuple[str, str]] = []
        self._stages: list[tuple[str, float]] = []
        self._started = 0.0
        self._name = ""

    def stage(self, name: str, total: int = 0) -> None:
        """Start a stage of ``total`` steps (0: not counted) and end the previous one."""
        self._end()
        self._name, self._started = name, perf_counter()
        self.begun(name, total)

    def step(self, count: int = 1) -> None:
        """Count finished steps of the current stage. Subclasses show them."""

    def begun(self, name: str, total: int) -> None:
        """Handle the start of a stage. Subclasses override it."""

    def finish(self) -> tuple[tuple[str, float], ...]:
        """End the last stage and return ``(name, seconds)`` of every stage."""
        self._end()
        return tuple(self._stages)

    def _end(self) -> None:
        if self._name:
            self._stages.append((self._name, perf_counter() - self._started))
            self._name = ""
