"""The first hour: what an administrator has still to do, told from what is there."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts.conftest import Letterbox, letterbox
from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.meetings.models import Meeting
from tracker.pages.first_steps import first_steps
from tracker.setup.service_urls.email_url import mailer

__all__ = ["letterbox"]
SignIn = Callable[[User], Client]


@pytest.fixture
def ada(db: None) -> User:
    """The first administrator of an empty house."""
    user = User.objects.create_superuser("ada@suivi.example", "correct horse", name="Ada Byron")
    Person.add(by=user, name="Ada Byron", account=user)
    return user


def done(user: User) -> dict[str, bool]:
    found = first_steps(User.objects.get(pk=user.pk))
    return {line.name: line.is_done for line in found.lines} if found else {}


def test_each_line_is_done_once_the_thing_is_there(ada: User, settings: Any) -> None:
    settings.MAILERS = {"default": mailer("")}
    open_lines = ["organisation", "units", "mail", "colleagues", "meeting"]
    assert done(ada) == dict.fromkeys(open_lines, False)
    wco = Organisation.add(by=ada, name="World Customs Organization", is_ours=True)
    assert [name for name, is_done in done(ada).items() if is_done] == ["organisation"]
    Organisation.add(by=ada, name="Compliance", parent=wco)
    assert [name for name, is_done in done(ada).items() if is_done] == ["organisation", "units"]
    User.objects.create_user("new@suivi.example", name="New")
    Meeting.log(by=ada, title="Visit", held_on=date(2018, 5, 25))
    assert [name for name, is_done in done(ada).items() if not is_done] == ["mail"]
    settings.MAILERS = {"default": mailer("smtp://mail.example")}
    assert first_steps(ada) is None


def test_an_administrator_who_is_nobody_is_told_first(ada: User) -> None:
    Person.objects.all().delete()
    assert next(iter(done(ada).items())) == ("you", False)


def test_only_administrators_see_it(ada: User, claire: User, amina: User, sign_in: SignIn) -> None:
    assert ["First steps" in sign_in(user).get("/").text for user in (ada, amina, claire)] == [True, False, False]


def test_the_first_lines_lead_to_forms_that_are_begun(ada: User, sign_in: SignIn) -> None:
    client = sign_in(ada)
    page = client.get(reverse("directory:organisation_new"), {"ours": "on"})
    assert page.context["form"]["is_ours"].value() is True
    wco = Organisation.add(by=ada, name="World Customs Organization", is_ours=True)
    assert f"/partners/new/?parent={wco.pk}" in client.get("/").text


def test_who_was_invited_stands_there_with_a_link_until_they_come(ada: User, sign_in: SignIn) -> None:
    new = User.objects.create_user("new@suivi.example", name="New Colleague")
    client = sign_in(ada)
    assert reverse("invited", args=[new.pk]) in client.get("/").text
    sign_in(new)
    assert reverse("invited", args=[new.pk]) not in client.get("/").text


def test_it_is_hidden_and_comes_back_by_the_preferences(ada: User, sign_in: SignIn) -> None:
    client = sign_in(ada)
    assert "Hidden." in client.post(reverse("first_steps_hide"), follow=True).text
    assert "First steps" not in client.get("/").text
    chosen = {"name": "Ada", "theme": "system", "density": "roomy", "shows_first_steps": "on"}
    client.post(reverse("preferences"), chosen)
    assert "First steps" in client.get("/").text


def test_nobody_else_is_offered_the_preference(claire: User, jonas: User, sign_in: SignIn) -> None:
    pages = [sign_in(user).get(reverse("preferences")).context["form"].fields for user in (claire, jonas)]
    assert ["shows_first_steps" in fields for fields in pages] == [False, True]


def test_a_test_mail_goes_to_oneself(ada: User, sign_in: SignIn, letterbox: Letterbox) -> None:
    page = sign_in(ada).post(reverse("test_mail"), follow=True)
    assert "The mail server took it. Look whether it reaches ada@suivi.example." in page.text
    assert [envelope.rcpt_tos for envelope in letterbox.received] == [["ada@suivi.example"]]


def test_what_failed_is_said_in_a_sentence(ada: User, sign_in: SignIn, settings: Any) -> None:
    settings.MAILERS = {"default": mailer("smtp://mail.invalid:25")}
    page = sign_in(ada).post(reverse("test_mail"), follow=True)
    assert "No machine is called mail.invalid:25. Check EMAIL_URL." in page.text


def test_the_test_mail_is_no_mail_without_a_server(ada: User, sign_in: SignIn, settings: Any) -> None:
    settings.MAILERS = {"default": mailer("")}
    client = sign_in(ada)
    assert "Send a test mail" not in client.get("/").text
    assert "No mail server is set" in client.post(reverse("test_mail"), follow=True).text
