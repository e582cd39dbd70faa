"""Works of invented people: titles put together from each profession's own lists."""

from collections import defaultdict, deque
from datetime import date
from random import Random

from portal.core.text import fold
from portal.demo.bulk import Rows
from portal.demo.invented import Invented, item
from portal.demo.words.specialities import Speciality
from portal.registry.models import (
    Contribution,
    ContributorRole,
    Work,
    WorkSource,
    WorkType,
)

_RECENT = 40
_PLACES = {
    WorkType.JOURNAL_ARTICLE: "Tạp chí Khoa học Sơn Mẫu",
    WorkType.CONFERENCE_PAPER: "Kỷ yếu Hội nghị khoa học tỉnh Sơn Mẫu",
    WorkType.REPORT: "Báo cáo kết quả đề tài cấp cơ sở",
    WorkType.BOOK: "Nhà xuất bản Sơn Mẫu",
    WorkType.ARTISTIC_PERFORMANCE: "Liên hoan nghệ thuật quần chúng tỉnh Sơn Mẫu",
    WorkType.IMAGE: "Triển lãm mỹ thuật tỉnh Sơn Mẫu",
    WorkType.MUSICAL_COMPOSITION: "Tuyển tập ca khúc Sơn Mẫu",
}
_SCHOLARLY = (
    WorkType.JOURNAL_ARTICLE,
    WorkType.JOURNAL_ARTICLE,
    WorkType.CONFERENCE_PAPER,
    WorkType.REPORT,
)
_ART = (
    WorkType.BOOK,
    WorkType.ARTISTIC_PERFORMANCE,
    WorkType.IMAGE,
    WorkType.MUSICAL_COMPOSITION,
)


class Shelf:
    """Remembers the last people of each profession, so that works have co-authors."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._recent: dict[str, deque[Invented]] = defaultdict(lambda: deque(maxlen=_RECENT))

    def write_works(self, rows: Rows, person: Invented, today: date) -> None:
        """Add a person's works with all their authors."""
        rng, speciality = self._rng, person.speciality
        colleagues = self._recent[speciality.key]
        height = speciality.ladder.index(person.level)
        for _ in range(rng.choice(((0, 0, 1), (0, 1, 2), (3, 5, 7))[height])):
            authors = [person]
            if colleagues and not speciality.art:
                authors += rng.sample(colleagues, k=min(len(colleagues), rng.choice((0, 0, 1, 2))))
            self._write(rows, authors, today.year - rng.randint(0, min(14, person.age - 23)))
        colleagues.append(person)

    def _write(self, rows: Rows, authors: list[Invented], year: int) -> None:
        rng, speciality = self._rng, authors[0].speciality
        kind = rng.choice(_ART if speciality.art else _SCHOLARLY)
        title = title_of(rng, speciality, year)
        work_id = rows.add(
            Work,
            type=kind,
            title=title,
            folded=fold(title)[:300],
            container=_PLACES[kind],
            issued=str(year),
            year=year,
            language="vi",
        )
        rows.add(WorkSource, work_id=work_id, reference="Dữ liệu mẫu")
        for order, author in enumerate(authors):
            rows.add(
                Contribution,
                **item(
                    rng,
                    author,
                    work_id=work_id,
                    name=author.full_name,
                    folded=fold(author.full_name),
                    order=order,
                    role=ContributorRole.AUTHOR,
                ),
            )


def title_of(rng: Random, speciality: Speciality, year: int) -> str:
    """A title of the profession; scholarly ones sometimes name the year they speak of."""
    title = " ".join(part for words in speciality.titles if (part := rng.choice(words)))
    return title if speciality.art or rng.random() < 0.6 else f"{title} năm {year - 1}"
