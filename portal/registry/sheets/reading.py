"""What the child does: find the table in a file and write its rows, one line of JSON each."""

import json
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from python_calamine import CalamineError, PasswordError

from portal.registry.sheets import lines
from portal.registry.sheets.books import Book, is_sealed
from portal.registry.sheets.heads import (
    LOOKED_AT,
    Cells,
    Head,
    Refused,
    _,
    find_head,
    is_numbering,
    missing_head,
)
from portal.registry.sheets.lines import Line

MOST_ROWS, MOST_COLUMNS = 50_000, 500


def read_table(path: str, *, into: str, is_text: bool, encoding: str = "") -> dict[str, Any]:
    """Write the rows of the file's table to `into` as [number, {column: text}] and tell of it.

    The answer has the columns as they are headed, what was passed over, and what has to be asked;
    or a refusal: a sentence (msgid) with its words.
    """
    try:
        return _read_text(path, into, encoding) if is_text else _read_book(path, into)
    except Refused as refused:
        return {"refused": refused.sentence, "words": refused.words}


def _read_text(path: str, into: str, encoding: str) -> dict[str, Any]:
    text, found, guessed = lines.decoded(path, encoding)
    told = _write(lines.lines(text), into)
    return told | {"encoding": found, "is_guessed": guessed}


def _read_book(path: str, into: str) -> dict[str, Any]:
    try:
        book = Book(path)
        name = _sheet_with_people(book)
        rows = book.lines(name) if name is not None else iter(())
        told = _write(rows, into)
    except CalamineError as failure:
        if isinstance(failure, PasswordError) or is_sealed(path):
            raise Refused(
                _("The file is protected by a password. Save it without one and send it again.")
            ) from None
        raise Refused(
            _("The file could not be read. Open it, save it again and send the new copy.")
        ) from None
    others = [one for one in book.names if one != name and _head_of(book, one) is not None]
    hidden = set(book.hidden_rows(name or ""))
    return told | {"sheet": name, "other_sheets": others, "hidden": sorted(hidden)[:20]}


def _sheet_with_people(book: Book) -> str | None:
    with_head = (name for name in book.names if _head_of(book, name) is not None)
    return next(with_head, book.names[0] if book.names else None)


def _head_of(book: Book, name: str) -> Head | None:
    return find_head([cells for _number, cells in islice(book.lines(name), LOOKED_AT)])


def _write(rows: Iterator[Line], into: str) -> dict[str, Any]:
    first = list(islice(rows, LOOKED_AT))
    head = find_head([cells for _number, cells in first])
    if head is None:
        raise missing_head([cells for _number, cells in first])
    body = chain(first[head.last + 1 :], rows)
    count = 0
    with open(into, "w", encoding="utf-8") as target:
        for number, cells in _without_numbering(body):
            row = {
                key: cells[at] for at, key in head.columns.items() if at < len(cells) and cells[at]
            }
            if not row:
                continue
            count += 1
            _check_size(count, cells)
            target.write(json.dumps([number, row], ensure_ascii=False) + "\n")
    if not count:
        raise Refused(_("The table has a header but no rows under it."))
    return {"rows": count, "columns": head.written, "unknown": head.unknown[:30]}


def _without_numbering(body: Iterator[Line]) -> Iterator[Line]:
    for place, (number, cells) in enumerate(body):
        if place > 0 or not is_numbering(cells):
            yield number, cells


def _check_size(count: int, cells: Cells) -> None:
    if count > MOST_ROWS or len(cells) > MOST_COLUMNS:
        raise Refused(
            _(
                "The table has more than %(rows)s rows or %(columns)s columns. Divide it into several."
            ),
            rows=f"{MOST_ROWS:,}",
            columns=str(MOST_COLUMNS),
        )
