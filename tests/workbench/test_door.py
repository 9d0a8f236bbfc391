"""The door: who may look, who may change, and how often one may try."""

import re

import pytest
from litestar.testing import TestClient

from luoshi.errors import UsageError
from luoshi.workbench.serving import Serving, checked

Client = TestClient  # type: ignore[type-arg]


def sign_in(client: Client, name: str, password: str) -> int:
    page = client.get("/sign-in").text
    token = re.search(r'name="_csrf_token" value="([^"]+)"', page)
    assert token is not None
    data = {"_csrf_token": token[1], "name": name, "password": password}
    return client.post("/sign-in", data=data, follow_redirects=False).status_code


def test_nobody_comes_in_unknown(guarded: Client) -> None:
    """Without a session pages lead to the sign-in, and the API says 401 in its one error shape."""
    assert guarded.get("/", follow_redirects=False).headers["location"] == "/sign-in"
    answer = guarded.get("/api/articles")
    assert answer.status_code == 401
    assert set(answer.json()["error"]) == {"status", "what", "hint"}


def test_a_token_opens_the_api(guarded: Client) -> None:
    """The right token opens the API, a wrong one does not."""
    assert guarded.get("/api/articles", headers={"authorization": "Bearer open-sesame"}).status_code == 200
    assert guarded.get("/api/articles", headers={"authorization": "Bearer open"}).status_code == 401


def test_a_reader_looks_and_an_owner_changes(guarded: Client) -> None:
    """After signing in a reader sees pages but may not add; an owner may."""
    assert sign_in(guarded, "reader", "a long password") == 303
    page = guarded.get("/").text
    token = re.search(r'name="_csrf_token" value="([^"]+)"', page)
    assert token is not None
    assert guarded.post("/add/demo", data={"_csrf_token": token[1]}).status_code == 403
    assert guarded.post("/sign-out", data={"_csrf_token": token[1]}, follow_redirects=False).status_code == 303
    assert sign_in(guarded, "owner", "another long password") == 303
    assert guarded.post("/add/demo", data={"_csrf_token": token[1]}).status_code == 200


@pytest.mark.parametrize(
    ("wanted", "opened"),
    [
        ("/place/zhuhai?year=2025", "/place/zhuhai?year=2025"), ("/article/a#u=P001.1", "/article/a#u=P001.1"),
        ("", "/"), ("//elsewhere.example", "/"), ("https://elsewhere.example", "/"), ("/\\elsewhere.example", "/"),
        ("javascript:alert(1)", "/"), ("/\n/elsewhere.example", "/"),
    ],
)  # fmt: skip
def test_a_sign_in_leads_to_the_page_that_was_wanted(guarded: Client, wanted: str, opened: str) -> None:
    """Who followed a link is at its page after signing in, and never at another site's."""
    answer = guarded.get("/place/zhuhai?year=2025", follow_redirects=False)
    assert answer.headers["location"] == "/sign-in?next=%2Fplace%2Fzhuhai%3Fyear%3D2025"
    token = re.search(r'name="_csrf_token" value="([^"]+)"', guarded.get("/sign-in").text)
    assert token is not None
    data = {"_csrf_token": token[1], "name": "reader", "password": "a long password", "next": wanted}
    answer = guarded.post("/sign-in", data=data, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, opened)


def test_sign_ins_are_limited(guarded: Client) -> None:
    """After three wrong passwords the fourth try is refused, even with the right one."""
    assert [sign_in(guarded, "reader", "wrong") for _ in range(3)] == [401, 401, 401]
    assert sign_in(guarded, "reader", "a long password") == 429


def test_nobody_serves_others_without_a_lock() -> None:
    """Listening beyond this machine without users or a token is refused, with what to do; on loopback it is fine."""
    with pytest.raises(UsageError, match="lets others in"):
        checked(Serving(host="0.0.0.0"), has_users=False)
    assert checked(Serving(host="::1"), has_users=False).local
    assert not checked(Serving(host="0.0.0.0", token="t"), has_users=False).local
