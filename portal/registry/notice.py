"""What a person agrees to by publishing: the notice in force, kept word for word with the consent."""

from portal.accounts.models import ConsentNotice, ConsentPurpose
from portal.accounts.notices import notice_of, wording


def publication_notice() -> tuple[str, int]:
    """The words in the reader's language, and the number of their version."""
    notice = notice_of(ConsentPurpose.PUBLIC_PROFILE) or ConsentNotice(
        number=0, text_vi="", text_en=""
    )
    return wording(notice), notice.number
