"""Security headers of every answer, and who may keep a copy of it."""

from flask import Flask, Response, current_app, request, session

from portal.core.access import current_actor

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

ALWAYS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def secure(answer: Response) -> Response:
    """Add what is missing; a view that set a header itself (a file's own policy) keeps it."""
    for name, value in ALWAYS.items():
        answer.headers.setdefault(name, value)
    if current_app.config["SESSION_COOKIE_SECURE"]:
        answer.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if "Cache-Control" not in answer.headers:
        answer.headers["Cache-Control"] = _who_may_keep(answer)
    return answer


def _who_may_keep(answer: Response) -> str:
    if request.path.startswith("/static/"):
        return "public, max-age=3600"
    if current_actor() is not None or session or request.method not in ("GET", "HEAD"):
        return "no-store"
    if answer.status_code >= 400 or answer.status_code in (301, 302, 303, 307, 308):
        return "no-store"
    answer.vary.add("Cookie")
    return "private, no-cache"


def init_app(app: Flask) -> None:
    app.after_request(secure)
