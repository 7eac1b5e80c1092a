"""Which pages open without a sign-in, and how all pages of the entrance look."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tracker.accounts.models import User

OPEN = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "admin:login",
}
STRANGERS_PAGES = [
    "/account/sign-in/",
    "/account/closed/",
    "/account/sign-up/",
    "/account/password/forgotten/",
    "/account/password/forgotten/sent/",
    "/account/password/chosen/",
    "/account/password/choose/1-abc/",
]
OWN_PAGES = ["/account/sign-out/", "/account/password/", "/account/preferences/", "/keys/"]


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield f"{prefix}{each.name or each.pattern}", each.callback
        else:
            yield from addresses(each, f"{prefix}{each.namespace}:" if each.namespace else prefix)


def test_only_the_entrance_opens_without_a_sign_in() -> None:
    views = dict(addresses(get_resolver()))
    assert {name for name, view in views.items() if not getattr(view, "login_required", True)} == OPEN | {
        "calendar_feed",
        "guide",
        "guide_chapter",
        "commitments:shared",
        "health:live",
        "health:ready",
        *(f"circulation:{name}by_link" for name in ("", "propose_", "agree_", "disagree_", "take_back_")),
        *(f"{mails}:{name}" for mails in ("notifications", "owner_mails") for name in ("leave", "join")),
        *(f"mail_answers:{name}" for name in ("matter", "answer")),
        *(f"partner_links:{name}" for name in ("by_link", "show", "item", "report")),
    }


@pytest.mark.parametrize("path", STRANGERS_PAGES)
def test_a_page_of_the_entrance_has_one_heading_and_the_look(client: Client, db: None, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert len(re.findall("<h1", page.text)) == 1
    assert re.search(r"<title>[^<]+ · Suivi</title>", page.text)
    assert page.text.count("css/entrance.css") == 1
    assert "<script>" not in page.text
    assert "style=" not in page.text


@pytest.mark.parametrize("path", OWN_PAGES)
def test_a_page_of_ones_own_has_one_heading(claire: User, sign_in: Callable[[User], Client], path: str) -> None:
    page = sign_in(claire).get(path)
    assert (page.status_code, len(re.findall("<h1", page.text))) == (200, 1)


@pytest.mark.parametrize("path", [*STRANGERS_PAGES, *OWN_PAGES])
def test_every_field_has_a_label(claire: User, sign_in: Callable[[User], Client], client: Client, path: str) -> None:
    page = (sign_in(claire) if path in OWN_PAGES else client).get(path).text
    fields = set(re.findall(r'<(?:input|select)(?![^>]*type="hidden")[^>]* id="([^"]+)"', page))
    assert fields - set(re.findall(r'<label[^>]* for="([^"]+)"', page)) == set()


@pytest.mark.parametrize("path", [*STRANGERS_PAGES, *OWN_PAGES])
def test_no_page_is_kept_by_a_browser_or_a_proxy(
    claire: User, sign_in: Callable[[User], Client], client: Client, path: str
) -> None:
    answer = (sign_in(claire) if path in OWN_PAGES else client).get(path)
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))


def test_static_files_need_no_sign_in(client: Client, db: None) -> None:
    answer = client.get("/static/css/entrance.css")
    answer.close()
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, False)


def test_an_unknown_address_is_not_found_rather_than_an_error(client: Client, db: None) -> None:
    assert client.get("/account/").status_code == 404
