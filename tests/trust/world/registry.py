"""People of the registry with one item of every kind for every circle of readers."""

from datetime import timedelta
from typing import Any

from portal.core import clock
from portal.core.db import db
from portal.core.files import store_bytes
from portal.core.pictures import store_picture
from portal.registry.importing.actions import begin_import
from portal.registry.importing.models import ImportSubject, ImportTask
from portal.registry.models import (
    ITEM_MODELS,
    Audience,
    Evidence,
    IdentifierKind,
    Item,
    ItemKind,
    ItemState,
    Merge,
    PeopleList,
    PeopleListEntry,
    Person,
    ProfileClaim,
    Project,
    RankKind,
    SupervisionLevel,
)
from portal.registry.models.career import DegreeLevel
from tests.corpus import png, upload
from tests.factories.registry import make_person, make_research_field, make_work
from tests.trust.world.base import World, paper

STAFF = "Họ và tên,Chức vụ\nLê Văn Danh,Giáo viên\n"
BIBTEX = "@article{a, title={Một bài báo}, author={Nguyễn Văn An}, year={2020}}"
REQUIRED: dict[ItemKind, dict[str, Any]] = {
    ItemKind.NAME: {"full_name": "Tên khác"},
    ItemKind.IDENTIFIER: {"identifier_kind": IdentifierKind.OTHER, "value": "x"},
    ItemKind.APPOINTMENT: {"role": "Bác sĩ"},
    ItemKind.DEGREE: {"level": DegreeLevel.DOCTOR},
    ItemKind.RANK: {"rank": RankKind.PROFESSOR},
    ItemKind.TITLE: {"name": "Thầy thuốc Ưu tú"},
    ItemKind.CREDENTIAL: {"name": "Chứng chỉ"},
    ItemKind.TRAINING: {"course": "Lớp học"},
    ItemKind.CONTRIBUTION: {"name": "An"},
    ItemKind.DISTINCTION: {"name": "Giải"},
    ItemKind.LANGUAGE: {"language": "Anh"},
    ItemKind.SUPERVISION: {"student": "Học trò", "level": SupervisionLevel.MASTER},
}


def add_registry(world: World) -> None:
    person = _person(world, "person", "owner", "commune")
    hidden = _person(world, "hidden_person", "neighbour", "commune_there", is_public=False)
    world.keys |= {"person_slug": person.slug, "hidden_slug": hidden.slug}
    for audience in Audience:
        for kind in ITEM_MODELS:
            world.keep(f"{audience}_{kind}", _item(person, kind, audience))
        world.keep(f"{audience}_work", world.thing(f"{audience}_contribution").work)
        world.keep(f"{audience}_project", world.thing(f"{audience}_project_role").project)
    world.keep("hidden_degree", _item(hidden, ItemKind.DEGREE, Audience.PUBLIC))
    submitted = _item(person, ItemKind.DEGREE, Audience.OWNER, state=ItemState.SUBMITTED)
    world.keep("item", submitted)
    world.keep("evidence", _evidence(submitted))
    world.keep("draft_evidence", _evidence(world.thing("public_degree")))
    world.keep("hidden_evidence", _evidence(world.thing("hidden_degree")))
    picture = world.keep("picture", store_picture(upload(png(), "anh.png")))
    person.photo, person.photo_small = picture, picture.renditions[0].name
    world.keys["photo"] = person.photo_small
    unowned = make_person(full_name="Chưa Có Chủ", home_unit=world.thing("commune"))
    world.keep("unowned", unowned)
    citizen = world.account("citizen")
    claim = ProfileClaim(person=unowned, account=citizen, message="Là tôi")
    db.session.add(claim)
    world.keep("claim", claim)
    twin = make_person(full_name="Chưa Có Chủ", home_unit=world.thing("commune"))
    world.keep("twin", twin)
    merged = Merge(
        winner_id=twin.id,
        loser_id=unowned.id,
        actor_id=citizen.id,
        before={"steps": [], "added": []},
    )
    db.session.add(merged)
    world.keep("merge", merged)
    for name, unit in (("list", world.thing("here")), ("own_list", None)):
        people = PeopleList(
            owner=world.account("owner"),
            unit_id=unit and unit.id,
            name="Danh sách",
            key=f"khoa-{name}",
        )
        people.entries.append(PeopleListEntry(person=person))
        db.session.add(people)
        world.keep(name, people, people.key)
        world.keep(f"{name}_entry", people.entries[0])
    world.keep("import", begin_import(person, BIBTEX, actor=world.account("owner")))
    _staff_list(world)


def _staff_list(world: World) -> None:
    """A list of the commune's staff that was read and waits."""
    file = store_bytes(STAFF.encode(), name="ds.csv", media_type="text/csv")
    task = ImportTask(
        subject=ImportSubject.STAFF,
        unit=world.thing("commune"),
        started_by_id=world.account("officer").id,
        sha256=file.sha256,
        format="CSV",
        name="ds.csv",
        file_id=file.id,
        columns={"is_read": True},
        expires_at=clock.now() + timedelta(days=60),
    )
    db.session.add(task)
    world.keep("staff_list", task)


def _person(world: World, name: str, actor: str, unit: str, **given: Any) -> Person:
    account = world.account(actor)
    given = {"full_name": account.full_name, "home_unit": world.thing(unit)} | given
    return world.keep(name, make_person(account=account, **given))  # type: ignore[no-any-return]


def _item(person: Person, kind: ItemKind, visibility: Audience, **given: Any) -> Item:
    values = {"person": person, "visibility": visibility, **REQUIRED.get(kind, {}), **given}
    if kind is ItemKind.CONTRIBUTION:
        values["work"] = make_work()
    elif kind is ItemKind.PROJECT_ROLE:
        values["project"] = Project(name="Đề tài")
    elif kind is ItemKind.FIELD:
        values["field"] = make_research_field()
    elif kind is ItemKind.KEYWORD:
        values["word"] = f"từ {visibility}"
    item: Item = ITEM_MODELS[kind](**values)
    db.session.add(item)
    db.session.flush()
    return item


def _evidence(item: Item) -> Evidence:
    proof = Evidence(item_kind=item.kind, item_id=item.id, person_id=item.person_id, file=paper())
    db.session.add(proof)
    return proof
