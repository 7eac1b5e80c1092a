"""Signing in and out."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.accounts.by_hand import sign_in_by_hand
from tracker.accounts.models import User
from tracker.accounts.security_event import SecurityEvent

SIGN_IN = "/account/sign-in/"


def test_a_stranger_is_sent_to_the_sign_in_and_comes_back(claire: User, client: Client) -> None:
    answer = client.get(reverse("preferences"))
    assert (answer.status_code, answer.url) == (302, f"{SIGN_IN}?next=/account/preferences/")
    answer = sign_in_by_hand(client, claire.email, next="/account/preferences/")
    assert (answer.status_code, answer.url) == (302, "/account/preferences/")
    assert client.get(reverse("preferences")).status_code == 200


def test_the_desk_is_where_a_sign_in_leads(claire: User, client: Client) -> None:
    assert sign_in_by_hand(client, claire.email).url == reverse("desk")


def test_capitals_and_spaces_do_not_matter_in_the_e_mail(claire: User, client: Client) -> None:
    assert sign_in_by_hand(client, " Claire@SUIVI.example ").status_code == 302


def test_a_sign_in_leads_to_no_other_site(claire: User, client: Client) -> None:
    assert sign_in_by_hand(client, claire.email, next="https://evil.example/").url == reverse("desk")


def test_a_sign_in_changes_the_key_of_the_session(claire: User, client: Client) -> None:
    client.post(reverse("preferences"), {"name": "kept words make a session"})
    before = client.session.session_key
    sign_in_by_hand(client, claire.email)
    assert before is not None
    assert client.session.session_key != before


def test_a_session_lasts_two_weeks(claire: User, client: Client) -> None:
    sign_in_by_hand(client, claire.email)
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 14 * 24 * 3600


@pytest.mark.parametrize("email", ["claire@suivi.example", "nobody@suivi.example"])
def test_a_wrong_password_and_an_unknown_e_mail_get_the_same_sentence(claire: User, client: Client, email: str) -> None:
    answer = sign_in_by_hand(client, email, "wrong")
    assert answer.status_code == 422
    assert "This e-mail and this password do not belong together. Try again." in answer.text
    assert f'value="{email}"' in answer.text
    assert "wrong" not in answer.text


def test_empty_fields_each_get_a_sentence(claire: User, client: Client) -> None:
    answer = sign_in_by_hand(client, "", "")
    assert answer.status_code == 422
    assert answer.text.count("Type your e-mail.") == 2
    assert answer.text.count("Type your password.") == 2


@pytest.mark.parametrize("odd", ["\x00@b.c", "a" * 5000 + "@b.c", "🎈@b.c", "' OR 1=1 --", "<script>@b.c"])
def test_odd_input_gets_a_form_again(claire: User, client: Client, odd: str) -> None:
    assert sign_in_by_hand(client, odd, odd).status_code == 422


def test_the_sixth_wrong_password_for_one_e_mail_must_wait(claire: User, client: Client) -> None:
    statuses = [sign_in_by_hand(client, claire.email, "wrong").status_code for _ in range(6)]
    assert statuses == [422, 422, 422, 422, 422, 429]
    answer = sign_in_by_hand(client, claire.email)
    assert answer.status_code == 429
    assert "Too many attempts. Wait five minutes, or choose a new password." in answer.text
    assert f'value="{claire.email}"' in answer.text


def test_wrong_passwords_from_elsewhere_lock_nobody_out_of_their_own_browser(
    claire: User, ended: Callable[[User], Client]
) -> None:
    own = ended(claire)
    statuses = [sign_in_by_hand(Client(), claire.email, "wrong").status_code for _ in range(6)]
    assert statuses[-1] == 429
    assert [sign_in_by_hand(own, claire.email, "wrong").status_code for _ in range(4)] == [422] * 4
    assert sign_in_by_hand(own, claire.email).status_code == 302


def test_what_others_do_at_the_same_address_locks_nobody_out_of_their_own_browser(
    claire: User, ended: Callable[[User], Client], settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {
        "login": "4/m/ip", "login_failed": "2/m/ip", "reset_password": "2/m/ip", "password_mail": "9/m/key",
    }  # fmt: skip
    own, stranger, page = ended(claire), Client(), reverse("account_reset_password")
    tried = [sign_in_by_hand(stranger, f"{number}@suivi.example", "wrong").status_code for number in range(5)]
    asked = [stranger.post(page, {"email": f"{number}@suivi.example"}).status_code for number in range(3)]
    assert (tried, asked) == ([422, 422, 429, 429, 429], [302, 302, 429])
    assert own.post(page, {"email": claire.email}).status_code == 302
    assert sign_in_by_hand(own, claire.email).status_code == 302
    written = [SecurityEvent.objects.values_list("address"), UserSession.objects.values_list("ip")]
    assert [{*rows} for rows in written] == [{("127.0.0.1",)}] * 2


def test_their_own_browser_is_limited_whatever_e_mails_are_tried_in_it(
    claire: User, ended: Callable[[User], Client], settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "2/m/ip"}
    own = ended(claire)
    tried = [sign_in_by_hand(own, f"{number}@suivi.example", "wrong").status_code for number in range(3)]
    assert (tried, sign_in_by_hand(Client(), claire.email).status_code) == ([422, 422, 429], 302)


def test_their_own_browser_has_a_limit_too(claire: User, ended: Callable[[User], Client]) -> None:
    own = ended(claire)
    statuses = [sign_in_by_hand(own, claire.email, "wrong").status_code for _ in range(6)]
    assert statuses == [422, 422, 422, 422, 422, 429]


def test_mails_asked_for_elsewhere_keep_nobody_from_choosing_a_new_password(
    claire: User, ended: Callable[[User], Client]
) -> None:
    own, stranger, page = ended(claire), Client(), reverse("account_reset_password")
    asked = [stranger.post(page, {"email": claire.email}).status_code for _ in range(4)]
    assert asked == [302, 302, 302, 429]
    assert own.post(page, {"email": claire.email}).status_code == 302


def test_another_persons_browser_is_elsewhere(claire: User, omar: User, ended: Callable[[User], Client]) -> None:
    for _ in range(6):
        sign_in_by_hand(Client(), claire.email, "wrong")
    assert sign_in_by_hand(ended(omar), claire.email).status_code == 429


def test_the_wait_of_one_is_not_the_wait_of_another(claire: User, omar: User, client: Client) -> None:
    for _ in range(6):
        sign_in_by_hand(client, claire.email, "wrong")
    assert sign_in_by_hand(client, omar.email).status_code == 302


def test_too_many_attempts_from_one_address_get_a_page_that_says_so(client: Client, db: None, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in_by_hand(client, "", "")
    answer = sign_in_by_hand(client, "", "")
    assert answer.status_code == 429
    assert "Too many attempts came in a short time." in answer.text


def test_a_made_up_address_in_a_header_does_not_lift_the_limit(client: Client, db: None, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    page = reverse("account_login")
    statuses = [client.post(page, headers={"X-Forwarded-For": f"10.0.0.{each}"}).status_code for each in (1, 2)]
    assert statuses == [422, 429]


def test_a_closed_account_is_told_so_only_with_its_password(claire: User, client: Client) -> None:
    User.objects.update(is_active=False)
    assert sign_in_by_hand(client, claire.email, "wrong").status_code == 422
    answer = sign_in_by_hand(client, claire.email)
    assert answer.url == reverse("account_inactive")
    assert "This account is closed" in client.get(answer.url).text


def test_closing_an_account_ends_its_sessions(claire: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(claire)
    User.objects.update(is_active=False)
    assert client.get(reverse("preferences")).status_code == 302


def test_somebody_signed_in_is_not_asked_again(claire: User, sign_in: Callable[[User], Client]) -> None:
    assert sign_in(claire).get(SIGN_IN).url == reverse("desk")


def test_signing_out_takes_a_button(claire: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(claire)
    answer = client.get(reverse("account_logout"))
    assert (answer.status_code, "Sign out?" in answer.text) == (200, True)
    assert client.get(reverse("preferences")).status_code == 200
    assert client.post(reverse("account_logout")).url == SIGN_IN
    assert client.get(reverse("preferences")).status_code == 302
    assert "You are signed out." in client.get(SIGN_IN).text


def test_nobody_opens_an_account_on_their_own(client: Client, db: None) -> None:
    sent = {"email": "new@suivi.example", "password1": "a long password"}
    for answer in (client.get(reverse("account_signup")), client.post(reverse("account_signup"), sent)):
        assert "Accounts are by invitation" in answer.text
    assert User.objects.count() == 0


def test_people_sign_in_with_the_e_mail_of_their_account_alone(claire: User, client: Client) -> None:
    sign_in_by_hand(client, claire.email)
    client.post(reverse("account_logout"))
    client.post(reverse("account_reset_password"), {"email": claire.email})
    assert EmailAddress.objects.count() == 0
