"""Invented names are true in their kind."""

from random import Random

from portal.demo.words.names import MONG, PEOPLES, person_name
from portal.registry.models import Sex
from portal.registry.names import parse_name


def test_the_same_seed_gives_the_same_names() -> None:
    first, second = (
        [person_name(rng, sex) for sex in Sex for _ in range(50)]
        for rng in (Random(45), Random(45))
    )
    assert first == second


def test_family_names_follow_their_frequency() -> None:
    rng = Random(1)
    names = [person_name(rng, Sex.FEMALE) for _ in range(4000)]
    share = sum(name.startswith("Nguyễn ") for name in names) / len(names)
    assert 0.18 < share < 0.30
    families = {name.split()[0] for name in names}
    assert {"Lò", "Quàng", "Vàng", "Giàng", "Nông", "Tẩn"} <= families


def test_every_people_names_its_own_way() -> None:
    rng = Random(2)
    for people in PEOPLES:
        for sex in Sex:
            parts = parse_name(person_name(rng, sex, people))
            assert parts.family
            assert parts.given
    men = [person_name(rng, Sex.MALE, MONG) for _ in range(200)]
    assert sum(" A " in name for name in men) > 120
