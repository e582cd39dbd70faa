"""Papers the portal writes: DOCX and PDF in the layout of Decree 30/2020, XLSX, QR codes."""

from portal.core.documents.docx import Docx
from portal.core.documents.pdf import render_pdf
from portal.core.documents.qr import qr_png, qr_svg
from portal.core.documents.sending import DOCX, PDF, XLSX, send_document
from portal.core.documents.xlsx import Sheet, write_xlsx

__all__ = [
    "DOCX",
    "PDF",
    "XLSX",
    "Docx",
    "Sheet",
    "qr_png",
    "qr_svg",
    "render_pdf",
    "send_document",
    "write_xlsx",
]
