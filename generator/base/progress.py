"""How long work tells that it goes on. The default says nothing; the command line draws a bar."""

from time import perf_counter


class Progress:
    """Hears of stages and of steps within them, and keeps the time of each stage."""

    def __init__(self) -> None:
        self._stages: list[tuple[str, float]] = []
        self._started = 0.0
        self._name = ""

    def stage(self, name: str, total: int = 0) -> None:
        """Begin a stage of ``total`` steps (0: not counted), ending the one before."""
        self._end()
        self._name, self._started = name, perf_counter()
        self.begun(name, total)

    def step(self, count: int = 1) -> None:
        """Tell that steps of the present stage are done."""

    def begun(self, name: str, total: int) -> None:
        """Hear that a stage begins. For those who show it."""

    def finish(self) -> tuple[tuple[str, float], ...]:
        """End the last stage and return ``(name, seconds)`` of all."""
        self._end()
        return tuple(self._stages)

    def _end(self) -> None:
        if self._name:
            self._stages.append((self._name, perf_counter() - self._started))
            self._name = ""
