"""Front matter is recognised by its first line, and its other forms are named."""

from pathlib import Path

import pytest

from generator.read.front_matter import begins_with_front_matter, missing_front_matter


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"---\ntitle: a\n---\n", True),
        (b"-----  \r\ntitle: a", True),
        (b"\xef\xbb\xbf\n ---\ntitle: a", True),
        ("\ufeff---\ntitle: a".encode("utf-16-le"), True),
        ("\ufeff---\ntitle: a".encode("utf-16-be"), True),
        (b"---", True),
        (b"--- title: a", False),
        (b"--\n", False),
        (b"title: a\n---\n", False),
        (b"", False),
        (b"\xff\xd8\xff", False),
    ],
)
def test_the_first_line_decides(tmp_path: Path, data: bytes, found: bool) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(data)
    assert begins_with_front_matter(str(file)) is found


def test_a_file_that_cannot_be_read_has_none(tmp_path: Path) -> None:
    assert not begins_with_front_matter(str(tmp_path / "none"))
    assert not begins_with_front_matter(str(tmp_path))


@pytest.mark.parametrize(
    ("text", "said", "way_out"),
    [
        ("+++\ntitle = 'a'\n+++\n", "TOML", "toYAML"),
        ('{\n"title": "a"\n}\n', "JSON", "line of ---"),
        ("Title: a\nDate: 2026-01-01\n\ntext", "the fields have no line of ---", "line of ---"),
        ("# A heading\n", "the first line is not '---'", "line of ---"),
        (" \n", "the file is empty", "line of ---"),
    ],
)
def test_another_form_is_named_with_the_way_out(text: str, said: str, way_out: str) -> None:
    problem = missing_front_matter("a.md", text)
    assert said in problem.message
    assert way_out in problem.hint
