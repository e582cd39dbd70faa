"""A public profile as schema.org JSON-LD."""

import json
from typing import Any

from flask import current_app
from markupsafe import Markup

from portal.registry.lines import identifier_url, place_of
from portal.registry.models import Audience, ItemKind
from portal.registry.profile import Profile


def structured_data(profile: Profile) -> Markup:
    """The JSON-LD of what everyone may read; empty for any other circle of readers."""
    if profile.audience is not Audience.PUBLIC:
        return Markup("")
    person = profile.person
    site = current_app.config["SITE_URL"]
    written: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Person",
        "@id": site + person.url,
        "name": person.full_name,
        "url": site + person.url,
        "description": person.headline,
        "image": site + person.portrait_url if person.portrait_url else "",
        "birthDate": person.birth_date if profile.birth else "",
        "honorificPrefix": profile.honorific,
        "alternateName": [line.title for line in profile.of(ItemKind.NAME)],
        "sameAs": [
            url for line in profile.of(ItemKind.IDENTIFIER) if (url := identifier_url(line.item))
        ],
        "knowsAbout": [
            line.title for kind in (ItemKind.FIELD, ItemKind.KEYWORD) for line in profile.of(kind)
        ],
        "knowsLanguage": [line.title for line in profile.of(ItemKind.LANGUAGE)],
        "award": [
            line.title
            for kind in (ItemKind.TITLE, ItemKind.DISTINCTION)
            for line in profile.of(kind)
        ],
        "worksFor": [
            {"@type": "Organization", "name": place_of(line.item)}
            for line in profile.of(ItemKind.APPOINTMENT)
            if not line.item.ends and place_of(line.item)
        ],
        "hasCredential": [
            {"@type": "EducationalOccupationalCredential", "name": line.title}
            for line in profile.of(ItemKind.DEGREE)
        ],
    }
    text = json.dumps({key: value for key, value in written.items() if value}, ensure_ascii=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704 - no character of it can end the script element
