"""The registry's periods and bounds, kept by the operator with their legal basis."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core.access import allow, current_actor
from portal.core.forms import form_page
from portal.registry import actions, permissions
from portal.registry.forms.deciding import RuleForm
from portal.registry.queries.rule_values import rule_lines
from portal.registry.views.blueprint import bp


@bp.get("/registry/rules")
@allow(permissions.LIST_RULES)
def rules() -> ResponseReturnValue:
    """Each rule with what holds today, what held before and what comes."""
    return render_template("registry/rules.html", lines=rule_lines())


@bp.route("/registry/rules/new", methods=["GET", "POST"])
@allow(permissions.ADD_RULE)
def new_rule() -> ResponseReturnValue:
    """Enter another value of a rule, from a day on."""
    form = RuleForm()
    if form.validate_on_submit():
        with form.guard():
            actions.add_rule(**form.values(), actor=current_actor())
            flash(_("The new value is entered; what held before stays in the list."), "done")
            return redirect(url_for("registry.rules"))
    return form_page("registry/rule.html", form)
