"""The contracts of `flask registry parse` and `flask registry name`."""

import json
from pathlib import Path

from portal.core.unit_of_work import Portal


def test_parse_prints_works_as_json_and_errors_beside(app: Portal, shared: Path) -> None:
    file = shared / "registry/bibtex/vietnamese_latex_accents.bib"
    result = app.test_cli_runner().invoke(args=["registry", "parse", str(file), "--json"])
    printed = json.loads(result.stdout)
    assert result.exit_code == 0
    assert [work["title"] for work in printed["works"]][1] == "Đánh giá chất lượng nước"
    assert {"type", "title", "contributors", "issued", "identifiers"} <= set(printed["works"][0])
    assert printed["errors"] == [result.stderr.strip()]


def test_parse_fails_when_nothing_could_be_read(app: Portal, tmp_path: Path) -> None:
    file = tmp_path / "nothing.txt"
    file.write_text("xin chào", encoding="utf-8")
    result = app.test_cli_runner().invoke(args=["registry", "parse", str(file), "--json"])
    assert result.exit_code == 1
    assert json.loads(result.stdout)["works"] == []
    assert result.stderr.strip()


def test_name_prints_its_parts(app: Portal) -> None:
    arguments = ["registry", "name", "GS.TS. Nguyễn Văn Anh", "--json"]
    printed = json.loads(app.test_cli_runner().invoke(args=arguments).stdout)
    assert (printed["prefix"], printed["family"]) == ("GS.TS.", "Nguyễn")
    assert (printed["middle"], printed["given"]) == ("Văn", "Anh")
    assert printed["folded"] == "nguyen van anh"
    assert printed["sort_key"].isascii()
