"""Pages that belong to no single feature."""

from flask import Blueprint

bp = Blueprint("front", __name__)
