"""People and their items for tests: `make_person(full_name="Trần Thị Hà")`, `make_degree(person)`."""

from itertools import count
from typing import Any

from portal.core.db import db
from portal.registry.models import (
    Appointment,
    Audience,
    Contribution,
    Degree,
    DegreeLevel,
    Distinction,
    Item,
    Keyword,
    Person,
    PersonField,
    Project,
    ProjectRole,
    ResearchField,
    Work,
    WorkType,
)

_numbers = count(1)


def make_person(**given: Any) -> Person:
    """A public person without an account, unless said otherwise."""
    given.setdefault("full_name", f"Nguyễn Văn Bình {next(_numbers)}")
    given.setdefault("is_public", True)
    given.setdefault("commune_visibility", Audience.PUBLIC)
    return _added(Person(**given))


def make_degree(person: Person | None = None, **given: Any) -> Degree:
    """A public doctorate."""
    given = {"level": DegreeLevel.DOCTOR, "discipline": "Y học"} | given
    return _item(Degree, person, **given)


def make_appointment(person: Person | None = None, **given: Any) -> Appointment:
    """A public post that goes on."""
    given = {"role": "Bác sĩ", "organisation": "Bệnh viện tỉnh", "starts": "2015"} | given
    return _item(Appointment, person, **given)


def make_keyword(person: Person | None = None, **given: Any) -> Keyword:
    return _item(Keyword, person, **({"word": f"từ khoá {next(_numbers)}"} | given))


def make_distinction(person: Person | None = None, **given: Any) -> Distinction:
    return _item(Distinction, person, **({"name": "Giải nhất Hội thi sáng tạo kỹ thuật"} | given))


def make_research_field(**given: Any) -> ResearchField:
    number = next(_numbers)
    return _added(ResearchField(**({"code": f"9{number}", "name": f"Lĩnh vực {number}"} | given)))


def make_person_field(person: Person | None = None, **given: Any) -> PersonField:
    given.setdefault("field", make_research_field())
    return _item(PersonField, person, **given)


def make_work(*people: Person, **given: Any) -> Work:
    """A work whose public contributors, in this order, are `people`."""
    given = {"title": f"Công trình {next(_numbers)}", "type": WorkType.JOURNAL_ARTICLE} | given
    work = _added(Work(**given))
    for order, person in enumerate(people):
        make_contribution(person, work=work, order=order)
    return work


def make_contribution(person: Person | None = None, **given: Any) -> Contribution:
    person = person or make_person()
    given.setdefault("work", None) or given.update(work=make_work())
    return _item(Contribution, person, **({"name": person.full_name} | given))


def make_project_role(person: Person | None = None, **given: Any) -> ProjectRole:
    given.setdefault("project", None) or given.update(
        project=_added(Project(name=f"Đề tài {next(_numbers)}"))
    )
    return _item(ProjectRole, person, **given)


def _item(model: type[Any], person: Person | None, **given: Any) -> Any:
    given.setdefault("visibility", Audience.PUBLIC)
    item: Item = model(person=person or make_person(), **given)
    return _added(item)


def _added(thing: Any) -> Any:
    db.session.add(thing)
    db.session.flush()
    return thing
