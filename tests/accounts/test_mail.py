"""Mail as it goes over the wire to a real server."""

from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from tests.accounts.by_hand import choose, link
from tests.accounts.conftest import Letterbox
from tracker.accounts.models import User
from tracker.setup.service_urls.email_url import anymail, mailer, service_of


def ask(client: Client, email: str) -> Any:
    return client.post(reverse("account_reset_password"), {"email": email})


def test_a_forgotten_password_goes_over_smtp(claire: User, client: Client, letterbox: Letterbox) -> None:
    ask(client, claire.email)
    (envelope,) = letterbox.received
    message = message_from_bytes(envelope.content, policy=default)
    assert (envelope.mail_from, envelope.rcpt_tos) == ("suivi@localhost", ["claire@suivi.example"])
    assert (message["From"], message["Subject"]) == ("Suivi <suivi@localhost>", "Choose a new password for Suivi")
    assert choose(client, link(message.get_content())).url == reverse("desk")


def test_a_name_with_marks_does_not_break_a_mail(claire: User, client: Client, letterbox: Letterbox) -> None:
    User.objects.update(name="Zoë <Müller> & Ægir 🎈")
    ask(client, claire.email)
    body = message_from_bytes(letterbox.received[0].content, policy=default).get_content()
    assert body.startswith("Hello Zoë <Müller> & Ægir 🎈,")


def test_a_mail_server_that_does_not_answer_gets_a_page_that_says_so(
    claire: User, client: Client, settings: Any, closed_port: int
) -> None:
    settings.MAILERS = {"default": mailer(f"smtp://127.0.0.1:{closed_port}")}
    answers = [ask(client, email) for email in (claire.email, "nobody@suivi.example")]
    assert [answer.status_code for answer in answers] == [503, 503]
    assert "The mail could not be sent" in answers[0].text
    assert f'<a class="button" href="{reverse("account_reset_password")}">' in answers[0].text


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("smtp://mail.example", {"host": "mail.example", "timeout": 20}),
        ("smtp://mail.example:2525", {"host": "mail.example", "timeout": 20, "port": 2525}),
        ("smtp+tls://mail.example:587", {"host": "mail.example", "timeout": 20, "port": 587, "use_tls": True}),
        (
            "smtp+ssl://me%40here:p%3Aw@mail.example",
            {"host": "mail.example", "timeout": 20, "use_ssl": True, "username": "me@here", "password": "p:w"},
        ),
    ],
)
def test_one_line_says_where_mail_goes(url: str, options: dict[str, Any]) -> None:
    assert mailer(url) == {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


def test_without_it_mail_is_printed_with_its_link_whole(
    claire: User, client: Client, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    User.objects.update(name="Zoë Müller")
    settings.MAILERS = {"default": mailer("")}
    ask(client, claire.email)
    printed = capsys.readouterr().out
    assert "To: claire@suivi.example\nSubject: Choose a new password for Suivi\n\nHello Zoë Müller," in printed
    assert choose(client, link(printed)).url == reverse("desk")


def test_no_line_means_the_console() -> None:
    assert mailer("") == {"BACKEND": "tracker.setup.console_mail.EmailBackend"}


def test_a_mail_service_is_named_in_the_line_with_what_it_needs() -> None:
    url = "anymail+mailgun://?api_key=a%2Fb&sender_domain=mail.example&webhook_secret=u:p&webhook_signing_key=k"
    options = {"api_key": "a/b", "sender_domain": "mail.example"}
    assert mailer(url) == {"BACKEND": "anymail.backends.mailgun.EmailBackend", "OPTIONS": options}
    assert anymail(url) == {"WEBHOOK_SECRET": "u:p", "MAILGUN_WEBHOOK_SIGNING_KEY": "k"}
    assert [anymail("smtp://mail.example?webhook_secret=u:p"), service_of("smtp://mail.example")] == [{}, ""]


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://"])
def test_a_line_that_says_nothing_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL must look like"):
        mailer(url)
