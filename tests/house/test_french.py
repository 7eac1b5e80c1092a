"""A French colleague reads French: on every page, in mails, in dates and counts."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
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


def shared_words() -> set[str]:
    """The words that may stand on the pages of both languages."""
    catalogue = polib.pofile(str(settings.ROOT / FRENCH))
    same = (word for entry in catalogue if entry.msgid == entry.msgstr for word in words(entry.msgid))
    return words_kept() | set(same) | SHARED


def french_words() -> set[str]:
    """All that our catalogue and those of Django know."""
    files = [settings.ROOT / FRENCH, *Path(django.__file__).parent.rglob(FRENCH)]
    entries = [entry for file in files for entry in polib.pofile(str(file))]
    said = (text for entry in entries for text in (entry.msgstr, *entry.msgstr_plural.values()))
    return {word for text in said for word in words(text)}


def ask(client: Client, method: str, path: str, language: str) -> set[str]:
    """What is said on the page, or on the one that it leads to. It is asked as if nobody had asked before."""
    asked: dict[str, Any] = {"headers": {"Accept-Language": language}}
    with taken_back():
        answer: HttpResponse = getattr(client, method)(path, **asked)
        while answer.status_code in (301, 302):
            answer = client.get(answer.headers["Location"], **asked)
    if answer.streaming:
        # Read to its end a file is closed.
        b"".join(answer.streaming_content)
    return texts(answer.content.decode()) if "html" in answer.headers["Content-Type"] else set()


def said_alike(client: Callable[[str], Client], method: str, paths: Iterable[str]) -> dict[str, set[str]]:
    """What is said alike in English and French, by page, beyond the words that both share.

    A page that says nothing but French words is not asked for in English.
    """
    known, french = shared_words(), french_words()
    found = {}
    for path in paths:
        said = ask(client("fr"), method, path, "fr")
        strange = {text for text in said if words(text) - known and text not in TYPED}
        if any(words(text) - known - french for text in strange):
            alike = strange & ask(client("en"), method, path, "en")
            found |= {path: alike} if alike else {}
    return found


@pytest.mark.parametrize(
    ("person", "method", "pages"), [("claire", "get", PAGES), ("jonas", "post", PAGES), ("jonas", "get", ADMIN_PAGES)]
)
def test_no_page_speaks_english_to_a_french_colleague(
    person: str, method: str, pages: dict[str, Any], things: dict[str, Any], people: dict[str, User], sign_in: SignIn
) -> None:
    user = people[person]
    visitor = Visitor(sign_in(user), user)

    def client(language: str) -> Client:
        User.objects.filter(pk=user.pk).update(language=language)
        return visitor.comes_in()

    paths = [row.path for name, row in pages.items() if name not in AS_PUBLISHED]
    paths += FURTHER if pages is PAGES else []
    assert said_alike(client, method, [path.format(**things) for path in paths]) == {}


def test_no_page_speaks_english_to_a_french_stranger(things: dict[str, Any]) -> None:
    paths = [row.path.format(**things) for name, row in PAGES.items() if name.startswith("account_")]
    assert [said_alike(lambda _language: Client(), method, paths) for method in ("get", "post")] == [{}, {}]


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
