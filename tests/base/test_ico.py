"""An icon file contains its PNG unchanged."""

import io

from PIL import Image

from generator.base.ico import build_ico


def test_other_programs_read_the_icon() -> None:
    png = io.BytesIO()
    Image.new("RGBA", (32, 32), (10, 20, 30, 255)).save(png, "PNG")
    data = build_ico(png.getvalue(), 32)
    assert data.endswith(png.getvalue())
    with Image.open(io.BytesIO(data)) as icon:
        assert (icon.format, icon.size) == ("ICO", (32, 32))
        assert icon.convert("RGBA").getpixel((5, 5)) == (10, 20, 30, 255)
