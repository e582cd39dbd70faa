"""The blueprint that all views of this feature share."""

from flask import Blueprint

bp = Blueprint("associations", __name__)
