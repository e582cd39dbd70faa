"""Pictures that the demo draws itself: a sample scan, portraits of nobody."""

from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw

from portal.core.pictures import Picture, picture_from

_GROUNDS = ("#d9cbb0", "#c9d4cf", "#d8c4c0", "#c8cdd9", "#d6d3b6", "#cfc3d4")
_CLOTHES = ("#7a2a2a", "#2f4a5c", "#3d5a41", "#5a4a78", "#8a6a2f", "#44403a")
_SKINS = ("#e3bd97", "#d4a77c", "#c4946a")
_SIDE = 480


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


def portrait(rng: Random) -> Picture:
    """A drawn figure, plainly not a photograph of anybody."""
    skin, clothes = rng.choice(_SKINS), rng.choice(_CLOTHES)
    sheet = Image.new("RGB", (_SIDE, _SIDE), rng.choice(_GROUNDS))
    pen = ImageDraw.Draw(sheet)
    long_hair = rng.random() < 0.5
    if long_hair:
        pen.rounded_rectangle((140, 95, 340, 350), 95, fill="#26211d")
    pen.ellipse((60, 330, 420, 720), fill=clothes)
    pen.rounded_rectangle((205, 270, 275, 370), 30, fill=skin)
    pen.ellipse((155, 110, 325, 315), fill=skin)
    pen.pieslice((150, 95, 330, 290), 180, 360, fill="#26211d")
    pen.polygon(((190, 365), (240, 420), (290, 365)), fill="#f4efe4")
    with TemporaryDirectory() as folder:
        path = Path(folder, "portrait.png")
        sheet.save(path)
        return picture_from(path, "image/png")
