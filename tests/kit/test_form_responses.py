"""Where an answer leads back to."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory

from tracker.kit.form_responses import fragment_of, next_address, tell

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
        ("9999", False, "/default/"),
        ("keys/", False, "/default/"),
        ("?q=1", False, "/default/"),
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


@dataclass(frozen=True)
class Thing:
    reference: str = ""
    short: str = "EU"
    name: str = "European Union"

    def __str__(self) -> str:
        return self.short

    def get_absolute_url(self) -> str:
        return "/thing/?a=1&b=2"


def linked(words: str) -> str:
    return f'<a href="/thing/?a=1&amp;b=2">{words}</a>'


def told(words: str, **how: Any) -> tuple[str, str]:
    request: Any = RequestFactory().get("/")
    request.session, request._messages = {}, CookieStorage(request)
    tell(request, words, **how)
    (message,) = request._messages
    return str(message), message.extra_tags


@pytest.mark.parametrize(
    ("words", "thing", "said"),
    [
        ("The EU is saved.", Thing(), f"The {linked('EU')} is saved."),
        ("European Union is back.", Thing(), f"{linked('European Union')} is back."),
        ("F-2018-1 of the EU.", Thing("F-2018-1"), f"{linked('F-2018-1')} of the EU."),
        ("EU is not F-2018-2.", Thing("F-2018-1"), f"{linked('EU')} is not F-2018-2."),
        ("EU and EU.", Thing(), f"{linked('EU')} and EU."),
        ("Saved.", Thing(), linked("Saved.")),
        ("“<b>” & EU.", Thing(), f"“&lt;b&gt;” &amp; {linked('EU')}."),
        ("<b> & EU.", None, "<b> & EU."),
    ],
)
def test_the_name_of_a_thing_leads_to_it(words: str, thing: Thing | None, said: str) -> None:
    assert told(words, about=thing)[0] == said


@pytest.mark.parametrize(
    ("how", "tags"),
    [
        ({}, ""),
        ({"undo": "/u/"}, "undo:/u/"),
        ({"undo": "/u/", "here": True}, "undo-here:/u/"),
        ({"here": True}, ""),
    ],
)
def test_what_was_done_says_where_it_is_taken_back(how: dict[str, Any], tags: str) -> None:
    assert told("Saved.", **how)[1] == tags
