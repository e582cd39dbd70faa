"""QR codes, mostly of a /verify address."""

from io import BytesIO

import segno


def qr_svg(text: str, *, scale: int = 4) -> str:
    """The code as an SVG element without XML declaration, dark on transparent."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", scale=scale, border=4, xmldecl=False, svgns=True, nl=False, light="#fff"
    )
    return out.getvalue().decode()


def qr_png(text: str, *, scale: int = 8) -> bytes:
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=scale, border=4)
    return out.getvalue()
