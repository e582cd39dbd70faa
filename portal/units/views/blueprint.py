"""The one blueprint of this feature."""

from flask import Blueprint

bp = Blueprint("units", __name__)
