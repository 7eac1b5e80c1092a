"""A form that cannot be read is refused with a page, wherever it is sent and whatever else is wrong with it."""

import pytest
from django.test import Client

FORM = "application/x-www-form-urlencoded"
UNREADABLE = [
    (f"{FORM}; charset=utf-16", b"title=x"),
    ("multipart/form-data; boundary=", b"x"),
    ("multipart/form-data", b"no boundary"),
    (FORM, b"&".join(b"field_%d=" % number for number in range(2_001))),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "body"), UNREADABLE)
@pytest.mark.parametrize("path", ["/partners/new/", "/nowhere/", "/account/sign-in/"])
@pytest.mark.parametrize("host", ["localhost", "evil.example", "[::1"])
def test_an_unreadable_form_is_refused_with_a_page(kind: str, body: bytes, path: str, host: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "x" * 32
    answer = client.generic("POST", path, body, content_type=kind, headers={"Host": host})
    assert (answer.status_code, "Suivi could not take this in" in answer.content.decode()) == (400, True)
