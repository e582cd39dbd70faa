"""Answering with a paper made for this reader: never kept by a cache."""

from io import BytesIO

from flask import Response, send_file

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
_SUFFIXES = {DOCX: ".docx", XLSX: ".xlsx", PDF: ".pdf"}


def send_document(content: bytes, filename: str, media_type: str = "") -> Response:
    """A download named `filename`; without `media_type` the name's ending tells it."""
    if not media_type:
        media_type = next(kind for kind, end in _SUFFIXES.items() if filename.endswith(end))
    response = send_file(
        BytesIO(content), mimetype=media_type, as_attachment=True, download_name=filename
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
