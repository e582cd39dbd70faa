"""Names on a work: how the person is called, whatever order the format keeps them in."""

from portal.core.text import compose
from portal.registry.formats.shape import ParsedContributor
from portal.registry.names import parse_name


def of_parts(family: str, given: str, role: str = "author") -> ParsedContributor:
    """Family and given name as the source cut them; Vietnamese people are called family name first."""
    family, given = compose(family), compose(given)
    if not (family and given):
        return ParsedContributor(family or given, family, given, role)
    return ParsedContributor(parse_name(f"{family}, {given}").name, family, given, role=role)


def of_text(text: str, role: str = "author") -> ParsedContributor:
    """ "Nguyễn, Văn Anh", "Anh Nguyen", "Ludwig van Beethoven"."""
    text = compose(text)
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 3 and parts[1].rstrip(".").lower() in ("jr", "sr", "ii", "iii", "iv"):
        return of_parts(f"{parts[0]} {parts[1]}", parts[2], role=role)
    if len(parts) > 1 and parts[0]:
        return of_parts(parts[0], " ".join(parts[1:]), role=role)
    parsed = parse_name(text)
    family, given = parsed.family, f"{parsed.middle} {parsed.given}".strip()
    if parsed.name.startswith(parsed.given) and parsed.middle:
        small = [word for word in parsed.middle.split() if word[0].islower()]
        own = [word for word in parsed.middle.split() if not word[0].islower()]
        family = " ".join([*small, family])
        given = " ".join([parsed.given, *own])
    return ParsedContributor(parsed.name, family, given, role=role)


def of_literal(text: str, role: str = "author") -> ParsedContributor:
    """A name that is not to be taken apart: an organisation, a credit name."""
    return ParsedContributor(compose(text), role=role)


def numbered(contributors: list[ParsedContributor]) -> list[ParsedContributor]:
    """The first of the list is `first`, unless the source said so itself."""
    if contributors and all(one.sequence != "first" for one in contributors):
        contributors[0].sequence = "first"
    return contributors
