"""What a QR code on a certificate, card or decision leads to."""

from datetime import date
from typing import Any

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.core.access import PUBLIC, allow
from portal.core.verify import VerifyAnswer, answer_for
from portal.front.views import bp


@bp.get("/verify")
@allow(PUBLIC)
def verify() -> ResponseReturnValue:
    """Ask for the code printed on a paper."""
    code = request.args.get("code", "").strip().rsplit("/", 1)[-1]
    if code:
        return redirect(url_for(".verify_code", code=code[:64]))
    return render_template("front/verify.html")


@bp.get("/verify/<code>")
@allow(PUBLIC)
def verify_code(code: str) -> ResponseReturnValue:
    """Tell what the public may know of the paper today; `.json` behind the code for machines."""
    plain = code.removesuffix(".json")
    answer = answer_for(plain)
    if plain != code:
        return jsonify(_as_json(answer)), 200 if answer else 404
    page = render_template("front/verify_code.html", answer=answer, code=plain)
    return page, 200 if answer else 404


def _as_json(answer: VerifyAnswer | None) -> dict[str, Any]:
    if answer is None:
        return {"known": False}
    return {
        "known": True,
        "title": str(answer.title),
        "status": str(answer.status),
        "valid": answer.tone == "ok",
        "facts": [[str(name), _plain(value)] for name, value in answer.facts],
        "since": _plain(answer.since),
        "url": answer.url,
    }


def _plain(value: Any) -> str | None:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date) else str(value)
