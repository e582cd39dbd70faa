"""What a code on a paper answers."""

from datetime import date

from flask.testing import FlaskClient

from portal.core.db import db
from portal.core.verify import VerifyAnswer, answers, issue


@answers("paper-of-a-test")
def _tell(key: str) -> VerifyAnswer | None:
    if key == "gone":
        return None
    facts = [("Họ và tên", "Lò Thị Hương"), ("Ngày cấp", date(2026, 2, 27))]
    return VerifyAnswer("Giấy chứng nhận", "Còn hiệu lực", "ok", facts, date(2026, 2, 27))


def _code(key: str) -> str:
    code = issue("paper-of-a-test", key).code
    db.session.commit()
    return code


def test_a_true_paper_is_told_on_a_page_and_to_machines(client: FlaskClient) -> None:
    code = _code("7")
    page = client.get(f"/verify/{code}")
    assert page.status_code == 200
    for words in ("Giấy chứng nhận", "Còn hiệu lực", "Lò Thị Hương"):
        assert words in page.text
    told = client.get(f"/verify/{code}.json").get_json()
    assert told["known"] is True
    assert told["valid"] is True
    assert told["facts"][1] == ["Ngày cấp", "2026-02-27"]
    assert told["since"] == "2026-02-27"


def test_an_unknown_and_a_withdrawn_paper_look_the_same(client: FlaskClient) -> None:
    unknown, gone = client.get("/verify/nothing"), client.get(f"/verify/{_code('gone')}")
    assert unknown.status_code == gone.status_code == 404
    assert client.get("/verify/nothing.json").get_json() == {"known": False}


def test_the_form_leads_to_the_code_even_when_the_whole_address_is_pasted(
    client: FlaskClient,
) -> None:
    code = _code("8")
    answer = client.get("/verify", query_string={"code": f" https://x.vn/verify/{code} "})
    assert answer.location == f"/verify/{code}"
