"""Which files a field takes: types by content, and how large."""

from enum import Enum

from flask_babel import gettext as _

PDF, JPEG, PNG, WEBP = "application/pdf", "image/jpeg", "image/png", "image/webp"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
TEXT, MARKDOWN, CSV = "text/plain", "text/markdown", "text/csv"
JSON, XML = "application/json", "application/xml"
HTML, SVG, GIF = "text/html", "image/svg+xml", "image/gif"
OLD_OFFICE, ARCHIVE = "application/x-ole-storage", "application/zip"

IMAGES = (JPEG, PNG, WEBP)
EXTENSIONS = {
    PDF: ".pdf",
    JPEG: ".jpg",
    PNG: ".png",
    WEBP: ".webp",
    DOCX: ".docx",
    XLSX: ".xlsx",
    ODS: ".ods",
    OLD_OFFICE: ".xls",
    TEXT: ".txt",
    MARKDOWN: ".md",
    CSV: ".csv",
    JSON: ".json",
    XML: ".xml",
}


class Accept(Enum):
    """What a field takes: (media types, megabytes)."""

    EVIDENCE = ((PDF, *IMAGES), 20)
    IMAGE = (IMAGES, 15)
    DRAFT = ((DOCX, TEXT, MARKDOWN), 20)
    WORKS = ((TEXT, MARKDOWN, CSV, JSON, XML), 10)
    SHEET = ((XLSX, CSV, TEXT), 20)
    STAFF = ((XLSX, ODS, OLD_OFFICE, CSV, TEXT), 20)
    DOCUMENT = ((PDF, DOCX), 20)

    @property
    def media_types(self) -> tuple[str, ...]:
        return self.value[0]

    @property
    def limit_mb(self) -> int:
        return self.value[1]

    @property
    def html(self) -> str:
        """The value of the `accept` attribute of a file field."""
        return ",".join(EXTENSIONS[media_type] for media_type in self.media_types)

    def sentence(self) -> str:
        """The types in words, for hints and refusals."""
        return _(
            "Choose a file of one of these types: %(types)s.",
            types=", ".join(EXTENSIONS[kind].lstrip(".").upper() for kind in self.media_types),
        )
