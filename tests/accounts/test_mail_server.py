"""What Suivi says of mail is so: where none leaves, it shows the link to hand on; what is wrong has a sentence."""

import re
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from tests.accounts.by_hand import choose, link
from tests.accounts.conftest import Letterbox
from tracker.accounts.models import User
from tracker.setup.mail_server import try_to_send
from tracker.setup.service_urls.email_url import mailer

SignIn = Callable[[User], Client]
ServerAt = Callable[..., str]
CLAIMS = re.compile(r"on its way|get a mail|send you a link|look at your mail", re.IGNORECASE)


@pytest.fixture
def without_server(settings: Any) -> None:
    settings.MAILERS = {"default": mailer("")}


class Refusing(Letterbox):
    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        return "550 No such mailbox here"


@pytest.fixture
def server_at(settings: Any) -> Iterator[ServerAt]:
    """Starts a real mail server, and sets Suivi to send there."""
    running: list[Controller] = []

    def start(box: Letterbox, *, scheme: str = "smtp", who: str = "", **options: Any) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        running.append(Controller(box, hostname="127.0.0.1", port=port, **options))
        running[-1].start()
        settings.MAILERS = {"default": mailer(f"{scheme}://{who}127.0.0.1:{port}")}
        return f"127.0.0.1:{port}"

    yield start
    for each in running:
        each.stop()


def failure() -> str:
    return try_to_send(EmailMessage("Test", "Test", None, ["claire@suivi.example"]))


def test_a_server_that_takes_no_mail_for_somebody_is_quoted(server_at: ServerAt) -> None:
    where = server_at(Refusing())
    assert failure() == f"{where} does not take mail for you: No such mailbox here"


def test_a_wrong_password_is_told(server_at: ServerAt) -> None:
    def nobody(*_: Any) -> AuthResult:
        return AuthResult(success=False, handled=False)

    where = server_at(Letterbox(), who="me:secret@", authenticator=nobody, auth_require_tls=False)
    assert failure() == f"{where} does not take the user and the password that stand in EMAIL_URL."


def test_a_server_without_tls_is_told(server_at: ServerAt) -> None:
    where = server_at(Letterbox(), scheme="smtp+tls")
    assert failure().startswith(f"{where} does not offer what EMAIL_URL asks for: ")


def test_a_server_that_speaks_plainly_where_tls_is_asked_for_is_told(server_at: ServerAt) -> None:
    where = server_at(Letterbox(), scheme="smtp+ssl")
    assert failure().startswith(f"{where} is not reached safely. ")


def test_nobody_at_the_port_is_told(settings: Any, closed_port: int) -> None:
    settings.MAILERS = {"default": mailer(f"smtp://127.0.0.1:{closed_port}")}
    assert failure() == f"Nothing answers at 127.0.0.1:{closed_port}. Check EMAIL_URL, and that the server runs."


def test_a_name_that_is_no_machine_is_told(settings: Any) -> None:
    settings.MAILERS = {"default": mailer("smtp://mail.invalid")}
    assert failure() == "No machine is called mail.invalid. Check EMAIL_URL."


@pytest.mark.usefixtures("without_server")
def test_without_a_server_the_link_is_shown_with_its_last_day(jonas: User, sign_in: SignIn) -> None:
    client = sign_in(jonas)
    page = client.post(
        reverse("invite"), {"name": "Sofia Costa", "email": "sofia@suivi.example", "role": "officer"}, follow=True
    )
    assert (page.status_code, CLAIMS.findall(page.text)) == (200, [])
    assert "No mail server is set, so no mail leaves." in page.text
    assert re.search(r"It works once, until \d+ \w+ \d{4}, \d\d:\d\d\.", page.text)
    (address,) = re.findall(r'value="(http[^"]+)"', page.text)
    assert choose(Client(), link(address)).url == reverse("desk")
    assert client.get(page.request["PATH_INFO"]).status_code == 404


@pytest.mark.usefixtures("without_server")
def test_without_a_server_no_page_says_that_a_mail_comes(jonas: User, client: Client, sign_in: SignIn) -> None:
    again = {"action": "invite_again", "_selected_action": [jonas.pk]}
    pages = [
        client.get(reverse("account_reset_password")),
        client.post(reverse("account_reset_password"), {"email": jonas.email}, follow=True),
        client.get(reverse("account_signup")),
        sign_in(jonas).get(reverse("invite")),
        sign_in(jonas).post("/admin/accounts/user/", again, follow=True),
    ]
    assert [(page.status_code, CLAIMS.findall(page.text)) for page in pages] == [(200, [])] * 5
    assert "No mail server is set. Choose to show their links instead." in pages[-1].text


def test_with_a_server_they_do(jonas: User, client: Client, sign_in: SignIn) -> None:
    pages = [
        client.get(reverse("account_reset_password")),
        client.post(reverse("account_reset_password"), {"email": jonas.email}, follow=True),
        sign_in(jonas).get(reverse("invite")),
    ]
    assert [bool(CLAIMS.search(page.text)) for page in pages] == [True] * 3


def test_an_administrator_shows_a_link_for_a_forgotten_password(jonas: User, claire: User, sign_in: SignIn) -> None:
    chosen = {"action": "show_password_links", "_selected_action": [claire.pk, jonas.pk]}
    User.objects.filter(pk=jonas.pk).update(name="Jonas L.")
    page = sign_in(jonas).post("/admin/accounts/user/", chosen)
    addresses = re.findall(r'value="(http[^"]+)"', page.text)
    assert (page.status_code, len(addresses)) == (200, 2)
    assert choose(Client(), link(addresses[0])).url == reverse("desk")
    assert (
        "A link to choose a password was shown."
        in sign_in(jonas).get(f"/admin/accounts/user/{claire.pk}/history/").text
    )


def test_only_administrators_see_the_link_of_somebody_invited(amina: User, jonas: User, sign_in: SignIn) -> None:
    new = User.objects.create_user("new@suivi.example", name="New")
    page = reverse("invited", args=[new.pk])
    assert [sign_in(user).get(page).status_code for user in (amina, jonas)] == [403, 200]
    User.objects.filter(pk=new.pk).update(is_active=False)
    assert sign_in(jonas).get(page).status_code == 404
