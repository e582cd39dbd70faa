"""The main navigation marks the part of the portal in which a page lies."""

import pytest
from flask import Flask

from portal.core.layout import is_here

PARTS = ("/people", "/associations", "/honours", "/consultations")


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("/people", "/people"),
        ("/people/7-lo-thi-huong", "/people"),
        ("/profile", "/people"),
        ("/items/degrees/3", "/people"),
        ("/associations/hoi-y-hoc", "/associations"),
        ("/applications/4", "/associations"),
        ("/memberships", "/associations"),
        ("/memberships/4/card", "/associations"),
        ("/honours/2", "/honours"),
        ("/rounds", "/honours"),
        ("/rounds/dot-2026/desk", "/honours"),
        ("/nominations/5/score", "/honours"),
        ("/my/nominations", "/honours"),
        ("/recognition", "/honours"),
        ("/councils/3/conflicts", "/honours"),
        ("/ballots/lines/7/count", "/honours"),
        ("/opinions/confirm/abc", "/consultations"),
        ("/roundsmen", None),
        ("/peoples", None),
        ("/my", None),
        ("/", None),
    ],
)
def test_each_page_marks_the_part_it_belongs_to(app: Flask, path: str, part: str | None) -> None:
    with app.test_request_context(path):
        assert [one for one in PARTS if is_here(one)] == ([part] if part else [])
