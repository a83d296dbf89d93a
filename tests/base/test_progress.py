"""Progress measures each stage once, and tells subclasses about it."""

from generator.base.progress import Progress


class Recorder(Progress):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, int]] = []

    def begun(self, name: str, total: int) -> None:
        self.seen.append((name, total))


def test_stages_are_reported_when_they_start_and_measured_when_they_end() -> None:
    progress = Recorder()
    progress.stage("read")
    progress.stage("render", 7)
    progress.step()
    stages = progress.finish()
    assert progress.seen == [("read", 0), ("render", 7)]
    assert [name for name, _ in stages] == ["read", "render"]
    assert all(seconds >= 0 for _, seconds in stages)


def test_finishing_twice_does_not_count_the_last_stage_twice() -> None:
    progress = Progress()
    assert progress.finish() == ()
    progress.stage("read")
    assert progress.finish() == progress.finish() != ()
