"""Pictures as pixels: decoded whole and written anew, so that nothing but pixels passes."""

import threading
import warnings
from pathlib import Path
from typing import Any

from flask_babel import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from portal.core.errors import RuleBroken

MOST_PIXELS = 40_000_000
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_SAVING: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 90, "optimize": True},
    "PNG": {"optimize": False},
    "WEBP": {"quality": 88, "method": 4},
}
_one_at_a_time = threading.Lock()
"""A decoded picture takes up to 160 MB: one process holds one of them."""


def rewrite(path: Path, media_type: str) -> None:
    """Replace the picture at `path` by a clean one of the same format."""
    kind = FORMATS[media_type]
    with _one_at_a_time:
        picture = decode(path, kind)
        if kind == "JPEG" and picture.mode not in ("RGB", "L"):
            picture = picture.convert("RGB")
        picture.save(path, kind, **_SAVING[kind])


def decode(path: Path, kind: str) -> Image.Image:
    """The pixels of a picture, upright, in plain RGB(A) or grey and without any metadata.

    Its size is looked at before a pixel is unpacked; raises `RuleBroken` with a sentence.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=[kind]) as opened:
                _check_pixels(opened.size)
                opened.load()
                upright = ImageOps.exif_transpose(opened)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError):
        raise RuleBroken(
            _("The picture is damaged or is not what its name says. Choose another one.")
        ) from None
    return _plain(upright)


def _check_pixels(size: tuple[int, int]) -> None:
    width, height = size
    if width * height > MOST_PIXELS:
        raise _too_many_pixels()
    if width < 8 or height < 8:
        raise RuleBroken(_("The picture is too small."))


def _too_many_pixels() -> RuleBroken:
    return RuleBroken(
        _(
            "The picture has more than %(limit)s million points. Make it smaller.",
            limit=MOST_PIXELS // 10**6,
        )
    )


def _plain(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGB", "L", "RGBA"):
        plain = picture
    elif picture.mode in ("P", "LA", "PA") or "transparency" in picture.info:
        plain = picture.convert("RGBA")
    elif picture.mode.startswith("I") or picture.mode == "F":
        plain = picture.convert("L")
    else:
        plain = picture.convert("RGB")
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    return clean
