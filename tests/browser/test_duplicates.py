"""An officer makes one record of two on a phone, and parts them again; somebody reports a pair."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener, sign_in
from tests.browser.hands import Hands
from tools.served import Server


@pytest.mark.parametrize("scripts", [True, False])
def test_two_records_become_one_and_two_again(
    open_page: Opener, server: Server, scripts: bool
) -> None:
    page = open_page(scripts=scripts)
    sign_in(page, server, "people_officer")
    hands = Hands(page, scripts=scripts)
    hands.open("/registry/duplicates")
    hands.reads("Hồ sơ nghi trùng", "Trùng họ tên khi bỏ dấu")
    pair = page.locator("main .list h2 a").first
    name = pair.inner_text().split("–")[0].strip()
    pair.click()
    hands.look()
    hands.reads("Hai hồ sơ cạnh nhau", "Hồ sơ giữ lại", "giống nhau ở cả hai")
    other = page.locator(".sides .number", has_text="#").nth(1).inner_text()
    hands.fill({"Căn cứ kết luận là một người": "Đã gọi điện cho cơ quan."})
    hands.press("Hợp nhất hai hồ sơ")
    hands.look()
    hands.hears("Hai hồ sơ đã là một")
    hands.reads(name, "Đã gọi điện cho cơ quan.")
    hands.follow("Lịch sử thay đổi")
    hands.look()
    hands.follow("Lịch sử của hồ sơ ấy")
    hands.reads("Đây là lịch sử của hồ sơ đã được hợp nhất", other)
    hands.follow("Lịch sử của hồ sơ được giữ")
    hands.follow("Nội dung hợp nhất và cách hoàn tác")
    hands.press("Hoàn tác hợp nhất")
    hands.hears("Hai hồ sơ đã trở lại như cũ")
    hands.open("/registry/duplicates")
    expect(page.locator("main .list h2 a").first).to_contain_text(name)


def test_a_reader_reports_a_duplicate(open_page: Opener, server: Server) -> None:
    page = open_page(scripts=False)
    sign_in(page, server, "citizen")
    hands = Hands(page, scripts=False)
    hands.open("/people")
    links = page.locator("main a[href^='/people/']").evaluate_all(
        "nodes => nodes.map(node => node.getAttribute('href'))"
    )
    profiles = [link for link in dict.fromkeys(links) if re.fullmatch(r"/people/\d+-[^/?]+", link)]
    hands.open(profiles[0])
    hands.follow("Báo trùng hồ sơ")
    hands.look()
    number = re.search(r"\d+", profiles[1])
    assert number
    hands.fill({"Hồ sơ kia": f"#{number[0]}", "Căn cứ nhận biết": "Cùng một người."})
    hands.press("Gửi cán bộ")
    hands.hears("Cán bộ phụ trách cả hai hồ sơ sẽ quyết định")
