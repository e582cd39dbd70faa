"""A picture is kept in three sizes of pixels only."""

import io

import pytest
from PIL import Image

from portal.core.errors import RuleBroken
from portal.core.files import read_bytes
from portal.core.pictures import picture_sources, rendition_named, store_picture
from tests import corpus
from tests.corpus import upload


def photo(width: int = 1200, height: int = 900) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def test_three_sizes_in_two_formats() -> None:
    picture = store_picture(upload(photo(), "a.jpg"))
    assert [(each.width, each.height) for each in picture.renditions if each.format == "jpg"] == [
        (96, 72),
        (320, 240),
        (960, 720),
    ]
    for each in picture.renditions:
        shown = Image.open(io.BytesIO(read_bytes(each.file)))
        assert shown.size == (each.width, each.height)
        assert shown.format == {"jpg": "JPEG", "webp": "WEBP"}[each.format]


def test_a_small_picture_is_never_made_larger() -> None:
    picture = store_picture(upload(photo(200, 200), "a.jpg"))
    assert {each.width for each in picture.renditions} == {96, 200}


def test_the_crop_is_cut_out() -> None:
    picture = store_picture(upload(photo(400, 400), "a.jpg"), crop=(0.25, 0, 0.75, 1))
    assert (picture.width, picture.height) == (200, 400)


@pytest.mark.parametrize("crop", [(0.5, 0, 0.4, 1), (-1, 0, 1, 1), (0, 0, 2, 1), (0, 0, 0.001, 1)])
def test_a_crop_outside_the_picture_is_refused(crop: tuple[float, float, float, float]) -> None:
    with pytest.raises(RuleBroken) as refused:
        store_picture(upload(photo(400, 400), "a.jpg"), crop=crop)
    assert refused.value.field == "crop"


def test_neither_place_nor_camera_nor_author_stay_in_it() -> None:
    for each in store_picture(upload(corpus.jpeg_with_gps(), "a.jpg")).renditions:
        assert b"SECRET" not in read_bytes(each.file)
        assert not Image.open(io.BytesIO(read_bytes(each.file))).getexif()


def test_transparency_becomes_white_paper() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG")
    picture = store_picture(upload(out.getvalue(), "a.png"))
    jpg = next(each for each in picture.renditions if each.format == "jpg")
    assert Image.open(io.BytesIO(read_bytes(jpg.file))).getpixel((25, 25)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["P", "LA", "L", "CMYK", "I;16", "1"])
def test_every_mode_a_camera_or_scanner_writes_is_read(mode: str) -> None:
    out = io.BytesIO()
    kind = "JPEG" if mode == "CMYK" else "PNG"
    Image.new(mode, (60, 60)).save(out, kind)
    assert store_picture(upload(out.getvalue(), f"a.{kind.lower()}")).renditions


def test_sources_name_every_size_and_a_name_leads_back() -> None:
    picture = store_picture(upload(photo(), "a.jpg"))
    sources = picture_sources(picture)
    assert sources.webp.count(".webp ") == sources.jpeg.count(".jpg ") == 3
    assert sources.width == 320
    name = sources.src.rsplit("/", 1)[-1]
    found = rendition_named(name)
    assert found is not None
    assert found.name == name
    assert rendition_named("nothing.jpg") is None
