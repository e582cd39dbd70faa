"""Portraits and covers: three sizes of each, as WebP and JPEG, made of pixels only."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from flask import url_for
from flask_babel import gettext as _
from PIL import Image
from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship
from werkzeug.datastructures import FileStorage

from portal.core import images
from portal.core.db import Model, db
from portal.core.errors import RuleBroken
from portal.core.files.accept import Accept
from portal.core.files.actions import check, receive, store_bytes
from portal.core.files.models import StoredFile
from portal.core.files.store import arriving

SIZES = (96, 320, 960)
"""The widths in points; a picture is never made larger than it was."""
_FORMATS = (("WEBP", "image/webp", "webp"), ("JPEG", "image/jpeg", "jpg"))

Crop = tuple[float, float, float, float]
"""Left, top, right, bottom as parts of the whole, each 0 to 1."""


class Picture(Model):
    """One picture; its files are its renditions."""

    id: Mapped[int] = mapped_column(primary_key=True)
    width: Mapped[int]
    height: Mapped[int]
    renditions: Mapped[list["Rendition"]] = relationship(
        back_populates="picture",
        order_by="Rendition.width",
        cascade="all, delete-orphan",
        lazy="selectin",
    )


class Rendition(Model):
    """A picture at one width in one format."""

    id: Mapped[int] = mapped_column(primary_key=True)
    picture_id: Mapped[int] = mapped_column(
        ForeignKey("picture.id", ondelete="CASCADE"), index=True
    )
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    width: Mapped[int]
    height: Mapped[int]
    format: Mapped[str]

    picture: Mapped[Picture] = relationship(back_populates="renditions")
    file: Mapped[StoredFile] = relationship(lazy="joined", innerjoin=True)

    @property
    def name(self) -> str:
        """The name under which a feature's view serves it: the hash and the extension."""
        return f"{self.file.sha256}.{self.format}"


@dataclass(frozen=True)
class PictureSources:
    """What an <img> with its <source> needs; the addresses are relative to the site."""

    webp: str
    jpeg: str
    src: str
    width: int
    height: int


def store_picture(
    upload: FileStorage, *, crop: Crop | None = None, limit_mb: int | None = None
) -> Picture:
    """Keep a picture in all its sizes; raise `RuleBroken` for what is no picture, or too large.

    The upload itself is not kept: with it would go the place and the device that took it.
    """
    try:
        with arriving() as path:
            receive(upload, path, limit_mb or Accept.IMAGE.limit_mb)
            media_type = check(path, upload.filename or "", Accept.IMAGE)
            whole = images.decode(path, images.FORMATS[media_type])
    except RuleBroken as broken:
        raise RuleBroken(broken.message, broken.field or upload.name) from None
    return _keep(whole.crop(_box(crop, whole.size)) if crop else whole)


def picture_from(path: Path, media_type: str) -> Picture:
    """The same from a file of our own, as the demo province has."""
    return _keep(images.decode(path, images.FORMATS[media_type]))


def _keep(whole: Image.Image) -> Picture:
    picture = Picture(width=whole.width, height=whole.height)
    flat = _on_white(whole)
    for width in sorted({min(width, whole.width) for width in SIZES}):
        height = max(1, round(whole.height * width / whole.width))
        small = flat.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        for kind, media_type, extension in _FORMATS:
            written = BytesIO()
            small.save(written, kind, quality=82, method=4, optimize=True, progressive=True)
            file = store_bytes(written.getvalue(), name=f"picture-{width}", media_type=media_type)
            picture.renditions.append(
                Rendition(file=file, width=width, height=height, format=extension)
            )
    db.session.add(picture)
    db.session.flush()
    return picture


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    flat = Image.new("RGB", picture.size, "white")
    flat.paste(picture, mask=picture.getchannel("A"))
    return flat


def _box(crop: Crop, size: tuple[int, int]) -> tuple[int, int, int, int]:
    left, top, right, bottom = crop
    if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
        raise RuleBroken(_("The part cut out lies outside the picture. Choose it again."), "crop")
    width, height = size
    box = round(left * width), round(top * height), round(right * width), round(bottom * height)
    if box[2] - box[0] < 8 or box[3] - box[1] < 8:
        raise RuleBroken(_("The picture is too small."), "crop")
    return box


def picture_sources(picture: Picture, endpoint: str = "", **values: object) -> PictureSources:
    """The `srcset` texts of a picture. `endpoint` is the owner's view that serves a rendition by `name`."""

    def address(rendition: Rendition) -> str:
        if endpoint:
            return url_for(endpoint, name=rendition.name, **values)  # type: ignore[arg-type]
        return f"/pictures/{rendition.name}"

    def srcset(kind: str) -> str:
        return ", ".join(
            f"{address(each)} {each.width}w" for each in picture.renditions if each.format == kind
        )

    plain = [each for each in picture.renditions if each.format == "jpg"]
    middle = plain[min(1, len(plain) - 1)]
    return PictureSources(
        srcset("webp"), srcset("jpg"), address(middle), middle.width, middle.height
    )


def rendition_named(name: str) -> Rendition | None:
    """The rendition behind `<sha>.<format>`; who serves it asks first whether its owner is public."""
    sha256, _dot, extension = name.partition(".")
    query = select(Rendition).join(Rendition.file).where(StoredFile.sha256 == sha256)
    return db.session.scalars(
        query.where(Rendition.format == extension).order_by(Rendition.id)
    ).first()
