"""The report as a paper: DOCX in the official form, XLSX, and JSON for machines."""

import json
from typing import Any

from flask_babel import force_locale

from portal.consultation.models import Consultation, Disposition
from portal.consultation.queries.report import codes_of, table_of
from portal.consultation.rules.synthesis import Table, TableRow, check_sums
from portal.core import clock
from portal.core.documents import Docx, Sheet, write_xlsx
from portal.core.i18n import label

TITLE = "Bản tổng hợp ý kiến, tiếp thu, giải trình ý kiến góp ý, phản biện xã hội"
COLUMNS = (
    "NHÓM VẤN ĐỀ/ĐIỀU/KHOẢN",
    "CHỦ THỂ GÓP Ý",
    "NỘI DUNG GÓP Ý",
    "Ý KIẾN TIẾP THU, GIẢI TRÌNH",
)
_WAITS = "(đang nghiên cứu, tiếp thu, giải trình)"


def checked_table(consultation: Consultation) -> Table:
    """The table in Vietnamese, as the official form is; raises where its sums do not agree."""
    with force_locale("vi"):
        table = table_of(consultation)
    check_sums(table, codes_of(consultation))
    return table


def report_docx(consultation: Consultation) -> bytes:
    """The report in the official four columns on A4 lying."""
    table = checked_table(consultation)
    paper = Docx(TITLE, landscape=True)
    paper.heading_block(agency=table.agency, day=clock.today())
    paper.title(TITLE, f"Đối với dự thảo {table.subject}")
    for sentence in introduction(table):
        paper.paragraph(sentence)
    paper.table(COLUMNS, [_cells(row) for row in table.rows], widths=[1.3, 1.2, 3, 3])
    _list_apart(paper, f"Thống nhất với dự thảo ({len(table.agreeing)}):", table.agreeing)
    silent = "được coi là thống nhất" if table.silence_counts else "chưa có văn bản góp ý"
    _list_apart(paper, f"Đã gửi xin ý kiến, {silent} ({len(table.silent)}):", table.silent)
    paper.signature(position="Thủ trưởng cơ quan chủ trì soạn thảo")
    return paper.save()


def introduction(table: Table) -> list[str]:
    """The opening sentences with the sums."""
    with force_locale("vi"):
        parts = [
            f"{label(one).lower()}: {table.by_disposition[one]}"
            for one in Disposition
            if table.by_disposition[one]
        ]
    open_rows = table.by_disposition[None]
    if open_rows:
        parts.append(f"đang xử lý: {open_rows}")
    return [
        f"Căn cứ Luật Ban hành văn bản quy phạm pháp luật, {table.agency} đã tổ chức lấy ý kiến, tham "
        f"vấn, phản biện xã hội đối với dự thảo {table.subject}.",
        f"1. Tổng số {table.asked} cơ quan, tổ chức, cá nhân đã gửi xin ý kiến, tham vấn, góp ý, phản "
        f"biện xã hội và tổng số {table.received} ý kiến nhận được"
        + (f" ({'; '.join(parts)})." if parts else "."),
        "2. Kết quả cụ thể như sau:",
    ]


def _cells(row: TableRow) -> list[str]:
    late = " (gửi sau thời hạn)" if row.is_late else ""
    return [row.place, row.submitter + late, row.content, row.answer or _WAITS]


def _list_apart(paper: Docx, title: str, names: list[str]) -> None:
    if names:
        paper.paragraph(title, bold=True, indent=False)
        paper.bullets(names)


def report_xlsx(consultation: Consultation) -> bytes:
    """The same rows for a spreadsheet, with a sheet of sums and one of bodies."""
    table = checked_table(consultation)
    with force_locale("vi"):
        sums = [[label(one), table.by_disposition[one]] for one in Disposition]
    sums += [["Đang xử lý", table.by_disposition[None]], ["Tổng số ý kiến", table.received]]
    bodies = [[name, "Thống nhất"] for name in table.agreeing]
    bodies += [[name, "Chưa trả lời"] for name in table.silent]
    rows = [[row.code, *_cells(row)] for row in table.rows]
    return write_xlsx(
        [
            Sheet("Tổng hợp", ["Mã", *COLUMNS], rows, note=table.subject),
            Sheet("Số liệu", ["Kết quả", "Số ý kiến"], sums),
            Sheet("Cơ quan", ["Tên", "Trạng thái"], bodies),
        ]
    )


def report_json(consultation: Consultation) -> str:
    """The same rows for machines."""
    table = checked_table(consultation)
    answer: dict[str, Any] = {
        "subject": table.subject,
        "agency": table.agency,
        "asked": table.asked,
        "received": table.received,
        "by_disposition": {
            (one.value if one else "open"): count for one, count in table.by_disposition.items()
        },
        "agreeing": table.agreeing,
        "silent": table.silent,
        "silence_counts_as_agreement": table.silence_counts,
        "rows": [
            {
                "code": row.code,
                "place": row.place,
                "submitter": row.submitter,
                "content": row.content,
                "disposition": row.disposition.value if row.disposition else None,
                "answer": row.answer,
                "late": row.is_late,
            }
            for row in table.rows
        ],
    }
    return json.dumps(answer, ensure_ascii=False, indent=1)


def file_name(consultation: Consultation) -> str:
    """The stem of the report's file name."""
    return f"tong-hop-{consultation.slug}"
