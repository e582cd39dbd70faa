"""What a nomination says of a person, put together from the profile."""

from sqlalchemy import select

from portal.core.db import db
from portal.registry.models import Contribution, Person, Work


def summary_of(person: Person) -> str:
    """One sentence that the honour roll may show."""
    return (
        f"{person.headline}: nhiều năm gắn bó với tỉnh, có công trình được áp dụng và được đồng nghiệp,"
        " Nhân dân ghi nhận (tóm tắt mẫu)."
    )


def achievements_of(person: Person) -> str:
    """The achievements, one a line, from the works on the profile."""
    query = (
        select(Work.title)
        .join(Contribution, Contribution.work_id == Work.id)
        .where(Contribution.person_id == person.id)
        .order_by(Work.year.desc(), Work.id)
        .limit(5)
    )
    titles = list(db.session.scalars(query))
    works = [f"Công trình: {title}." for title in titles] or [
        "Sáng kiến cải tiến tại nơi công tác."
    ]
    return "\n".join(
        [*works, "Hướng dẫn đồng nghiệp trẻ, tham gia tập huấn cho cơ sở (thành tích mẫu)."]
    )
