"""What pages tell programs, in a browser: blocks of data that nothing objects to, and icons that can be drawn."""

from collections.abc import Callable

from tests.support.visits import EVERYWHERE, Visit

DESCRIBED = """() => [...document.querySelectorAll('script[type="application/ld+json"]')]
  .map((block) => JSON.parse(block.textContent)["@context"])"""

DRAWN = """async () => {
  const manifest = await (await fetch(document.querySelector("link[rel=manifest]").href)).json();
  const sides = [];
  for (const icon of manifest.icons) {
    const drawn = await createImageBitmap(await (await fetch(icon.src)).blob());
    sides.push(`${drawn.width}x${drawn.height}`);
  }
  return [sides, manifest.icons.map((icon) => icon.sizes)];
}"""


def test_every_page_is_described_and_its_policy_has_nothing_against_it(visit: Callable[..., Visit]) -> None:
    reader = visit()
    for place in EVERYWHERE:
        expected = [] if place == "404.html" else ["https://schema.org"]
        assert reader.open(place).evaluate(DESCRIBED) == expected, place
    assert [fault for fault in reader.faults if "Security Policy" in fault] == []


def test_the_manifest_names_icons_of_the_sizes_that_it_says(visit: Callable[..., Visit]) -> None:
    drawn, said = visit().open().evaluate(DRAWN)
    assert drawn == said
    assert drawn
