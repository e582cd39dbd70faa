"""The pages of consultations."""

from portal.consultation.views import (
    answering,
    course,
    drafts,
    experts,
    letters,
    moderation,
    public,
    speaking,
    staff,
)
from portal.consultation.views.blueprint import bp

__all__ = [
    "answering",
    "bp",
    "course",
    "drafts",
    "experts",
    "letters",
    "moderation",
    "public",
    "speaking",
    "staff",
]
