"""Changing a password, and choosing a new one with the link of a mail."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from tests.accounts.by_hand import PASSWORD, choose, last_link, sign_in_by_hand
from tracker.accounts.models import User

NEW = "staple battery"


def ask(client: Client, email: str = "claire@suivi.example") -> Any:
    return client.post(reverse("account_reset_password"), {"email": email})


def change(client: Client, old: str = PASSWORD, first: str = NEW, second: str = NEW) -> Any:
    words = {"oldpassword": old, "password1": first, "password2": second}
    return client.post(reverse("account_change_password"), words)


def test_a_forgotten_password_is_chosen_anew_with_the_link_of_a_mail(claire: User, client: Client) -> None:
    assert ask(client).url == reverse("account_reset_password_done")
    assert "Look at your mail" in client.get(reverse("account_reset_password_done")).text
    assert [(each.to, each.subject) for each in mail.outbox] == [
        (["claire@suivi.example"], "Choose a new password for Suivi")
    ]
    answer = choose(client, last_link())
    assert answer.url == reverse("desk")
    assert "Your new password is saved." in client.get(reverse("preferences")).text
    assert sign_in_by_hand(Client(), claire.email, NEW).status_code == 302
    assert sign_in_by_hand(Client(), claire.email).status_code == 422


def test_opening_the_link_changes_nothing_until_a_button_is_pressed(claire: User, client: Client) -> None:
    ask(client)
    for _ in range(2):
        page = client.get(last_link(), follow=True)
        assert (page.status_code, "Save and sign in" in page.text) == (200, True)
    assert sign_in_by_hand(Client(), claire.email).status_code == 302


def test_the_address_of_the_form_does_not_hold_the_key(claire: User, client: Client) -> None:
    ask(client)
    assert client.get(last_link()).url.endswith("-set-password/")


def test_a_link_works_once(claire: User, client: Client) -> None:
    ask(client)
    choose(client, last_link())
    page = Client().get(last_link(), follow=True)
    assert "This link no longer works" in page.text
    assert "Send me a new link" in page.text


def test_a_second_press_of_the_button_leads_on_to_the_desk(claire: User, client: Client) -> None:
    ask(client)
    path = client.get(last_link()).url
    words = {"password1": NEW, "password2": NEW}
    client.post(path, words)
    assert "Go to my desk" in client.post(path, words).text


def test_a_link_is_too_old_after_three_days(claire: User, client: Client, settings: Any) -> None:
    assert settings.PASSWORD_RESET_TIMEOUT == 3 * 24 * 3600
    ask(client)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "This link no longer works" in client.get(last_link(), follow=True).text


def test_a_link_dies_when_its_person_signs_in(claire: User, client: Client) -> None:
    ask(client)
    sign_in_by_hand(Client(), claire.email)
    assert "This link no longer works" in client.get(last_link(), follow=True).text


@pytest.mark.parametrize("key", ["1-abc", "zzzzzzzzzzzzzzz-abc-def", "1-set-password", "0-é"])
def test_a_made_up_link_does_not_work(claire: User, client: Client, key: str) -> None:
    page = client.get(f"/account/password/choose/{key}/", follow=True)
    assert (page.status_code, "This link no longer works" in page.text) == (200, True)


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ("short", "short", "too short"),
        ("password1234", "password1234", "too common"),
        ("claire dubois", "claire dubois", "too similar"),
        (NEW, "another one", "You must type the same password each time."),
        ("", "", "Type a password."),
    ],
)
def test_a_poor_password_gets_a_sentence(claire: User, client: Client, first: str, second: str, sentence: str) -> None:
    ask(client)
    answer = choose(client, last_link(), first, second)
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert sign_in_by_hand(Client(), claire.email).status_code == 302


def test_an_unknown_e_mail_gets_the_same_page_and_a_mail_that_explains(claire: User, client: Client) -> None:
    answer = ask(client, "nobody@suivi.example")
    assert answer.url == reverse("account_reset_password_done")
    assert [(each.to, each.subject) for each in mail.outbox] == [
        (["nobody@suivi.example"], "No account in Suivi with this e-mail")
    ]


def test_a_closed_account_gets_no_link(claire: User, client: Client) -> None:
    User.objects.update(is_active=False)
    ask(client)
    assert "http" not in mail.outbox[0].body


def test_the_fourth_mail_to_one_e_mail_must_wait(claire: User, client: Client) -> None:
    assert [ask(client).status_code for _ in range(4)] == [302, 302, 302, 429]
    assert len(mail.outbox) == 3


def test_the_mail_speaks_the_language_of_its_person(claire: User, client: Client) -> None:
    User.objects.update(language="fr")
    ask(client)
    with translation.override("fr"):
        assert mail.outbox[0].subject == gettext("Choose a new password for Suivi")


def test_a_password_is_changed_by_who_knows_it(claire: User, sign_in: Callable[[User], Client]) -> None:
    client, elsewhere = sign_in(claire), sign_in(claire)
    assert change(client).url == reverse("desk")
    assert client.get(reverse("preferences")).status_code == 200
    assert elsewhere.get(reverse("preferences")).status_code == 302
    assert sign_in_by_hand(Client(), claire.email, NEW).status_code == 302


def test_a_wrong_current_password_gets_a_sentence(claire: User, sign_in: Callable[[User], Client]) -> None:
    answer = change(sign_in(claire), old="wrong")
    assert answer.status_code == 422
    assert answer.text.count("This is not your current password. Try again.") == 2


def test_the_sixth_change_within_a_minute_must_wait(claire: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(claire)
    assert [change(client, old="wrong").status_code for _ in range(6)] == [422] * 5 + [429]


def test_an_account_without_a_password_sets_its_first(claire: User, sign_in: Callable[[User], Client]) -> None:
    claire.set_unusable_password()
    claire.save()
    client = sign_in(claire)
    assert client.get(reverse("account_change_password")).url == reverse("account_set_password")
    answer = client.post(reverse("account_set_password"), {"password1": NEW, "password2": NEW})
    assert answer.url == reverse("desk")
    assert sign_in_by_hand(Client(), claire.email, NEW).status_code == 302
