"""What a person agrees to by publishing: the wording is kept with the consent."""

from flask_babel import gettext as _


def publication_notice() -> str:
    """The notice, in the reader's language; Law 91/2025/QH15 asks for data, purpose, holder, rights."""
    return "\n\n".join(
        (
            _(
                "What is shown: your full name, your photo, the line about what you do, your sector, "
                "the text about you, and every item that you set to be seen by everyone. "
                "Nothing else of your record is shown."
            ),
            _(
                "Why: so that agencies, associations and anyone who looks for expertise can find you, "
                "and so that your achievements can be recognised."
            ),
            _(
                "Who holds the data: the body that runs this portal, and the officers of the unit "
                "that looks after your record. Search engines may copy what is public."
            ),
            _(
                "Your rights: you may read, correct and take back at any time. When you take your "
                "consent back, the page disappears at once. Refusing has no other consequence."
            ),
        )
    )
