"""Two worlds: one in which something restricted is there, and the same one without it. What each of them answers."""

import re
from collections.abc import Callable, Iterable
from difflib import unified_diff
from itertools import count
from typing import Any, NamedTuple

from django.core.cache import caches
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve

from tests.conftest import count_on
from tests.house.pages import as_sent, text_of
from tests.house.second import told_newly
from tracker.history.models import Entry
from tracker.history.opening.former_words import Written

# What is another on each page: its keys, the minute at which it was drawn, and links that work for so long. By the
# words before it, which stand on few pages: to look at each letter for all of them took a tenth of a walk.
ONCE = {
    'name="': r'(name="(?:csrfmiddlewaretoken|(?:new-)?key|drawn_at)" value=)"[^"]*"',
    "It stood like this on ": "(It stood like this on )[^.]*",
    "It works once, until ": "(It works once, until )[^.]*",
    "/account/password/choose/": r'(/account/password/choose/)[^"]*',
    "/calendar/feed/": r"(/calendar/feed/)[^.]*",
    "UID:": r"(UID:)[0-9a-f-]{36}",
    "/shared/": r"(/shared/)\d+/[0-9a-f]{40}",
    "/partner/": r'(/partner/)[^/"]+',
    # The minute of a moment: in the log of security events, of what was learnt, and of what was begun again.
    ":": r"(\d{4}, )\d\d:\d\d(?=</(?:a|span|td)>)",
    " are free": r"(>\s*)[\d.]+.GB(?= are free)",
}
NEXT = re.compile(r'rel="next" href="([^"]+)"')
# What is made after the matter has the same key in both worlds. PostgreSQL goes on counting in the next test.
FIRST_KEYS = count(10_000_000, 10_000_000)
Keys = dict[str, Any]


class Page(NamedTuple):
    status: int
    leads_to: str
    text: str


def lasting(text: str) -> str:
    """Without what is another each time."""
    for words, once in ONCE.items():
        if words in text:
            text = re.sub(once, r"\1", text)
    return text


def read(response: HttpResponse) -> Page:
    return Page(response.status_code, lasting(response.headers.get("Location", "")), lasting(text_of(response)))


def walk(client: Client, paths: Iterable[str]) -> dict[str, Page]:
    found = {}
    for path in paths:
        page = read(client.get(path))
        found[path] = page
        while further := NEXT.search(page.text):
            address = path.split("?")[0] + further[1].replace("&amp;", "&")
            page = found[address] = read(client.get(address))
    return found


class Browser:
    """Sends forms as pages give them, and keeps what came of it.

    With `forms` it reads each page once for all who share them: before anything is sent, it gives the same form.
    """

    def __init__(self, client: Client, forms: Keys | None = None, led_to: set[str] | None = None) -> None:
        self.client, self.pages = client, list[Page]()
        self.forms, self.led_to = forms, set[str]() if led_to is None else led_to

    def get(self, path: str) -> HttpResponse:
        return self._kept(self.client.get(path, follow=True))

    def post(self, path: str, **typed: Any) -> HttpResponse:
        """The form that its page gives, with `typed` in it."""
        return self.send(path, **self.form(path) | typed)

    def form(self, path: str) -> dict[str, Any]:
        if self.forms is None or self.pages:
            return as_sent(self.client.get(path, follow=True))
        if path not in self.forms:
            self.forms[path] = as_sent(self.client.get(path, follow=True))
        return dict(self.forms[path])

    def do(self, path: str, **sent: Any) -> None:
        """This alone: where it leads, what it says and writes; the page after once, as many deeds lead there."""
        last = Entry.objects.order_by("pk").last()
        response: Any = self.client.post(path, sent)
        told = [*told_newly(response), *written_after(last.pk if last else 0)]
        page = read(response)
        self.pages.append(page._replace(text="\n".join([page.text, *told])))
        after = response.headers.get("Location", "")
        view = resolve(after.partition("?")[0]).view_name if after else ""
        if view and view not in self.led_to:
            self.led_to.add(view)
            self.get(after)

    def send(self, path: str, **sent: Any) -> HttpResponse:
        """This alone; and where it leads to, the page after."""
        return self._kept(self.client.post(path, sent, follow=True))

    def _kept(self, response: Any) -> HttpResponse:
        leads_to = " ".join(address for address, _status in response.redirect_chain)
        page = read(response)
        self.pages.append(page._replace(leads_to=lasting(leads_to)))
        return response  # type: ignore[no-any-return]


class Worlds:
    """What all may see is there in both; the matter, and what grows from it, in the one alone."""

    def __init__(self, matter: Callable[[], Keys]) -> None:
        self.matter, self.first_key = matter, next(FIRST_KEYS)

    def both[Found](self, look: Callable[[Keys], Found]) -> tuple[Found, Found]:
        """What `look` finds with the matter and without; it gets the keys that lead to the matter in either."""
        with transaction.atomic():
            keys = self.matter()
            there = self.seen(look, keys)
            transaction.set_rollback(True)
        return there, self.seen(look, keys)

    def seen[Found](self, look: Callable[[Keys], Found], keys: Keys) -> Found:
        """Whatever is done meanwhile is taken back."""
        with transaction.atomic():
            caches["memory"].clear()
            count_on(self.first_key)
            found = look(keys)
            transaction.set_rollback(True)
        return found

    def with_matter[Found](self, look: Callable[[Keys], Found]) -> Found:
        with transaction.atomic():
            found = self.seen(look, self.matter())
            transaction.set_rollback(True)
        return found


def written_after(key: int) -> list[str]:
    """What history tells of what all may see, since the entry of this key."""
    told = Entry.objects.filter(pk__gt=key, written=Written.GENERAL).order_by("pk")
    return [str(each) for each in told.values("content_type__model", "object_id", "verb", "note", "changes")]


def differences(there: Page, without: Page) -> list[str]:
    """The lines that stand in one world alone."""
    texts = [f"{page.status} {page.leads_to}\n{page.text}".splitlines() for page in (there, without)]
    return [line for line in unified_diff(*texts, lineterm="", n=0) if line[:3] not in ("---", "+++")]


def general(keys: Keys) -> Keys:
    """The keys by their own names that lead to what all may see."""
    return {name.removeprefix("general_"): key for name, key in keys.items() if name.startswith("general_")}
