"""What WTForms says of a wrong value, in our own catalogue: it brings no Vietnamese itself."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

SENTENCES = (
    _l("CSRF failed."),
    _l("CSRF token expired."),
    _l("CSRF token missing."),
    _l("Field must be between %(min)d and %(max)d characters long."),
    _l("Field must be equal to %(other_name)s."),
    _l("Invalid CSRF Token."),
    _l("Invalid Choice: could not coerce."),
    _l("Invalid URL."),
    _l("Invalid choice(s): one or more data inputs could not be coerced."),
    _l("Invalid email address."),
    _l("Invalid input."),
    _l("Not a valid choice."),
    _l("Not a valid date value."),
    _l("Not a valid datetime value."),
    _l("Not a valid decimal value."),
    _l("Not a valid float value."),
    _l("Not a valid integer value."),
    _l("Number must be at least %(min)s."),
    _l("Number must be at most %(max)s."),
    _l("Number must be between %(min)s and %(max)s."),
    _l("This field is required."),
    _l("The CSRF token is missing."),
    _l("The CSRF token is invalid."),
    _l("The CSRF tokens do not match."),
    _l("The CSRF token has expired."),
    _l("Field must be at least %(min)d character long."),
    _l("Field must be at least %(min)d characters long."),
    _l("Field cannot be longer than %(max)d character."),
    _l("Field cannot be longer than %(max)d characters."),
    _l("'%(value)s' is not a valid choice for this field."),
    _l("'%(value)s' are not valid choices for this field."),
)
"""Listed so that they are extracted; the words are WTForms' own."""


class FormWords:
    """The translations object WTForms asks for."""

    def gettext(self, text: str) -> str:
        """One sentence in the reader's language."""
        return gettext(text)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """WTForms fills in the number itself; our catalogue keeps both forms apart."""
        return gettext(one if count == 1 else many)
