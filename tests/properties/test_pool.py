"""The law for sites with a pool of records and one cache: each is what a build from nothing makes, byte for byte."""

from pathlib import Path
from random import Random

import pytest

from tests.support.site_kit import Site, article, difference, front_matter, png

TOPICS = ("Clocks", "clocks", "Sundials", "Law", "Art")
NAMES = tuple(f"_news/{name}.md" for name in "abcdefg")
SETTINGS = (
    '[content]\nfrom = "../../pool"\nremoval_limit = 100\n',
    '[content]\nfrom = "../../pool"\ntopics = ["Clocks"]\nremoval_limit = 100\n',
    '[content]\nfrom = "../../pool"\ntopics = ["Art", "law"]\nremoval_limit = 100\n',
    "[content]\nremoval_limit = 100\n",
)


class Fleet:
    """Two sites over one pool, with one cache."""

    def __init__(self, folder: Path, random: Random) -> None:
        self.pool, self._random = folder / "pool", random
        self.sites = [Site(folder / "sites" / name, folder / "out" / name, folder / "cache") for name in "xy"]
        for site in self.sites:
            site.content = site.folder
            site.write("site.toml", SETTINGS[1])
            site.content.joinpath("own.md").write_text(front_matter(article("own")), "utf-8")
            site.given["overrides"] = {"images": {"mode": "cache"}}

    def edit(self) -> None:
        """Make one random change to the pool or to a site."""
        random = self._random
        root = random.choice([self.pool, self.pool, *[site.content for site in self.sites]])
        match random.randrange(8):
            case 0 | 1 | 2 | 3:
                self._write(root / random.choice(NAMES))
            case 4:
                (root / random.choice(NAMES)).unlink(missing_ok=True)
            case 5:
                parent = random.choice(("", "parent: Clocks\n"))
                _put(root / "_data/topics/1-sundials.yaml", f"name: Sundials\n{parent}")
            case 6:
                image = root / "assets/a.png"
                if random.random() < 0.3:
                    image.unlink(missing_ok=True)
                else:
                    _put(image, png(random.randrange(256), 2, 3))
            case _:
                random.choice(self.sites).write("site.toml", random.choice(SETTINGS))

    def _write(self, file: Path) -> None:
        random = self._random
        topics = random.sample(TOPICS, random.randrange(3))
        fields = article(file.stem + random.choice(("", "", "1")), topics=topics)
        if random.random() < 0.2:
            fields |= {"removed": True}
        if random.random() < 0.5:
            fields |= {"images": [{"url": "/assets/a.png"}]}
        text = front_matter(fields) if random.random() < 0.9 else "---\ntitle: [\n---\n"
        _put(file, f"{text}See [a table](/assets/a.png).\n")

    def hold(self) -> None:
        for site in self.sites:
            report = site.build()
            clean = site.clean()
            assert site.tree() == clean, difference(clean, site.tree())
            counts = report.counts
            assert counts.records == counts.items + sum(number for _, number in counts.left_out)
            assert site.build().settled


def _put(file: Path, data: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in (1, 2, 3))])
def test_sites_with_a_pool_are_clean_after_any_edits(tmp_path: Path, seed: int) -> None:
    fleet = Fleet(tmp_path, Random(seed))
    for _ in range(12):
        fleet.edit()
    fleet.hold()
    for _ in range(5):
        for _ in range(fleet._random.randrange(1, 4)):
            fleet.edit()
        fleet.hold()
