"""Blocks are shared among processes, within the memory that is there. What is in them: test_search_index."""

from generator.model.views.search import SearchBlock
from generator.pipeline.search_tasks import split_lanes


def test_lanes_have_about_as_many_items_and_large_blocks_follow_each_other() -> None:
    def lanes(*sizes: int) -> list[list[int]]:
        blocks = [SearchBlock(str(place), range(size), b"") for place, size in enumerate(sizes)]
        return [[len(block.rows) for block in lane] for lane in split_lanes(blocks, 2)]

    assert lanes() == []
    assert lanes(0) == [[0]]
    assert lanes(1200, 1200, 800, 1200) == [[1200, 1200], [1200, 800]]
    assert lanes(9_000, 300, 9_000) == [[9_000, 9_000, 300]]
