"""A French colleague reads French: on every page, in mails, in dates and counts."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import django
import polib
import pytest
from django.conf import settings
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.utils import translation

from tests.house.addresses import PAGES
from tests.house.admin_addresses import ADMIN_PAGES
from tests.house.conftest import Visitor, taken_back
from tests.house.speech import texts, words, words_kept
from tests.house.test_label_in_name import unsaid
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.kit.money_and_exchange import CURRENCIES
from tracker.lists.paging import Count
from tracker.meetings.models import Meeting
from tracker.pages.desk import headline

pytestmark = pytest.mark.one_database

SignIn = Callable[[User], Client]

FURTHER = [
    "/find/?q=visit",
    "/find/?q=nothing of that name",
    "/follow-ups/?status=active&late=on",
    "/follow-ups/?owner=nobody of that name",
    "/follow-ups/?due_from=the day before",
    "/follow-ups/new/?record={record}&version=1&start=0&end=21",
    "/follow-ups/{follow_up}/to/waiting/",
    "/follow-ups/{follow_up}/to/declined/",
    "/follow-ups/{follow_up}/to/done/",
    "/mandates/?q=nothing of that name",
    "/meetings/?removed=1",
    "/meetings/?year=last",
    "/meetings/?q=nothing of that name",
    "/partners/?q=nothing of that name",
    "/read-date/?due_on=sometime",
    "/read-date/?due_on=2018-02-30",
    "/read-date/?due_on=Monday 25 May 2018",
    "/nowhere/",
]
# The languages and the encodings by their own names, a word of both languages, and what Django's admin leaves English.
SHARED = {"english", "français", "parent", "search", "true", "false", "pdf", "mac", "roman", "sqlite", "zip",
          *map(str.casefold, CURRENCIES)}  # fmt: skip
# In the language in which its maker published it, or of the mail that leads there.
AS_PUBLISHED = {
    *("commitments:shared", "notifications:leave", "notifications:join", "owner_mails:leave", "owner_mails:join"),
    *("mail_answers:matter", "mail_answers:answer"),
    *(f"partner_links:{name}" for name in ("by_link", "show", "item", "report")),
}
# What was asked for is said as it was typed.
TYPED = {value for path in FURTHER for _name, value in parse_qsl(urlsplit(path).query)}


FRENCH = "locale/fr/LC_MESSAGES/django.po"


@cache
def shared_words() -> set[str]:
    """The words of the catalogue that may stand on the pages of both languages."""
    catalogue = polib.pofile(str(settings.ROOT / FRENCH))
    same = (word for entry in catalogue if entry.msgid == entry.msgstr for word in words(entry.msgid))
    return set(same) | SHARED


@cache
def french_words() -> set[str]:
    """All that our catalogue and those of Django know."""
    files = [settings.ROOT / FRENCH, *Path(django.__file__).parent.rglob(FRENCH)]
    entries = [entry for file in files for entry in polib.pofile(str(file))]
    said = (text for entry in entries for text in (entry.msgstr, *entry.msgstr_plural.values()))
    return {word for text in said for word in words(text)}


def page_of(visitor: Visitor, method: str, path: str, language: str = "fr") -> str:
    """The page, or the one that it leads to; empty where it is none. It is asked as if nobody had asked before."""
    asked: dict[str, Any] = {"headers": {"Accept-Language": language}}
    with taken_back():
        if visitor.user:
            User.objects.filter(pk=visitor.user.pk).update(language=language)
        client = visitor.comes_in()
        answer: HttpResponse = getattr(client, method)(path, **asked)
        while answer.status_code in (301, 302):
            answer = client.get(answer.headers["Location"], **asked)
    if answer.streaming:
        # Read to its end a file is closed.
        b"".join(answer.streaming_content)
    return answer.content.decode() if "html" in answer.headers["Content-Type"] else ""


def said_alike(visitor: Visitor, method: str, french_pages: dict[str, str]) -> dict[str, set[str]]:
    """What is said alike in English and French, by page, beyond the words that both share.

    A page that says nothing but French words is not asked for in English.
    """
    known, french = words_kept() | shared_words(), french_words()
    found = {}
    for path, page in french_pages.items():
        strange = {text for text in texts(page) if words(text) - known and text not in TYPED}
        if any(words(text) - known - french for text in strange):
            alike = strange & texts(page_of(visitor, method, path, "en"))
            found |= {path: alike} if alike else {}
    return found


@pytest.fixture(scope="module")
def pages_of(things: dict[str, Any], visitors: dict[str, Visitor]) -> dict[str, dict[str, str]]:
    """In French, by the name or path of each: what Claire reads, and what an administrator does where she may not."""
    found: dict[str, dict[str, str]] = {"claire": {}, "jonas": {}}
    for name, path in ({name: row.path for name, row in PAGES.items()} | {path: path for path in FURTHER}).items():
        who = "jonas" if name in PAGES and PAGES[name].get["claire"] == HTTPStatus.FORBIDDEN else "claire"
        found[who][name] = page_of(visitors[who], "get", path.format(**things))
    return found


@pytest.mark.parametrize("person", ["claire", "jonas"])
def test_no_page_speaks_english_to_a_french_colleague(
    person: str, pages_of: dict[str, dict[str, str]], things: dict[str, Any], visitors: dict[str, Visitor]
) -> None:
    paths = {name: row.path for name, row in PAGES.items()} | {path: path for path in FURTHER}
    pages = {paths[name].format(**things): page for name, page in pages_of[person].items() if name not in AS_PUBLISHED}
    assert said_alike(visitors[person], "get", pages) == {}


def test_on_every_french_page_what_is_seen_is_in_the_name(pages_of: dict[str, dict[str, str]]) -> None:
    found = {each: name for pages in pages_of.values() for name, page in pages.items() for each in unsaid(page)}
    assert found == {}


@pytest.mark.parametrize(("method", "table"), [("post", PAGES), ("get", ADMIN_PAGES)])
def test_nothing_answers_an_administrator_in_english(
    method: str, table: dict[str, Any], things: dict[str, Any], visitors: dict[str, Visitor]
) -> None:
    paths = [row.path.format(**things) for name, row in table.items() if name not in AS_PUBLISHED]
    pages = {path: page_of(visitors["jonas"], method, path) for path in paths}
    assert said_alike(visitors["jonas"], method, pages) == {}


def test_no_page_speaks_english_to_a_french_stranger(things: dict[str, Any]) -> None:
    paths = [row.path.format(**things) for name, row in PAGES.items() if name.startswith("account_")]
    stranger = Visitor(Client())
    for method in ("get", "post"):
        assert said_alike(stranger, method, {path: page_of(stranger, method, path) for path in paths}) == {}


def french(user: User) -> User:
    user.language = "fr"
    user.save()
    return user


def test_an_invitation_speaks_the_language_of_who_is_invited(jonas: User, sign_in: SignIn) -> None:
    words = {"name": "Sofia Costa", "email": "sofia@suivi.example", "role": "officer", "language": "fr"}
    sign_in(jonas).post("/invite/", words)
    (sent,) = mail.outbox
    assert sent.subject == "Jonas Lind vous invite dans Suivi"
    assert sent.body.splitlines()[0] == "Bonjour Sofia Costa,"
    assert sent.body.splitlines()[-1] == (
        "Le lien est valable une seule fois, pendant trois jours. "
        "Vous vous connecterez ensuite avec l’adresse sofia@suivi.example et votre mot de passe."
    )


def test_a_forgotten_password_is_answered_in_the_language_of_its_owner(claire: User, client: Client) -> None:
    client.post("/account/password/forgotten/", {"email": french(claire).email}, headers={"Accept-Language": "en"})
    assert [sent.subject for sent in mail.outbox] == ["Choisissez un nouveau mot de passe pour Suivi"]
    assert mail.outbox[0].body.splitlines()[0] == "Bonjour Claire Dubois,"


def test_who_has_no_account_is_answered_in_the_language_of_the_browser(client: Client, db: None) -> None:
    client.post("/account/password/forgotten/", {"email": "x@suivi.example"}, headers={"Accept-Language": "fr"})
    assert [sent.subject for sent in mail.outbox] == ["Aucun compte dans Suivi avec cette adresse électronique"]


def test_a_date_is_typed_and_said_back_in_french(claire: User, sign_in: SignIn) -> None:
    client = sign_in(french(claire))
    assert client.get("/read-date/?held_on=25 mai 2018").text == "vendredi 25 mai 2018"
    typed = {"held_on": "25 mai 2018", "kind": "visit", "classification": "general", "participants-TOTAL_FORMS": "0"}
    typed |= {"participants-INITIAL_FORMS": "0", "record_kind": "minutes", "language": "fr"}
    assert "vendredi 25 mai 2018" in texts(client.post("/meetings/log/", typed).text)
    page = client.post("/meetings/log/", typed | {"title": "Visite du coordonnateur"}, follow=True).text
    assert Meeting.objects.get(title="Visite du coordonnateur").held_on == date(2018, 5, 25)
    assert "ven. 25 mai 2018 · Visite bilatérale · consignée par Claire Dubois" in texts(page)


def test_a_record_is_in_the_language_of_who_adds_it_unless_they_say_otherwise(claire: User, sign_in: SignIn) -> None:
    client = sign_in(french(claire))
    assert '<option value="fr" selected>Français</option>' in client.get("/meetings/log/").text


@pytest.mark.parametrize(
    ("days", "said"),
    [(-3, "3 jours de retard"), (-1, "hier"), (0, "échéance\u00a0: aujourd’hui"), (1, "échéance\u00a0: demain")],
)
def test_a_due_date_is_said_in_french(
    days: int, said: str, claire: User, sign_in: SignIn, today: date, make_follow_up: Callable[..., FollowUp]
) -> None:
    follow_up = make_follow_up(due_on=today + timedelta(days=days))
    assert said in texts(sign_in(french(claire)).get(follow_up.get_absolute_url()).text)


def test_the_desk_counts_in_french() -> None:
    with translation.override("fr"):
        assert headline(1, 2) == "Une est en retard, deux arrivent à échéance cette semaine"
        assert headline(12, 1) == "12 sont en retard, une arrive à échéance cette semaine"
        assert str(Count(10_000, capped=True)) == "plus de 10\u00a0000"
