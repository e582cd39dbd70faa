"""A public profile as schema.org JSON-LD."""

import json
from typing import Any

from flask import current_app
from markupsafe import Markup

from portal.registry.lines import Line, identifier_url, place_of
from portal.registry.models import Audience, ItemKind
from portal.registry.profile import Profile


def structured_data(profile: Profile) -> Markup:
    """The JSON-LD for the page of what everyone may read; empty for any other circle of readers."""
    if profile.audience is not Audience.PUBLIC:
        return Markup("")
    text = json.dumps(person_in_schema_org(profile), ensure_ascii=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704 - no character of it can end the script element


def person_in_schema_org(profile: Profile) -> dict[str, Any]:
    """What the profile shows its readers, as a schema.org Person; nothing empty stands in it."""
    person = profile.person
    site = current_app.config["SITE_URL"]
    written: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Person",
        "@id": site + person.url,
        "name": person.full_name,
        "familyName": person.family_name,
        "givenName": person.called_name,
        "url": site + person.url,
        "description": person.headline,
        "image": site + person.portrait_url if person.portrait_url else "",
        "birthDate": person.birth_date if profile.birth else "",
        "honorificPrefix": profile.honorific,
        "alternateName": [line.title for line in profile.of(ItemKind.NAME)],
        "sameAs": [
            url for line in profile.of(ItemKind.IDENTIFIER) if (url := identifier_url(line.item))
        ],
        "identifier": [_identifier(line) for line in profile.of(ItemKind.IDENTIFIER)],
        "knowsAbout": _titles(profile, ItemKind.FIELD, ItemKind.KEYWORD),
        "knowsLanguage": _titles(profile, ItemKind.LANGUAGE),
        "award": _titles(profile, ItemKind.TITLE, ItemKind.DISTINCTION),
        "worksFor": [_employer(line) for line in _present_posts(profile)],
        "hasOccupation": [
            {"@type": "Occupation", "name": line.item.role} for line in _present_posts(profile)
        ],
        "hasCredential": [
            _credential(line)
            for kind in (ItemKind.DEGREE, ItemKind.RANK, ItemKind.CREDENTIAL)
            for line in profile.of(kind)
        ],
    }
    return {key: value for key, value in written.items() if value}


def _titles(profile: Profile, *kinds: ItemKind) -> list[str]:
    return [line.title for kind in kinds for line in profile.of(kind)]


def _present_posts(profile: Profile) -> list[Line]:
    return [
        line
        for line in profile.of(ItemKind.APPOINTMENT)
        if not line.item.ends and place_of(line.item)
    ]


def _employer(line: Line) -> dict[str, str]:
    return {"@type": "Organization", "name": place_of(line.item)}


def _identifier(line: Line) -> dict[str, str]:
    kind = line.item.identifier_kind
    return {"@type": "PropertyValue", "propertyID": kind.value, "value": line.title}


def _credential(line: Line) -> dict[str, Any]:
    item = line.item
    issuer = place_of(item) if item.kind is ItemKind.DEGREE else getattr(item, "issuer", "")
    written = {
        "@type": "EducationalOccupationalCredential",
        "name": line.title,
        "credentialCategory": _CATEGORIES[item.kind],
        "recognizedBy": {"@type": "Organization", "name": issuer} if issuer else None,
        "dateCreated": getattr(item, "awarded", None) or getattr(item, "issued", None),
    }
    return {key: value for key, value in written.items() if value}


_CATEGORIES = {ItemKind.DEGREE: "degree", ItemKind.RANK: "rank", ItemKind.CREDENTIAL: "certificate"}
