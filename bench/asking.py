"""How pages are asked for: each gives a function that makes one request."""

import re
from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.contrib.auth import SESSION_KEY
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench.measure import body
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.follow_ups.list.filters import FollowUpFilter
from tracker.follow_ups.list.sorting import order_of
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import Status
from tracker.lists.paging import read_page

NEXT_PAGE = re.compile(r'rel="next" href="([^"]+)"')
A_PAGE = 50
Ask = Callable[[Client], HttpResponseBase]


def at(name: str, *keys: int, query: str = "") -> Ask:
    address = reverse(name, args=keys) + query
    return lambda client: client.get(address)


def page_after(name: str, query: str = "") -> Ask:
    """The second page of a list, as its first page leads there."""
    addresses: dict[Client, str] = {}

    def ask(client: Client) -> HttpResponseBase:
        if client not in addresses:
            found = NEXT_PAGE.search(body(client.get(reverse(name) + query)).decode())
            addresses[client] = reverse(name) + (found[1].replace("&amp;", "&") if found else query)
        return client.get(addresses[client])

    return ask


def far_page(number: int, **asked: str) -> Ask:
    """That page of the list, or its last full one: one long page before it gives the cursor that leads there."""
    addresses: dict[Client, str] = {}

    def ask(client: Client) -> HttpResponseBase:
        if client not in addresses:
            user = User.objects.get(pk=client.session[SESSION_KEY])
            rows = FollowUpFilter(asked, FollowUp.objects.visible_to(user), user=user).qs
            pages = min(number, rows.count() // A_PAGE) - 1
            cursor = read_page(rows.only("pk"), order_of(asked.get("sort", "")), None, pages * A_PAGE).next
            addresses[client] = reverse("follow_ups:list", query={**asked, "page": cursor})
        return client.get(addresses[client])

    return ask


def whole(address: str) -> Ask:
    """A file, read to its end; without compression, which would take longer than writing it."""

    def ask(client: Client) -> HttpResponseBase:
        answer = client.get(address, headers={"accept-encoding": "identity"})
        for _piece in answer.streaming_content if answer.streaming else ():
            pass
        return answer

    return ask


def poster(addresses: Iterable[str], **typed: Any) -> Ask:
    """Posts to one address after the other, each time with a number of its own where `typed` leaves room for it."""
    left, numbers = iter(addresses), count(1)

    def ask(client: Client) -> HttpResponseBase:
        client.cookies.pop("messages", None)
        number = next(numbers)
        said = {name: value.format(number) if isinstance(value, str) else value for name, value in typed.items()}
        return client.post(next(left), said)

    return ask


def mover(follow_up: FollowUp) -> Ask:
    """Moves it on and back, turn by turn."""
    turns = {Status.OPEN: Status.IN_PROGRESS, Status.IN_PROGRESS: Status.OPEN}

    def ask(client: Client) -> HttpResponseBase:
        client.cookies.pop("messages", None)
        follow_up.status = turns[Status(follow_up.status)]
        follow_up.version += 1
        address = reverse("follow_ups:move", args=[follow_up.pk, follow_up.status])
        return client.post(address, {"version": follow_up.version - 1})

    return ask


def creator(owner: Person, partner: Organisation) -> Ask:
    """Logs a new one each time, as its form is filled in."""
    numbers, due_on = count(1), timezone.localdate() + timedelta(days=30)
    typed = {
        "kind": "training", "strength": "agreed", "owed_by": "us", "classification": "general", "owner": owner.name,
        "partner": partner.name, "due_on": due_on.isoformat(), "detail": "As the chair asked.",
    }  # fmt: skip

    def ask(client: Client) -> HttpResponseBase:
        client.cookies.pop("messages", None)
        title = f"Train officers in risk profiles, round {next(numbers)}"
        return client.post(reverse("follow_ups:new"), {**typed, "title": title, "key": str(uuid4())})

    return ask
