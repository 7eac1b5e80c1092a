"""Words typed when the session had ended come back to their writer, and to nobody else."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.accounts.by_hand import sign_in_by_hand
from tracker.accounts import resume
from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp

PAGE = "/account/preferences/"
HERE = "http://testserver"
COME_BACK = "Here is what you typed"
Browser = Callable[[User], Client]


def type_name(client: Client, name: str = "Claire D.", **headers: str) -> Any:
    words = {"name": name, "language": "fr", "theme": "dark", "density": "compact", "next": "/keys/"}
    return client.post(PAGE, words, headers={"Referer": HERE + PAGE, **headers})


@pytest.fixture
def client(claire: User, ended: Browser) -> Client:
    """Claire's browser, after her session has ended."""
    return ended(claire)


def test_words_come_back_at_the_same_address_after_sign_in(claire: User, client: Client) -> None:
    assert type_name(client).url == f"/account/sign-in/?next={PAGE}"
    assert sign_in_by_hand(client, claire.email, next=PAGE).url == PAGE
    page = client.get(PAGE)
    assert (page.status_code, COME_BACK in page.text) == (200, True)
    assert dict(page.context["form"].data.items())["name"] == "Claire D."
    assert 'value="Claire D."' in page.text
    claire.refresh_from_db()
    assert claire.name == "Claire Dubois"


def test_saving_them_again_leads_where_the_person_came_from(claire: User, client: Client) -> None:
    type_name(client)
    sign_in_by_hand(client, claire.email, next=PAGE)
    page = client.get(PAGE, headers={"Referer": f"{HERE}/account/sign-in/?next={PAGE}"})
    assert page.context["next"] == "/keys/"


def test_they_come_back_once(claire: User, client: Client) -> None:
    type_name(client)
    sign_in_by_hand(client, claire.email)
    assert COME_BACK in client.get(PAGE).text
    page = client.get(PAGE).text
    assert (COME_BACK in page, "Claire D." in page) == (False, False)


def test_they_come_back_at_no_other_address(claire: User, client: Client) -> None:
    type_name(client)
    sign_in_by_hand(client, claire.email)
    assert COME_BACK not in client.get(f"{PAGE}?within=page").text
    assert COME_BACK in client.get(PAGE).text


def test_they_come_back_to_their_writer(claire: User, ended: Browser) -> None:
    client = ended(claire)
    type_name(client)
    sign_in_by_hand(client, claire.email)
    assert COME_BACK in client.get(PAGE).text


def test_on_a_shared_machine_they_come_back_to_nobody_else(claire: User, omar: User, ended: Browser) -> None:
    client = ended(claire)
    type_name(client)
    sign_in_by_hand(client, omar.email)
    page = client.get(PAGE).text
    assert (COME_BACK in page, "Claire D." in page) == (False, False)
    assert resume.KEY not in client.session


def test_a_forged_cookie_claims_nobodys_words(claire: User, omar: User, ended: Browser) -> None:
    client = ended(claire)
    client.cookies[resume.COOKIE] = f"{omar.pk}:forged"
    type_name(client)
    assert resume.KEY not in client.session


def test_a_strangers_words_are_not_kept_and_they_are_told(db: None) -> None:
    client = Client()
    type_name(client)
    assert resume.KEY not in client.session
    assert "what you typed could not be kept" in client.get("/account/sign-in/").text


def test_the_cookie_that_remembers_a_person_is_closed_to_scripts(claire: User, sign_in: Browser) -> None:
    cookie = sign_in(claire).get(PAGE).cookies[resume.COOKIE]
    assert (cookie["httponly"], cookie["samesite"], str(claire.pk) == cookie.value) == (True, "Lax", False)
    assert (cookie["max-age"], bool(cookie["secure"])) == (60 * 24 * 3600, False)


def test_where_sessions_are_sent_over_https_alone_so_is_that_cookie(
    claire: User, sign_in: Browser, settings: Any
) -> None:
    settings.SESSION_COOKIE_SECURE = True
    assert sign_in(claire).get(PAGE, secure=True).cookies[resume.COOKIE]["secure"] is True


def test_signing_out_forgets_them(claire: User, client: Client) -> None:
    type_name(client)
    sign_in_by_hand(client, claire.email)
    client.post(reverse("account_logout"))
    sign_in_by_hand(client, claire.email)
    assert COME_BACK not in client.get(PAGE).text


def test_they_are_forgotten_after_an_hour(claire: User, client: Client) -> None:
    type_name(client)
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 3600
    sign_in_by_hand(client, claire.email)
    session = client.session
    session[resume.KEY] |= {"at": time.time() - 3601}
    session.save()
    client.get("/keys/")
    assert resume.KEY not in client.session


def test_after_sign_in_the_session_lasts_its_usual_time(claire: User, client: Client) -> None:
    type_name(client)
    sign_in_by_hand(client, claire.email)
    assert client.session.get_expiry_age() == settings.SESSION_COOKIE_AGE


