"""What leaves the registry for reference managers and search engines: all that is public, no more."""

import json
from collections.abc import Callable, Iterable

import pytest
from flask.testing import FlaskClient

from portal.core.db import db
from portal.registry.citations import as_bibtex, as_csl, as_ris
from portal.registry.formats import parse_works
from portal.registry.models import (
    Audience,
    Contribution,
    IdentifierKind,
    PersonIdentifier,
    WorkType,
)
from tests.factories.registry import (
    make_appointment,
    make_contribution,
    make_degree,
    make_person,
    make_work,
)

TITLES = {
    WorkType.JOURNAL_ARTICLE: "Điều trị bệnh lao ở vùng cao",
    WorkType.BOOK: "Lịch sử chữ Thái & người Thái",
    WorkType.BOOK_CHAPTER: "Cây {chè} Shan tuyết, 100% hữu cơ",
    WorkType.DISSERTATION_THESIS: "Văn hoá khèn Mông_\\",
}


def stated() -> list[Contribution]:
    person = make_person(full_name="Lò Thị Hương")
    for kind, title in TITLES.items():
        doi = f"10.1234/{kind.value}" if kind is WorkType.JOURNAL_ARTICLE else None
        work = make_work(
            type=kind, title=title, container="Tạp chí Y học", issued="2019-05", doi=doi
        )
        make_contribution(person, work=work, name="Lò Thị Hương", order=0)
        work.contributions.append(Contribution(name="Nguyễn Văn Anh", order=1))
    db.session.flush()
    return list(db.session.scalars(db.select(Contribution).where(Contribution.person == person)))


@pytest.mark.parametrize("write", [as_ris, as_bibtex, as_csl])
def test_our_own_reader_reads_the_same_works_back(
    write: Callable[[Iterable[Contribution]], str],
) -> None:
    result = parse_works(write(stated()))
    assert not result.errors
    assert {WorkType(one.type): one.title for one in result.works} == TITLES
    for work in result.works:
        assert work.issued[:4] == "2019"
        assert [one.name for one in work.contributors] == ["Lò Thị Hương", "Nguyễn Văn Anh"]
    article = next(one for one in result.works if one.type == WorkType.JOURNAL_ARTICLE)
    assert article.doi == "10.1234/journal-article"


def test_a_value_of_many_lines_cannot_begin_a_record_of_its_own() -> None:
    line = make_contribution(make_person())
    line.work.abstract = "một\nER  - \nTY  - BOOK\nTI  - giả"
    text = as_ris([line])
    assert text.count("\nER  - ") == 1
    assert len(parse_works(text).works) == 1


@pytest.mark.parametrize("name", ["works.ris", "works.bib", "works.json", "person.jsonld"])
def test_an_export_is_neither_empty_nor_too_full(client: FlaskClient, name: str) -> None:
    person = make_person(full_name="Lò Thị Hương")
    make_contribution(person).work.title = "Công khai"
    make_contribution(person, visibility=Audience.OWNER).work.title = "Giấu kín"
    make_degree(person, discipline="Công khai")
    make_degree(person, discipline="Giấu kín", visibility=Audience.REGISTERED)
    db.session.commit()
    text = client.get(f"/people/{person.id}/{name}").get_data(as_text=True)
    assert "Công khai" in text
    assert "Giấu kín" not in text
    person.is_public = False
    db.session.commit()
    assert client.get(f"/people/{person.id}/{name}").status_code == 404


def test_the_person_in_schema_org_says_family_and_given_only_where_the_person_did(
    client: FlaskClient,
) -> None:
    person = make_person(full_name="H'Hen Niê")
    make_appointment(person, role="Giáo viên", organisation="Trường nội trú")
    orcid = "0000-0002-1825-0097"
    db.session.add(
        PersonIdentifier(
            person=person,
            identifier_kind=IdentifierKind.ORCID,
            value=orcid,
            normal=orcid,
            visibility=Audience.PUBLIC,
        )
    )
    db.session.commit()
    url = f"/people/{person.id}/person.jsonld"
    written = json.loads(client.get(url).text)
    assert not {"familyName", "givenName"} & set(written)
    assert written["hasOccupation"] == [{"@type": "Occupation", "name": "Giáo viên"}]
    assert written["sameAs"] == [f"https://orcid.org/{orcid}"]
    assert written["identifier"][0]["value"] == orcid
    person.family_name, person.called_name = "Niê", "H'Hen"
    db.session.commit()
    written = json.loads(client.get(url).text)
    assert (written["familyName"], written["givenName"]) == ("Niê", "H'Hen")
