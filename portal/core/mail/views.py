"""The demo's mailbox: what would have been sent, readable by anyone; it exists in the demo only."""

from flask import Blueprint, abort, current_app, render_template, request
from sqlalchemy import select

from portal.core.access import PUBLIC, allow
from portal.core.mail.models import OutboxMessage
from portal.core.paging import page_number, paginate

bp = Blueprint("mailbox", __name__)


@bp.get("/mailbox")
@allow(PUBLIC)
def index() -> str:
    if not current_app.config["DEMO"]:
        abort(404)
    query = select(OutboxMessage).order_by(OutboxMessage.id.desc())
    if to := request.args.get("to", "").strip().lower():
        query = query.where(OutboxMessage.to == to)
    page = paginate(query, page=page_number(request.args.get("page")), size=20)
    return render_template("core/mailbox.html", page=page, to=to)


@bp.get("/mailbox/<int:id>")
@allow(PUBLIC, OutboxMessage)
def message(message: OutboxMessage) -> str:
    if not current_app.config["DEMO"]:
        abort(404)
    return render_template("core/mailbox_message.html", message=message)
