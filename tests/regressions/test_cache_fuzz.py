"""Whatever is killed and whatever is damaged in the cache: one build later, the site is that of a clean build.

``BROADSHEET_ROUNDS`` is the number of rounds of each kind, ``BROADSHEET_SEED`` the first seed. A round ends in seconds;
its seed is in its name, and the same seed draws the same damage. When a signal arrives is up to the machine.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.pictures import photograph, picture
from tests.support.site_kit import ROOT, Site, Tree, article, difference
from tests.support.strange_host import StrangeHost, strange_host

ROUNDS = int(os.environ.get("BROADSHEET_ROUNDS", "1"))
SEED = int(os.environ.get("BROADSHEET_SEED", "1"))
ROUND_SEEDS = range(SEED, SEED + ROUNDS)

LOCKED = "another build"
"""In the message of a build that meets the lock of another one."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="NO /proc on this system"),
]


@pytest.fixture(scope="module")
def host() -> Iterator[StrangeHost]:
    with strange_host() as running:
        yield running


OPTIONS: dict[str, object] = {"workers": 2, "overrides": {"images": {"mode": "cache"}}}


class Edition:
    """A site that changes between two editions, and what a clean build makes of each."""

    def __init__(self, site: Site, host: StrangeHost) -> None:
        self.site = site
        self._host = host
        self._edition = 0
        site.write("site.toml", '[images]\nmode = "cache"\nallow_hosts = ["127.0.0.1"]\n')
        for number in range(3):
            site.write(f"images/photo-{number}.jpg", photograph(700, 500, number))
            site.write(f"images/broken-{number}.jpg", picture(300, 200)[:-200] + b"\xff\xd9")
        self._expected: list[Tree] = []
        for _ in range(2):
            self.change()
            self._expected.append(site.clean(**OPTIONS))
        assert self._expected[0] != self._expected[1]
        assert sum("pictures/" in path for path in self._expected[0]) > 10

    def change(self) -> None:
        """Write the other edition."""
        self._edition = 1 - self._edition
        for number in range(12):
            url = self._host.url(f"/{('good', 'small', 'moved')[number % 3]}.jpg")
            local = f"/images/{'broken' if number == 7 else 'photo'}-{(number + self._edition) % 3}.jpg"
            images = [{"url": url if number % 4 == 1 else local}]
            title = f"Article {number}, edition {self._edition * (number % 3)}"
            self.site.record(
                f"{number}.md", article(f"a{number}", title=title, images=images), f"Text {number}.\n"
            )

    @property
    def expected(self) -> Tree:
        return self._expected[1 - self._edition]


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory, host: StrangeHost) -> Edition:
    edition = Edition(Site(tmp_path_factory.mktemp("fuzz")), host)
    edition.site.build(**OPTIONS)
    return edition


def hold(edition: Edition, before: str) -> None:
    """Build once, and compare with a clean build."""
    for _ in range(100):
        done = begin(edition)
        said = done.communicate(timeout=120)[1]
        if LOCKED not in said:
            break
        time.sleep(0.1)
    assert done.returncode == 0, f"{before}:\n{said}"
    assert not difference(edition.expected, edition.site.tree()), before


