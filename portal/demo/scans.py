"""Pictures that the demo draws itself: a sample scan, portraits of nobody."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw


@cache
def blank_scan() -> bytes:
    """A sheet with a few lines, as a scanned consent would look; nothing on it can be read."""
    sheet = Image.new("L", (620, 877), 250)
    pen = ImageDraw.Draw(sheet)
    for row, width in enumerate((260, 420, 500, 480, 505, 300, 0, 490, 460, 200)):
        if width:
            pen.rectangle((60, 120 + row * 48, 60 + width, 130 + row * 48), fill=190)
    pen.rectangle((380, 700, 540, 706), fill=150)
    out = BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()
