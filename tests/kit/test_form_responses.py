"""Where an answer leads back to."""

import pytest
from django.test import RequestFactory

from tracker.kit.form_responses import fragment_of, next_address

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("address", "is_secure", "leads_to"),
    [
        ("/keys/?q=1", False, "/keys/?q=1"),
        ("http://testserver/keys/", False, "http://testserver/keys/"),
        ("https://testserver/keys/", True, "https://testserver/keys/"),
        ("http://testserver/keys/", True, "/default/"),
        ("https://evil.example/", False, "/default/"),
        ("//evil.example/", False, "/default/"),
        ("/account/sign-in/?next=/keys/", False, "/default/"),
        ("", False, "/default/"),
    ],
)
@pytest.mark.parametrize("way", ["post", "query", "typed", "referer"])
def test_an_answer_leads_back_to_our_own_pages_as_securely_as_it_came(
    address: str, is_secure: bool, leads_to: str, way: str
) -> None:
    if way == "post":
        request = RequestFactory().post("/", {"next": address}, secure=is_secure)
    else:
        headers = {"Referer": address} if way == "referer" else {}
        query = {"next": address} if way == "query" else {}
        request = RequestFactory().get("/", query, secure=is_secure, headers=headers)
    assert next_address(request, "/default/", address if way == "typed" else None) == leads_to


def test_what_was_posted_goes_before_the_address_and_that_before_what_was_kept_and_the_page_before() -> None:
    said = {"posted": "/posted/", "query": "/query/", "kept": "/kept/", "page": "/page/"}
    found = []
    while said:
        request = RequestFactory().post(
            f"/?next={said.get('query', '')}", {"next": said.get("posted", "")}, headers={"Referer": said["page"]}
        )
        found.append(next_address(request, "/default/", said.get("kept")))
        said.pop(next(iter(said)))
    assert found == ["/posted/", "/query/", "/kept/", "/page/"]


@pytest.mark.parametrize(("asked", "part"), [("", "page"), ("page", "page"), ("margin", "margin"), ("body", "page")])
def test_an_answer_replaces_a_part_of_the_page_that_there_is(asked: str, part: str) -> None:
    assert fragment_of(RequestFactory().get("/", {"within": asked})) == part
