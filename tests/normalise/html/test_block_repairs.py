"""Blocks contain what they may, and have the parents that they need."""

import pytest

from generator.normalise.html.block_repairs import BLOCK_REPAIRS, adopt_orphans
from generator.normalise.html.tree import Element, parse_clean_html, write_html


@pytest.mark.parametrize(
    ("html", "repaired"),
    [
        ("<h2>one<p>two</p></h2>", "<h2>one two </h2>"),
        ("<p>one<div>two</div></p>", "<div>one<div>two</div></div>"),
        ("<ul>one<li>two</li></ul>", "<ul><li>one</li><li>two</li></ul>"),
        ("<dl><dt>one</dt></dl>", "<dl><dt>one</dt><dd></dd></dl>"),
        ("<details>one<summary>two</summary></details>", "<details><summary>two</summary>one</details>"),
        ("<details>one</details>", "<div>one</div>"),
        ("<section>one</section>", "<div>one</div>"),
        ("<header>one<footer>two</footer></header>", "<header>one<div>two</div></header>"),
    ],
)
def test_a_block_fits_its_content_model(html: str, repaired: str) -> None:
    block = parse_clean_html(html).children[0]
    assert isinstance(block, Element)
    assert write_html(BLOCK_REPAIRS[block.name](block)) == repaired


@pytest.mark.parametrize(
    ("html", "repaired"),
    [
        ("<li>one</li><li>two</li>three", "<ul><li>one</li><li>two</li></ul>three"),
        ("<dt>one</dt><dd>two</dd>", "<dl><dt>one</dt><dd>two</dd></dl>"),
        ("<summary>one</summary>", "<p>one</p>"),
        ("<figcaption>one</figcaption>", "<div>one</div>"),
        ("<rt>one</rt>", "<span>one</span>"),
    ],
)
def test_what_misses_its_parent_gets_one_or_becomes_plain(html: str, repaired: str) -> None:
    assert write_html(adopt_orphans("", parse_clean_html(html).children)) == repaired
