"""PDF through typst: what a person typed is handed over as values and never read as markup."""

import json
import threading
from base64 import b64encode
from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Any

import typst
from markupsafe import Markup
from PIL import Image

from portal.core import clock
from portal.core.config import ROOT
from portal.core.documents.text import printable

FOLDER = (ROOT / "templates" / "documents").resolve()
STANDARDS = ["ua-1", "a-2a"]
_lock = threading.Lock()
_compilers: dict[tuple[str, bool], Any] = {}


def render_pdf(
    template: str, data: Mapping[str, Any], *, pictures: Mapping[str, bytes] | None = None
) -> bytes:
    """Print templates/documents/<template>.typ with `data`: an accessible, archivable PDF.

    The template reads `data` from "/base.typ" (`#import "/base.typ": *`). `pictures` are JPEG or PNG of
    our own making; the template shows one by `picture("name", width: 3cm, alt: "…")`. The fonts
    inside typst are used, so that every machine prints alike.
    """
    shown = {name: _as_svg(content) for name, content in (pictures or {}).items()}
    values = json.dumps({**_plain(data), "pictures": shown}, ensure_ascii=False)
    name = template.removesuffix(".typ")
    with _lock:
        try:
            return _compile(name, values, own_fonts_only=True)
        except typst.TypstError as error:
            if "could not be displayed" not in str(error):
                raise
            return _compile(name, values, own_fonts_only=False)


def _compile(name: str, values: str, *, own_fonts_only: bool) -> bytes:
    """A letter that no font of ours has (an emoji, a Chinese name) costs the standards, not the paper."""
    compiled = _compiler(name, own_fonts_only).compile(
        sys_inputs={"data": values},
        format="pdf",
        pdf_standards=STANDARDS if own_fonts_only else [],
        timestamp=int(clock.now().timestamp()),
    )
    return bytes(compiled)


def _compiler(name: str, own_fonts_only: bool) -> Any:
    path = (FOLDER / f"{name}.typ").resolve()
    if not path.is_relative_to(FOLDER):
        raise LookupError(name)
    key = (name, own_fonts_only)
    if key not in _compilers:
        _compilers[key] = typst.Compiler(
            str(path), root=str(FOLDER), ignore_system_fonts=own_fonts_only
        )
    return _compilers[key]


def _as_svg(content: bytes) -> str:
    """A picture inside an SVG: values go to typst as text only."""
    with Image.open(BytesIO(content), formats=["JPEG", "PNG"]) as opened:
        width, height = opened.size
        kind = "jpeg" if opened.format == "JPEG" else "png"
    href = f"data:image/{kind};base64,{b64encode(content).decode()}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="{href}"/></svg>'
    )


def _plain(value: Any) -> Any:
    """Values as JSON: days as dd/mm/yyyy, instants on the Vietnamese clock, lazy texts as text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(inner) for inner in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime):
        return clock.local(value).strftime("%H:%M %d/%m/%Y")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return printable(value.striptags() if isinstance(value, Markup) else value)
