"""What a profile can hold beyond papers: initiatives, unfinished study, numbers of every kind."""

import pytest
from flask.testing import FlaskClient

from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.registry import rules
from portal.registry.identifiers import identifier_line, normalise, typed_numbers
from portal.registry.models import (
    Contribution,
    IdentifierKind,
    Person,
    PersonName,
    ProjectRole,
    RegistryRule,
    RuleKey,
    Training,
)
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.registry import make_contribution, make_person


@pytest.mark.parametrize(
    ("kind", "value", "normal"),
    [
        (IdentifierKind.ORCID, "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        (IdentifierKind.ORCID, "0000-0002-1825-0098", None),
        (IdentifierKind.NATIONAL_ST, "010.0123.4567", "01001234567"),
        (IdentifierKind.NATIONAL_ST, "mã số của tôi", None),
        (IdentifierKind.ISNI, "0000 0002 1825 0097".replace(" ", ""), "0000000218250097"),
        (IdentifierKind.ISNI, "123", None),
    ],
)
def test_an_identifier_without_a_normal_form_keeps_its_error(
    kind: IdentifierKind, value: str, normal: str | None
) -> None:
    found, error = normalise(kind, value)
    assert found == normal
    assert bool(error) is (normal is None)


@pytest.mark.parametrize(
    ("line", "type_", "normal"),
    [
        ("ISBN 978-0-306-40615-7", "isbn", "9780306406157"),
        ("ISSN 0378-5955", "issn", "0378-5955"),
        ("ISSN 0378-5950", "issn", ""),
        ("patent 1-0012345", "pat", "1-0012345"),
        ("Giấy phép 12/GP", "other-id", "Giấy phép 12/GP"),
    ],
)
def test_a_typed_number_is_kept_with_its_kind_or_its_error(
    line: str, type_: str, normal: str
) -> None:
    made = identifier_line(line)
    assert (made["type"], made["normalised"]) == (type_, normal)
    assert bool(made["error"]) is (not normal)
    assert identifier_line(typed_numbers([made])) == made


def test_no_more_works_stand_first_than_the_rule_allows() -> None:
    rules.check_featured(already=4, limit=5)
    with pytest.raises(RuleBroken) as broken:
        rules.check_featured(already=5, limit=5)
    assert broken.value.field == "is_featured"


class Owner:
    """The owner of a profile at their pages."""

    def __init__(self, client: FlaskClient) -> None:
        self.account = make_account()
        self.person = make_person(account=self.account, full_name="Lò Thị Hương")
        db.session.commit()
        self.client = sign_in(client, self.account)

    def hand_in(self, path: str, **words: object) -> str:
        page = self.client.get(path)
        data = {"csrf_token": csrf_of(page), "visibility": "public"} | words
        return self.client.post(path, data=data, follow_redirects=True).get_data(as_text=True)


@pytest.fixture
def owner(client: FlaskClient) -> Owner:
    return Owner(client)


def test_an_initiative_is_stated_with_the_decision_that_recognised_it(owner: Owner) -> None:
    page = owner.hand_in(
        f"/people/{owner.person.id}/works/new",
        title="Lò sấy chè hai tầng",
        type="invention",
        form="initiative",
        recognised_by="Quyết định 12/QĐ-UBND, Hội đồng sáng kiến tỉnh",
        recognition_level="province",
        numbers="patent 1-0012345\nISSN 1234-5678",
        role="author",
    )
    assert "Quyết định 12/QĐ-UBND" in page
    work = db.session.scalars(db.select(Contribution)).one().work
    assert [one["type"] for one in work.identifiers] == ["pat", "issn"]
    assert work.identifiers[1]["error"]


def test_saving_a_work_anew_leaves_its_imported_numbers_as_they_came(owner: Owner) -> None:
    line = make_contribution(owner.person)
    line.work.identifiers = [
        {"type": "doi", "value": "10.1/x", "normalised": "10.1/x", "relationship": "self"},
        {"type": "isbn", "value": "9780306406157", "relationship": "part-of", "url": "u"},
    ]
    stored = list(line.work.identifiers)
    db.session.commit()
    owner.hand_in(
        f"/works/contribution/{line.id}",
        version=line.version,
        title="Tên mới",
        type="book",
        role="author",
        numbers="ISBN 9780306406157",
        contributors="Lò Thị Hương",
    )
    assert line.work.title == "Tên mới"
    assert line.work.identifiers == stored


def test_a_sixth_work_does_not_stand_first(owner: Owner) -> None:
    db.session.add(RegistryRule(key=RuleKey.FEATURED_WORKS, value=1, starts_on=clock.today()))
    make_contribution(owner.person, is_featured=True)
    db.session.commit()
    page = owner.hand_in(
        f"/people/{owner.person.id}/works/new",
        title="Bài thứ hai",
        type="book",
        role="author",
        is_featured="y",
    )
    assert "Bài thứ hai" in page
    assert "error-summary" in page
    assert db.session.scalar(db.select(db.func.count()).select_from(Contribution)) == 1


def test_a_study_that_goes_on_is_a_training_not_completed(owner: Owner) -> None:
    owner.hand_in(
        f"/people/{owner.person.id}/items/training/new",
        course="Nghiên cứu sinh ngành Lâm sinh",
        starts="2024",
    )
    assert db.session.scalars(db.select(Training)).one().is_completed is False


def test_money_has_a_currency_of_three_letters(owner: Owner) -> None:
    path = f"/people/{owner.person.id}/projects/new"
    words = {"name": "Rừng bền vững", "level": "international", "role": "lead", "budget": "90000"}
    page = owner.hand_in(path, **words, currency="đồng đô la")
    assert "error-summary" in page
    assert "Rừng bền vững" in page
    owner.hand_in(path, **words, currency="EUR", funding_type="grant")
    project = db.session.scalars(db.select(ProjectRole)).one().project
    assert (project.currency, project.funding_type, project.budget) == ("EUR", "grant", 90000)


def test_the_parts_of_a_name_are_words_of_it_and_nobody_has_to_say_them(owner: Owner) -> None:
    path = f"/people/{owner.person.id}/items/name/new"
    page = owner.hand_in(path, full_name="Hương Giang", name_kind="pen", family_name="Lò")
    assert "error-summary" in page
    owner.hand_in(path, full_name="Hương Giang", name_kind="pen", given_name="Giang")
    owner.hand_in(path, full_name="Thích Nữ Diệu Hương", name_kind="religious")
    names = db.session.scalars(db.select(PersonName).order_by(PersonName.id)).all()
    assert [(one.family_name, one.given_name) for one in names] == [("", "Giang"), ("", "")]


def test_the_family_name_of_the_profile_stands_in_the_full_name() -> None:
    rules.check_family_name("Tôn Thất Tùng", "tôn thất")
    rules.check_family_name("H'Hen Niê", "")
    with pytest.raises(RuleBroken):
        rules.check_family_name("H'Hen Niê", "Nguyễn")
    assert Person(full_name="H'Hen Niê").family_name in (None, "")
