"""An error of ours: noted, told to administrators at most once an hour for each kind, and never with what was typed."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from django.utils import timezone

from tracker.accounts.models import User
from tracker.health.models import Fault, FaultMail
from tracker.health.tasks import forget, send, send_left_over
from tracker.kit.middleware.readable_posts import refused

SignIn = Callable[[User], Client]
SECRET = "quetzalcoatl"


def broken(request: HttpRequest, name: str) -> HttpResponse:
    error: type[Exception] = {"value": ValueError, "away": OperationalError}.get(name, KeyError)
    raise error(f"{SECRET} of {request.GET.get('q')}")


urlpatterns = [path("broken/<str:name>/", broken), path("", include("tracker.urls"))]
handler500 = "tracker.health.errors.server_error"
handler400 = refused


@pytest.fixture
def ask(settings: Any, jonas: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Any]]:
    settings.ROOT_URLCONF = __name__
    monkeypatch.setattr("tracker.health.errors.render_to_string", lambda _name, words: words["request_id"])
    browser = sign_in(jonas)
    browser.raise_request_exception = False
    return lambda name="value": browser.get(f"/broken/{name}/?q={SECRET}")


def sent() -> list[Any]:
    send.func()
    return mail.outbox


def test_it_is_noted_by_kind_place_and_the_name_of_the_address(ask: Callable[..., Any]) -> None:
    answers = [ask(), ask()]
    fault = Fault.objects.get()
    assert [each.status_code for each in answers] == [500, 500]
    assert (fault.kind, fault.address, fault.times) == ("ValueError", "/broken/<str:name>/", 2)
    assert fault.request == answers[1].text == answers[1].headers["X-Request-ID"]
    assert fault.place.startswith("tracker/history/atomic_posts.py") or ", broken, line " in fault.place


def test_it_is_mailed_once_an_hour_to_administrators_for_each_kind(ask: Callable[..., Any], jonas: User) -> None:
    for name in ("value", "value", "key", "value"):
        ask(name)
    assert sorted((each.to, "ValueError" in each.subject) for each in sent()) == [
        ([jonas.email], False),
        ([jonas.email], True),
    ]
    Fault.objects.update(mailed_at=timezone.now() - timedelta(minutes=59))
    ask()
    assert len(sent()) == 2
    Fault.objects.update(mailed_at=timezone.now() - timedelta(minutes=61))
    ask()
    ask()
    assert len(sent()) == 3


def test_neither_the_mail_nor_the_row_quotes_what_the_error_said(ask: Callable[..., Any]) -> None:
    ask()
    letter = sent()[0]
    row = Fault.objects.values().get()
    assert SECRET not in f"{letter.subject} {letter.body} {row}"
    assert row["request"] in letter.body


def test_a_database_that_takes_no_note_still_gives_the_page(
    ask: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_args: Any, **_named: Any) -> Any:
        raise DatabaseError("database or disk is full")

    monkeypatch.setattr(Fault, "note", full)
    assert ask().status_code == 500
    assert "An error could not be noted." in caplog.messages


def test_who_is_no_administrator_any_more_gets_none(ask: Callable[..., Any], jonas: User) -> None:
    ask()
    User.objects.filter(pk=jonas.pk).update(role="reader")
    assert (sent(), FaultMail.objects.get().status) == ([], "not_sent")


def test_what_was_cut_off_is_sent_once(ask: Callable[..., Any]) -> None:
    ask()
    FaultMail.objects.update(at=timezone.now() - timedelta(hours=1), status="begun")
    send_left_over.func()
    send_left_over.func()
    FaultMail.objects.update(at=timezone.now() - timedelta(hours=1))
    send_left_over.func()
    assert len(mail.outbox) == 1


def test_without_a_mail_server_nothing_is_printed(ask: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.health.note_fault.sends_mail", lambda: False)
    ask()
    assert (Fault.objects.count(), FaultMail.objects.count()) == (1, 0)


def test_it_is_forgotten_after_a_month(ask: Callable[..., Any]) -> None:
    ask()
    forget.func()
    assert Fault.objects.count() == 1
    Fault.objects.update(last_at=timezone.now() - timedelta(days=31))
    forget.func()
    assert Fault.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_mailed(at_once: Any) -> None:
    fault = Fault.note("ValueError", "tracker/x.py", address="/", request="one")
    assert sorted(at_once([fault.is_to_be_mailed] * 2)) == [False, True]