def test_words_too_long_to_keep_are_told(claire: User, client: Client) -> None:
    type_name(client, name="x" * resume.MOST_BYTES_SIGNED_OUT)
    assert resume.KEY not in client.session
    assert "what you typed could not be kept" in client.get("/account/sign-in/").text


@pytest.mark.parametrize(("over", "is_kept"), [(0, True), (1, False)])
def test_a_browser_that_was_signed_in_keeps_200_kb(client: Client, over: int, is_kept: bool) -> None:
    client.post(PAGE, {"text": "x" * (200_000 - len("text=") + over)})
    assert (resume.KEY in client.session) == is_kept


def test_the_longest_record_fits_what_is_kept_for_somebody_signed_in() -> None:
    assert len(urlencode({"text": "中" * 500_000})) < resume.MOST_BYTES


def test_passwords_are_never_kept(client: Client, db: None) -> None:
    words = {"oldpassword": "correct horse", "password1": "staple", "password2": "staple"}
    assert client.post(reverse("account_change_password"), words).status_code == 302
    assert resume.KEY not in client.session


def test_a_strangers_visit_leaves_no_session(client: Client, db: None) -> None:
    client.get(PAGE)
    assert settings.SESSION_COOKIE_NAME not in client.cookies


def test_too_many_words_from_one_address_are_not_kept(client: Client, db: None, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"keep_words": "1/m/ip"}
    type_name(client, "first")
    type_name(client, "second")
    assert "first" in client.session[resume.KEY]["words"]


def test_htmx_is_led_to_the_sign_in_and_back_to_the_posts_own_address(claire: User, client: Client) -> None:
    answer = type_name(client, **{"HX-Request": "true", "HX-Current-URL": f"{HERE}/keys/"})
    assert (answer.status_code, answer["HX-Redirect"]) == (200, f"/account/sign-in/?next={PAGE}")
    sign_in_by_hand(client, claire.email)
    assert COME_BACK in client.get(PAGE).text


def test_a_dialog_is_led_back_to_the_page_it_opens_on(client: Client, db: None) -> None:
    answer = client.get(f"{PAGE}?within=page", headers={"HX-Request": "true", "Referer": f"{HERE}/keys/"})
    assert answer["HX-Redirect"] == "/account/sign-in/?next=http%3A//testserver/keys/"


def test_offers_leave_who_is_typing_alone(client: Client, db: None) -> None:
    answer = client.get("/read-date/?due=tomorrow", headers={"HX-Request": "true", "HX-Trigger-Name": "due"})
    assert (answer.status_code, answer.content) == (204, b"")


def test_a_part_of_a_form_leads_nobody_away_from_the_rest(client: Client, db: None) -> None:
    part = {"participants-TOTAL_FORMS": "1"}
    answer = client.post("/meetings/log/row/", part, headers={"HX-Request": "true", "Part-Of-Form": "true"})
    assert (answer.status_code, "signed-out" in answer["HX-Trigger"]) == (204, True)
    assert resume.KEY not in client.session


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(client: Client, db: None, elsewhere: str) -> None:
    answer = client.get(PAGE, headers={"HX-Request": "true", "Referer": elsewhere, "HX-Current-URL": elsewhere})
    assert answer["HX-Redirect"] == "/account/sign-in/?next=/"


def test_a_deed_without_a_page_sends_back_to_where_it_was_done(
    claire: User, make_follow_up: Callable[..., FollowUp], client: Client
) -> None:
    follow_up = make_follow_up()
    deed = reverse("follow_ups:undo", args=[follow_up.pk, 1])
    words = {"version": "1", "next": "/keys/", "reason": "Asked by <EU>"}
    client.post(deed, words, headers={"Referer": f"{HERE}/keys/"})
    assert sign_in_by_hand(client, claire.email, next=deed).url == deed
    answer = client.get(deed)
    assert (answer.status_code, answer.url) == (302, "/keys/")
    page = client.get("/keys/").text
    assert "You had been signed out, so this was not done. Please do it again." in page
    assert "You had typed: Asked by &lt;EU&gt;" in page
    assert client.get(deed).status_code == 405


def test_a_page_open_since_before_a_sign_in_gives_its_words_back(claire: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(claire, backend=settings.AUTHENTICATION_BACKENDS[0])
    client.get(PAGE)
    answer = type_name(client, Origin=HERE)
    assert (answer.status_code, answer.url) == (302, PAGE)
    page = client.get(PAGE).text
    assert (COME_BACK in page, 'value="Claire D."' in page) == (True, True)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_another_sites_words_are_refused_and_not_kept(claire: User, origin: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(claire, backend=settings.AUTHENTICATION_BACKENDS[0])
    client.get(PAGE)
    answer = type_name(client, Origin=origin)
    assert (answer.status_code, "Please send it again" in answer.text) == (403, True)
    assert resume.KEY not in client.session


def test_a_browser_without_cookies_is_told_so(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/account/sign-in/", headers={"Origin": HERE})
    assert (answer.status_code, "cookies must be allowed" in answer.text) == (403, True)
