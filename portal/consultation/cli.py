"""What an operator asks of drafts."""

import json
import sys
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from portal.consultation.outline import Outline
from portal.consultation.outline.source import no_structure, source_of_file
from portal.core.errors import RuleBroken

drafts = AppGroup("drafts", help="Drafts of official documents.")


@drafts.command("outline")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the tree as JSON.")
def print_outline(file: Path, as_json: bool) -> None:
    """Recognise the structure of FILE (.txt, .md, .docx) and print it."""
    try:
        source = source_of_file(file)
    except (RuleBroken, OSError) as error:
        click.echo(f"{file}: {getattr(error, 'message', None) or error}", err=True)
        sys.exit(1)
    for warning in source.warnings:
        click.echo(warning, err=True)
    if not source.outline.nodes:
        click.echo(f"{file}: {no_structure()}", err=True)
        sys.exit(1)
    if as_json:
        click.echo(json.dumps(source.outline.as_json(), ensure_ascii=False, indent=1))
    else:
        _print_tree(source.outline)


def _print_tree(outline: Outline) -> None:
    click.echo(f"{outline.doc_type} {outline.subject}".strip())
    levels = [(0, node) for node in reversed(outline.nodes)]
    while levels:
        depth, node = levels.pop()
        text = node.title or next(iter(node.paragraphs), "")
        click.echo(f"{'  ' * depth}{node.kind} {node.number} {text[:70]}")
        levels += [(depth + 1, child) for child in reversed(node.children)]


def init_app(app: Flask) -> None:
    app.cli.add_command(drafts)
