"""What an operator types about thresholds."""

import json

import click
from flask import Flask
from flask.cli import AppGroup
from flask_babel import force_locale

from portal.core.errors import RuleBroken
from portal.councils.rules.threshold import Assembly, Base, Share, Verdict, judge, parse_share

recognition = AppGroup("recognition", help="Rounds of recognition.")


@recognition.command("threshold")
@click.option("--rule", required=True, help="A fraction such as 9/10, or a percentage.")
@click.option("--base", type=click.Choice([base.value for base in Base]), default=Base.TOTAL.value)
@click.option("--members", type=click.IntRange(min=1), required=True, help="All members.")
@click.option(
    "--present", type=click.IntRange(min=0), required=True, help="In the room or by sent ballot."
)
@click.option("--recused", type=click.IntRange(min=0), default=0, help="Present, but not voting.")
@click.option("--issued", type=click.IntRange(min=0), help="Ballots issued.")
@click.option("--valid", type=click.IntRange(min=0), help="Valid ballots.")
@click.option("--yes", type=click.IntRange(min=0), help="Yes votes, once counted.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of the sentence.")
def print_threshold(
    rule: str,
    base: str,
    members: int,
    present: int,
    recused: int,
    issued: int | None,
    valid: int | None,
    yes: int | None,
    as_json: bool,
) -> None:
    """Print what a rule needs of a council, whether it can be reached, and whether it passed."""
    assembly = Assembly(members, present, recused, issued=issued, valid=valid)
    with force_locale("vi"):
        try:
            num, den = parse_share(rule)
            _check(assembly, yes)
            verdict = judge(Share(num, den, Base(base)), assembly, yes)
        except RuleBroken as broken:
            raise click.ClickException(broken.message) from None
        click.echo(_json(verdict) if as_json else verdict.sentence)


def _check(assembly: Assembly, yes: int | None) -> None:
    if assembly.present > assembly.total or assembly.recused > assembly.present:
        raise click.BadParameter("recused ≤ present ≤ members must hold")
    if yes is not None and yes > assembly.attainable:
        raise click.BadParameter(f"--yes is more than the {assembly.attainable} who could vote")


def _json(verdict: Verdict) -> str:
    answer = {
        "need": verdict.need,
        "passed": verdict.passed,
        "reachable": verdict.reachable,
        "sentence": verdict.sentence,
    }
    return json.dumps(answer, ensure_ascii=False)


def init_app(app: Flask) -> None:
    app.cli.add_command(recognition)
