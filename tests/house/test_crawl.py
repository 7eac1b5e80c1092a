"""A short crawl with a fixed seed, as everybody: the long one is `python -m proof attack`, on a house as it runs."""

from collections.abc import Mapping
from email.message import Message
from typing import Any

import pytest
from django.test import Client

from proof.browser import HOST, TOKEN, Answer
from proof.crawl.addresses import explore
from proof.crawl.crawl import crawl, where_all_begins
from proof.crawl.requests import WHO, Wish
from tracker.accounts.models import User

pytestmark = pytest.mark.one_database
REQUESTS, SEED = 300, 2018
Cookies = Mapping[str, str]


def send(wish: Wish, cookies: Cookies) -> Answer:
    """As a browser does: the token of its forms is asked for."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False, SERVER_NAME=HOST)
    client.cookies.load(dict(cookies))
    headers = {"X-CSRFToken": TOKEN, **wish.headers}
    try:
        response: Any = client.generic(
            wish.method, wish.path, wish.body or b"", headers.pop("Content-Type", ""), headers=headers
        )
    except Exception as error:
        # The page that says so has failed as well.
        return Answer(500, Message(), repr(error).encode())
    told = Message()
    for name, value in [
        *response.headers.items(),
        *(("Set-Cookie", each.OutputString()) for each in response.cookies.values()),
    ]:
        told[name] = value
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return Answer(response.status_code, told, content)


@pytest.fixture(scope="module")
def come_in(things: dict[str, Any], people: dict[str, User]) -> Any:
    def cookies(who: str) -> Cookies:
        client = Client()
        if who in people:
            client.force_login(people[who])
        return {"csrftoken": TOKEN} | {name: each.value for name, each in client.cookies.items()}

    return cookies


def test_whatever_is_sent_by_whomever_nothing_gives_way(come_in: Any) -> None:
    addresses = explore(
        lambda path: send(Wish("jonas", "GET", path), come_in("jonas")), where_all_begins(), of_a_route=1
    )
    found = crawl(send, come_in, addresses, REQUESTS, SEED, at_once=1)
    assert (found.requests, found.to.keys(), found.told) == (REQUESTS, set(WHO), {})
