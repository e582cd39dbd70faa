"""The docs name only what is there: links, pictures, commands, settings, buttons."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po
from flask import Flask

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
OPERATIONS = ROOT / "docs" / "operations.md"
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
SETTING = re.compile(r"\bPORTAL_[A-Z0-9_]*[A-Z0-9]\b")
COMMAND = re.compile(r"\bflask(?: --app wsgi)? ((?:[a-z][a-z-]* ?){1,2})([^`#\n]*)")
OPTION = re.compile(r"--[a-z-]+")


def _named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def _anchors(page: Path) -> set[str]:
    """The anchors GitHub makes of the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _texts(*folders: str) -> Iterator[str]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix in {".py", ".yaml", ".conf", ".service", ""}:
                yield path.read_text(errors="ignore")


@pytest.mark.parametrize("page", PAGES, ids=_named)
def test_every_link_and_picture_leads_somewhere(page: Path) -> None:
    lost = []
    for target in LINK.findall(page.read_text()):
        if re.match(r"https?:|mailto:", target):
            continue
        address, _, anchor = target.partition("#")
        file = (page.parent / address).resolve() if address else page
        if not file.exists() or (anchor and anchor not in _anchors(file)):
            lost.append(target)
    assert lost == []


def test_every_picture_is_shown_and_small() -> None:
    shown = {
        Path(target).name
        for page in PAGES
        for target in LINK.findall(page.read_text())
        if target.endswith(".png")
    }
    pictures = {path.name: path.stat().st_size for path in (ROOT / "docs/images").iterdir()}
    assert set(pictures) == shown
    assert {name: size for name, size in pictures.items() if size > 150_000} == {}


@pytest.mark.parametrize("page", PAGES, ids=_named)
def test_every_command_is_one_the_portal_knows_with_its_options(page: Path, app: Flask) -> None:
    context, unknown = click.Context(app.cli), []
    for words, rest in COMMAND.findall(page.read_text()):
        command: click.Command | None = app.cli
        for word in words.split():
            if isinstance(command, click.Group):
                command = command.get_command(context, word)
        if command is None or isinstance(command, click.Group):
            unknown.append(words)
            continue
        known = {option for parameter in command.params for option in parameter.opts}
        unknown += sorted(set(OPTION.findall(rest)) - known)
    assert unknown == []


@pytest.mark.parametrize("page", PAGES, ids=_named)
def test_every_make_target_is_there(page: Path) -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = re.findall(r"(?:^|`|PORT=\d+ )make ([a-z]+)", page.read_text(), re.MULTILINE)
    assert set(named) - targets == set()


def test_every_setting_is_documented_and_every_documented_one_is_read() -> None:
    read = {name for text in _texts("portal", "tools", "deploy") for name in SETTING.findall(text)}
    documented = set(SETTING.findall(OPERATIONS.read_text()))
    assert read - documented == set(), "read and not in docs/operations.md"
    assert documented - read == set(), "in docs/operations.md and not read"


def test_each_first_steps_page_has_its_twin() -> None:
    for language, other in (("vi", "en"), ("en", "vi")):
        for page in (ROOT / "docs" / language).glob("*.md"):
            links = LINK.findall(page.read_text())
            twins = [target for target in links if target.startswith(f"../{other}/")]
            assert len(twins) == 1, page.name
            back = (page.parent / twins[0]).resolve().read_text()
            assert f"../{language}/{page.name}" in back, page.name


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("??/*.md")), ids=_named)
def test_the_words_in_bold_are_words_of_the_pages(page: Path) -> None:
    """A reader looks for the button under the name the guide gives it."""
    said = set()
    for catalogue in sorted(
        (ROOT / "translations").glob(f"*/{page.parent.name}/LC_MESSAGES/messages.po")
    ):
        with catalogue.open("rb") as file:
            for message in read_po(file):
                strings = [message.string] if isinstance(message.string, str) else message.string
                said |= {_plain(string) for string in strings}
    named = re.findall(r"\*\*(.+?)\*\*", page.read_text().replace("\n", " "), re.DOTALL)
    words = {_plain(word) for text in named for word in text.split("→")}
    assert {word for word in words if not any(word in each for each in said)} == set()


def _plain(text: str) -> str:
    """One line, lower case: guides quote in the middle of a sentence."""
    return re.sub(r"\s+", " ", text).strip().lower()
