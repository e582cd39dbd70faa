"""Message catalogues: extract, update and compile, one folder a feature.

python tools/messages.py registry      extract the feature's msgids into its vi and en catalogues
python tools/messages.py --all         the same for every feature
python tools/messages.py --compile     compile every catalogue
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2"), ("**.svg", "jinja2")]
OPTIONS = {"**.html": {"trimmed": "true"}, "**.txt": {"trimmed": "true"}}
KEYWORDS = {
    "_": None,
    "_l": None,
    "_n": (1, 2),
    "_p": ((1, "c"), 2),
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
}
SHARED_FOLDERS = ("layouts", "components", "errors")


def folders_of(feature: str) -> list[Path]:
    """The folders whose texts belong to the feature's catalogue."""
    folders = [ROOT / "portal" / feature, ROOT / "templates" / feature]
    folders.append(ROOT / "templates" / "mail" / feature)
    if feature == "core":
        folders += [ROOT / "templates" / name for name in SHARED_FOLDERS]
    return [folder for folder in folders if folder.is_dir()]


def template_of(feature: str) -> Catalog:
    """A catalogue of the feature's msgids as they stand in code and templates."""
    catalog = Catalog(charset="utf-8")
    for folder in folders_of(feature):
        found = extract_from_dir(
            folder, method_map=METHODS, options_map=OPTIONS, keywords=KEYWORDS, comment_tags=()
        )
        for filename, _line, message, _comments, context in found:
            place = (Path(folder, filename).relative_to(ROOT).as_posix(), 0)
            catalog.add(message, None, [place], context=context)
    return catalog


def update(feature: str) -> None:
    """Bring the feature's two catalogues up to date; the English one repeats the msgids."""
    template = template_of(feature)
    if not len(template):
        return
    for language in ("vi", "en"):
        path = ROOT / "translations" / feature / language / "LC_MESSAGES" / "messages.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        old = read_po(path.open("rb"), locale=language) if path.exists() else Catalog(language)
        old.update(template, no_fuzzy_matching=True)
        old.obsolete.clear()
        for message in old:
            if language == "en" and message.id:
                message.string = message.id
        with path.open("wb") as out:
            write_po(out, old, width=100, sort_output=True, include_lineno=False, omit_header=False)
    sys.stdout.write(f"{feature}: {len(template)} messages\n")


def compile_all() -> None:
    """Write the .mo file beside every .po whose content changed."""
    for path in (ROOT / "translations").glob("*/*/LC_MESSAGES/messages.po"):
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
            continue
        compiled = BytesIO()
        write_mo(compiled, read_po(path.open("rb")))
        target.write_bytes(compiled.getvalue())


def main(arguments: list[str]) -> None:
    if arguments == ["--compile"]:
        return compile_all()
    features = arguments
    if arguments == ["--all"]:
        features = sorted(path.name for path in (ROOT / "portal").iterdir() if path.is_dir())
    for feature in features:
        update(feature)
    return compile_all()


if __name__ == "__main__":
    main(sys.argv[1:])
