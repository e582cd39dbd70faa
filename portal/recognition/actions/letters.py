"""Which step writes to whom. Nothing is written before the result may be known."""

from collections.abc import Mapping

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from portal.core.mail import send_mail
from portal.recognition.models import Nomination

NOMINEE, NOMINATOR = "nominee", "nominator"
LETTERS: Mapping[str, tuple[tuple[str, ...], LazyString, LazyString]] = {
    "ask_consent": (
        (NOMINEE,),
        _l("[Please confirm] You have been nominated"),
        _l("You have been nominated. Nothing goes further before you agree or decline."),
    ),
    "consent": ((NOMINATOR,), _l("The nominee agrees"), _l("You can now complete and hand it in.")),
    "decline": ((NOMINATOR,), _l("The nominee declines"), _l("The nomination ends here.")),
    "submit": (
        (NOMINEE, NOMINATOR),
        _l("The nomination has been handed in"),
        _l("It will be screened; you will hear of the result."),
    ),
    "accept": ((NOMINEE, NOMINATOR), _l("The nomination is valid"), _l("It goes to the council.")),
    "return": (
        (NOMINEE, NOMINATOR),
        _l("[Please complete] The nomination was returned"),
        _l("Please complete it in time and hand it in again."),
    ),
    "rule_out": (
        (NOMINEE, NOMINATOR),
        _l("The nomination is not eligible"),
        _l("You may object to this in writing."),
    ),
    "award": ((NOMINEE, NOMINATOR), _l("The honour has been decided"), _l("Congratulations.")),
    "refuse": ((NOMINEE, NOMINATOR), _l("The nomination was not approved"), _l("Thank you.")),
    "publish": (
        (NOMINEE,),
        _l("Your certificate is ready"),
        _l("You find it on the page of the nomination."),
    ),
    "revoke": ((NOMINEE,), _l("An honour has been revoked"), _l("The reason is stated below.")),
    "withdraw": ((NOMINEE, NOMINATOR), _l("The nomination was withdrawn"), _l("It ends here.")),
    "cancel": ((NOMINEE, NOMINATOR), _l("The round was cancelled"), _l("Nominations end with it.")),
    "expire": ((NOMINATOR,), _l("The nomination was not handed in in time"), _l("It ends here.")),
}


def write_letters(nomination: Nomination, step: str) -> None:
    """Write to those whom the step concerns and who have an address."""
    if step not in LETTERS:
        return
    parties, subject, sentence = LETTERS[step]
    page = "/consent" if step == "ask_consent" else ""
    for party in parties:
        address, language = _address(nomination, party)
        if not address:
            continue
        with force_locale(language):
            send_mail(
                to=address,
                subject=_("%(subject)s: %(round)s", subject=subject, round=nomination.round.name),
                template="recognition/step.txt",
                nomination=nomination,
                sentence=str(sentence),
                address=f"{current_app.config['SITE_URL']}/nominations/{nomination.id}{page}",
            )
        if nomination.person.account_id == nomination.nominator_id:
            break


def _address(nomination: Nomination, party: str) -> tuple[str, str]:
    if party == NOMINATOR:
        return nomination.nominator.email, nomination.nominator.language
    account = nomination.person.account
    return (account.email, account.language) if account else (nomination.person.contact_email, "vi")
