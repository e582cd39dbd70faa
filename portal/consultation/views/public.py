"""What everybody reads: the list, a consultation, its versions, opinions and answers."""

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.consultation import permissions
from portal.consultation.actions.mapping import mappings_of
from portal.consultation.models import (
    Consultation,
    DossierDocument,
    DraftVersion,
    Opinion,
    Relation,
)
from portal.consultation.queries import board, finding
from portal.consultation.queries.answers import public_answers, traces_in
from portal.consultation.views.blueprint import bp, next_turn, only_published, query_text
from portal.consultation.views.draft_page import page_of, shows_of
from portal.core import clock
from portal.core.access import PUBLIC, allow
from portal.core.files import send_stored
from portal.core.pagecache import EVERY, keep_page
from portal.core.paging import page_number, paginate
from portal.core.text import word_diff


@bp.get("/consultations")
@allow(PUBLIC)
def index() -> ResponseReturnValue:
    """Every public consultation, those open for opinions first."""
    page = paginate(finding.public_consultations(), page=page_number(query_text("page")), size=20)
    turns = [turn for one in page.items if (turn := next_turn(one))]
    keep_page(("consultation", EVERY), ("unit", EVERY), until=min(turns, default=None))
    return render_template("consultation/index.html", page=page, now=clock.now())


@bp.get("/consultations/<slug>")
@allow(permissions.SHOW, finding.consultation_of)
def show(consultation: Consultation) -> ResponseReturnValue:
    """The draft with its opinions and answers; no form, so that it can be kept whole."""
    if consultation.current is None:
        return redirect(url_for("consultation.desk", slug=consultation.slug))
    return _draft_page(consultation, consultation.current)


def _draft_page(consultation: Consultation, version: DraftVersion) -> str:
    if consultation.is_public:
        keep_page(*shows_of(consultation), until=next_turn(consultation))
    page = page_of(consultation, version)
    return render_template("consultation/show.html", consultation=consultation, page=page)


@bp.get("/consultations/<slug>/versions/<int:number>")
@allow(permissions.SHOW, finding.version_of)
def version(version: DraftVersion) -> ResponseReturnValue:
    """An earlier version, as it was put before the public."""
    if not version.is_published:
        abort(404)
    return _draft_page(version.consultation, version)


@bp.get("/consultations/<slug>/compare/<int:old>/<int:new>")
@allow(permissions.SHOW, finding.two_versions)
def compare(pair: finding.VersionPair) -> ResponseReturnValue:
    """Two neighbouring versions, unit by unit with the words that changed."""
    changed = [one for one in mappings_of(pair.new) if one.relation is not Relation.SAME]
    rows = [
        (one, word_diff(one.old.words if one.old else "", one.new.words if one.new else ""))
        for one in changed
    ]
    return render_template(
        "consultation/compare.html", pair=pair, rows=rows, traces=traces_in(pair.new)
    )


@bp.get("/consultations/<slug>/opinions")
@allow(permissions.SHOW, finding.consultation_of)
def opinions(consultation: Consultation) -> ResponseReturnValue:
    """Public opinions on one unit (`?unit=`), on the whole draft (`?unit=0`), or all."""
    only_published(consultation)
    asked = query_text("unit")
    unit = finding.published_unit(consultation, asked)
    query = board.opinions_on(consultation, unit, everything=unit is None and asked != "0")
    page = paginate(query, page=page_number(query_text("page")), size=25)
    return render_template(
        "consultation/opinions.html",
        consultation=consultation,
        unit=unit,
        asked=asked,
        page=page,
        reactions=board.reactions_to(page.items),
        now=clock.now(),
    )


@bp.get("/consultations/<slug>/responses")
@allow(permissions.SHOW, finding.consultation_of)
def responses(consultation: Consultation) -> ResponseReturnValue:
    """Signed answers with the opinions they answer."""
    page = paginate(public_answers(consultation), page=page_number(query_text("page")), size=30)
    return render_template("consultation/responses.html", consultation=consultation, page=page)


@bp.get("/consultations/<slug>/documents/<int:document>")
@allow(permissions.SHOW, finding.document_of)
def document(document: DossierDocument) -> Response:
    """A file of the dossier."""
    return send_stored(document.file)


@bp.get("/opinions")
@allow(PUBLIC)
def find_opinion() -> ResponseReturnValue:
    """Find an opinion by the code its author was given."""
    code = (request.args.get("code") or "").strip()
    found = finding.opinion_of(code) if code else None
    if found is not None:
        return redirect(found.url)
    answer = render_template("consultation/find.html", code=code)
    return answer, 404 if code else 200


@bp.get("/opinions/<code>")
@allow(PUBLIC, finding.opinion_of)
def opinion(opinion: Opinion) -> ResponseReturnValue:
    """One opinion: the text as seen, the text now, the official answer."""
    now_there = board.unit_now(opinion)
    return render_template(
        "consultation/opinion.html",
        opinion=opinion,
        now_there=now_there,
        pieces=word_diff(opinion.clause_text, now_there.words) if now_there else [],
        reactions=board.reactions_to([opinion]),
        is_new=query_text("sent") is not None,
        now=clock.now(),
    )
