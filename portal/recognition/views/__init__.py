"""Pages of recognition: for the public, the nominator, the standing body and the council."""

from portal.recognition.views import (
    consent,
    desk,
    honours,
    nominations,
    outcome,
    posting,
    programmes,
    public,
    review,
    rounds,
    screening,
)
from portal.recognition.views.blueprint import bp

__all__ = [
    "bp",
    "consent",
    "desk",
    "honours",
    "nominations",
    "outcome",
    "posting",
    "programmes",
    "public",
    "review",
    "rounds",
    "screening",
]
