"""The register of official documents."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.core.access import allow
from portal.core.files import Accept, send_stored, store_upload
from portal.core.forms import form_page
from portal.core.paging import page_number, paginate
from portal.units import actions, permissions, queries
from portal.units.forms import DocumentForm
from portal.units.models import Document
from portal.units.views.blueprint import bp


@bp.get("/documents")
@allow(permissions.READ_DOCUMENTS)
def documents() -> str:
    """The register, newest first, searched by number, subject or issuer."""
    text = request.args.get("q", "")[:100].strip()
    page = paginate(queries.documents(text), page=page_number(request.args.get("page")))
    return render_template(
        "units/documents.html",
        page=page,
        text=text,
        page_url=lambda number: url_for(".documents", q=text, page=number),
    )


@bp.route("/documents/new", methods=["GET", "POST"])
@allow(permissions.REGISTER_DOCUMENT)
def new_document() -> ResponseReturnValue:
    """Enter a document."""
    form = DocumentForm()
    if form.validate_on_submit():
        with form.guard():
            document = _register(form)
            flash(_("The document is in the register."), "done")
            return redirect(url_for(".document", id=document.id))
    return form_page("units/new_document.html", form)


def _register(form: DocumentForm) -> Document:
    upload = form.file.data
    file = store_upload(upload, accept=Accept.DOCUMENT, field="file") if upload else None
    return actions.register_document(
        number=form.number.data or "",
        kind=form.kind.data,
        issued_on=form.data["issued_on"],
        issuer=form.issuer.data or "",
        subject=form.subject.data or "",
        file=file,
    )


@bp.get("/documents/<int:id>")
@allow(permissions.READ_DOCUMENTS, Document)
def document(document: Document) -> str:
    """One line of the register."""
    return render_template("units/document.html", document=document)


@bp.get("/documents/<int:id>/file")
@allow(permissions.READ_DOCUMENTS, Document)
def document_file(document: Document) -> Response:
    """The document itself."""
    if document.file is None:
        abort(404)
    return send_stored(document.file)