def begin(edition: Edition) -> "subprocess.Popen[str]":
    """Begin a build in processes of their own."""
    site = edition.site
    folders = [
        str(part) for part in ("--content", site.content, "--output", site.output, "--cache", site.cache)
    ]
    return subprocess.Popen(
        [sys.executable, "-m", "generator", "build", "--workers", "2", *folders],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        cwd=site.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def forget_some(site: Site, chance: random.Random) -> None:
    """Take away results that a build then has to make again: else there is little to be killed."""
    if chance.random() < 0.4:
        shutil.rmtree(site.cache, ignore_errors=True)
    elif chance.random() < 0.6:
        shutil.rmtree(site.cache / "pictures" / "made", ignore_errors=True)
    if chance.random() < 0.3:
        shutil.rmtree(site.output, ignore_errors=True)


def kill_main(build: "subprocess.Popen[str]", chance: random.Random) -> str:
    build.kill()
    return "main"


def kill_group(build: "subprocess.Popen[str]", chance: random.Random) -> str:
    with suppress(ProcessLookupError):
        os.killpg(build.pid, signal.SIGKILL)
    return "group"


def kill_child(build: "subprocess.Popen[str]", chance: random.Random) -> str:
    """Kill one to four processes of the build, as they are seen."""
    killed: list[str] = []
    until = time.monotonic() + 3
    wanted = chance.randint(1, 4)
    while build.poll() is None and time.monotonic() < until and len(killed) < wanted:
        for child in descendants(build.pid)[:1]:
            with suppress(ProcessLookupError):
                name = Path(f"/proc/{child}/comm").read_text() if Path(f"/proc/{child}").exists() else ""
                os.kill(child, signal.SIGKILL)
                killed.append(name.strip())
        time.sleep(chance.random() * 0.05)
    return f"children {killed}"


def descendants(process: int) -> list[int]:
    """Return the processes that a process has started, and those that these have."""
    found: list[int] = []
    with suppress(OSError, ValueError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += [int(child), *descendants(int(child))]
    return found


@pytest.mark.parametrize("seed", ROUND_SEEDS)
@pytest.mark.parametrize("kill", [kill_main, kill_child, kill_group])
def test_a_build_after_a_killed_one_is_that_of_a_clean_one(
    kill: Callable[["subprocess.Popen[str]", random.Random], str], seed: int, edition: Edition
) -> None:
    chance = random.Random(f"{kill.__name__} {seed}")
    forget_some(edition.site, chance)
    edition.change()
    build = begin(edition)
    wait = chance.random() * (0.6 if kill is kill_child else 2.5)
    time.sleep(wait)
    what = kill(build, chance)
    said = build.communicate(timeout=120)[1]
    assert build.returncode != 3, f"{what} after {wait:.2f} s is no bug:\n{said}"
    hold(edition, f"{what} killed after {wait:.2f} s (exit {build.returncode})")


Damage = Callable[[Path, random.Random], None]


def flip(file: Path, chance: random.Random) -> None:
    data = bytearray(file.read_bytes() or b"\0")
    for _ in range(chance.choice((1, 1, 8))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)


def cut(file: Path, chance: random.Random) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: chance.randrange(len(data) + 1)])


def empty(file: Path, chance: random.Random) -> None:
    file.write_bytes(b"")


def extend(file: Path, chance: random.Random) -> None:
    file.write_bytes(file.read_bytes() + chance.randbytes(chance.choice((1, 100, 10_000))))


def scramble(file: Path, chance: random.Random) -> None:
    file.write_bytes(chance.randbytes(file.stat().st_size))


def blank_end(file: Path, chance: random.Random) -> None:
    """Leave zeros where a disk that lost power had not written yet."""
    data = file.read_bytes()
    at = chance.randrange(len(data) + 1)
    file.write_bytes(data[:at] + bytes(len(data) - at))


def delete(file: Path, chance: random.Random) -> None:
    file.unlink()


def replace_by_folder(file: Path, chance: random.Random) -> None:
    file.unlink()
    file.mkdir()


def replace_by_other(file: Path, chance: random.Random) -> None:
    others = [each for each in file.parent.iterdir() if each.is_file()]
    file.write_bytes(chance.choice(others).read_bytes())


DAMAGES: tuple[Damage, ...] = (
    flip,
    cut,
    empty,
    extend,
    scramble,
    blank_end,
    delete,
    replace_by_folder,
    replace_by_other,
)


def damage_some(cache: Path, chance: random.Random) -> list[str]:
    """Damage one to many files of a cache, of every kind equally often. Often their times tell nothing."""
    said = []
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        files = sorted(each for each in cache.rglob("*") if each.is_file() and not each.is_symlink())
        kinds: dict[tuple[str, str], list[Path]] = {}
        for each in files:
            kinds.setdefault(
                (each.parent.name if len(each.parent.name) > 2 else "blob", each.suffix), []
            ).append(each)
        file = chance.choice(kinds[chance.choice(sorted(kinds))])
        status, damage = file.stat(), chance.choice(DAMAGES)
        damage(file, chance)
        quiet = file.is_file() and chance.random() < 0.5
        if quiet:
            os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
        said.append(f"{damage.__name__}{' quietly' if quiet else ''} {file.relative_to(cache)}")
    return said


@pytest.mark.parametrize("seed", ROUND_SEEDS)
def test_a_build_with_a_damaged_cache_is_that_of_a_clean_one(seed: int, edition: Edition) -> None:
    chance = random.Random(f"damage {seed}")
    said = damage_some(edition.site.cache, chance)
    if chance.random() < 0.7:
        edition.change()
    if chance.random() < 0.3:
        shutil.rmtree(edition.site.output)
        said.append("no output")
    hold(edition, ", ".join(said))
    edition.change()
    hold(edition, f"once more after {said}")
