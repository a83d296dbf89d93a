"""The images of a body are taken out of its HTML, and marks are left."""

import pytest

from generator.model.item import ItemImage
from generator.normalise.body_images import MOST, extract_images
from generator.normalise.problems import ProblemCollector

URL = "https://a.example/x.png"


def extracted(html: str) -> tuple[str, tuple[ItemImage, ...]]:
    return extract_images(ProblemCollector("a.md"), html)


@pytest.mark.parametrize(
    ("tag", "mark", "image"),
    [
        (f'<img src="{URL}" alt="A &amp; B">', '<img src="image:0" alt="A &amp; B">', ItemImage(URL)),
        (f'<img alt="" src="{URL}">', '<img src="image:0" alt="">', ItemImage(URL)),
        (
            f'<img title="T" src="{URL}" alt="" width="30" height="20" lang="de">',
            '<img src="image:0" alt="" title="T" lang="de">',
            ItemImage(URL, width=30, height=20),
        ),
        (f'<img src="{URL}" alt="" width="0" height="-2">', '<img src="image:0" alt="">', ItemImage(URL)),
        (
            '<img src="https://a.example/?a=1&amp;b=2" alt="">',
            '<img src="image:0" alt="">',
            ItemImage("https://a.example/?a=1&b=2"),
        ),
        (
            '<img src="/assets/x.png" alt="">',
            '<img src="image:0" alt="">',
            ItemImage("assets/x.png", local=True),
        ),
    ],
)
def test_an_image_becomes_a_mark(tag: str, mark: str, image: ItemImage) -> None:
    assert extracted(f"<p>a{tag}b</p>") == (f"<p>a{mark}b</p>", (image,))


@pytest.mark.parametrize(
    "source", ["image:0", "javascript:alert(1)", "data:image/png;base64,AAAA", "x.txt", ""]
)
def test_other_sources_are_dropped_with_a_warning(source: str) -> None:
    problems = ProblemCollector("a.md")
    assert extract_images(problems, f'<p>a<img src="{source}" alt="b"></p>') == ("<p>a</p>", ())
    assert "expected the URL or path of an image" in problems.listed()[0].message


SOURCE = "https://source.example/blog/post"


@pytest.mark.parametrize(
    ("source", "base", "places"),
    [
        ("/assets/x.png", SOURCE, ["assets/x.png", "https://source.example/assets/x.png"]),
        ("x.png", SOURCE, ["_news/2026/x.png", "x.png", "https://source.example/blog/x.png"]),
        ("../x.png", "", ["_news/x.png"]),
        ("../../../../x.png?v=2", "", ["x.png"]),
        ("photo", SOURCE, ["https://source.example/blog/photo"]),
        (URL, SOURCE, [URL]),
    ],
)
def test_a_relative_url_is_our_own_file_first_then_the_source(
    source: str, base: str, places: list[str]
) -> None:
    html = f'<img src="{source}" alt="">'
    _, (image,) = extract_images(ProblemCollector("a.md"), html, "_news/2026/a.md", base)
    assert [each.url for each in image.places()] == places
    assert [each.local for each in image.places()] == ["//" not in place for place in places]


def test_one_url_is_one_image() -> None:
    other = "https://a.example/y.png"
    html = "".join(f'<img src="{url}" alt="{number}">' for number, url in enumerate((URL, other, URL)))
    marked, images = extracted(html)
    assert marked == '<img src="image:0" alt="0"><img src="image:1" alt="1"><img src="image:0" alt="2">'
    assert images == (ItemImage(URL), ItemImage(other))


def test_too_many_images_are_a_warning() -> None:
    problems = ProblemCollector("a.md")
    html = "".join(f'<img src="https://a.example/{number % 203}.png" alt="">' for number in range(406))
    marked, images = extract_images(problems, html)
    assert len(images) == MOST
    assert marked.count("<img") == 2 * MOST
    (only,) = problems.listed()
    assert only.message == f"expected at most {MOST} images, found 203: the last ones are left out"
