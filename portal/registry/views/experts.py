"""The expert finder."""

from flask import render_template, request

from portal.core.access import PUBLIC, allow, current_actor, may
from portal.registry.experts import permissions
from portal.registry.experts.asking import Answer, find_experts, wanted_of
from portal.registry.experts.form import PurposeForm
from portal.registry.experts.page import experts_of, filters_of
from portal.registry.views.blueprint import bp


@bp.get("/experts")
@allow(PUBLIC)
def experts() -> str:
    """People who know of a topic, with what shows it; officers also see what binds them to a case."""
    wanted, is_officer = wanted_of(request.args), may(permissions.SEE_TIES)
    form = PurposeForm(request.args if is_officer else None)
    if is_officer and any(form.typed.values()):
        form.validate()
    answer: Answer | None = find_experts(wanted) if wanted.topic else None
    shown = answer and experts_of(
        answer, wanted, form, actor=current_actor(), is_officer=is_officer
    )
    return render_template(
        "registry/experts.html",
        wanted=wanted,
        answer=answer,
        experts=shown or [],
        filters=filters_of(answer, wanted) if answer else [],
        form=form,
        is_officer=is_officer,
        address=lambda **changed: wanted.address(**(form.typed if is_officer else {}), **changed),
    )
