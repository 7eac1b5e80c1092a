"""Lines of the log: of which request, how long it took, and never the key of a link or what was typed."""

import json
import logging
from collections.abc import Callable
from logging import LogRecord
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve

from tracker.accounts.models import User
from tracker.background.periodic_work import forget
from tracker.background.worker import Worker
from tracker.setup.watch.log_lines import formatter, with_request_id
from tracker.setup.watch.request_id import known_as
from tracker.setup.watch.request_lines import without_keys
from tracker.setup.watch.system_check import check_watchers

SignIn = Callable[[User], Client]
pytestmark = pytest.mark.one_database


@pytest.fixture
def lines(settings: Any, caplog: pytest.LogCaptureFixture) -> Callable[[], list[LogRecord]]:
    caplog.handler.addFilter(with_request_id)
    caplog.set_level(logging.INFO, logger="tracker.requests")
    return lambda: [each for each in caplog.records if each.name in ("tracker.requests", "tracker.queries")]


def line_of(form: str) -> str:
    record = LogRecord("tracker.x", logging.WARNING, "", 0, "Late by %s", ("a day",), None)
    with known_as("5f0c"):
        with_request_id(record)
    record.told = {"ms": 12}
    return formatter(form).format(record)


def test_a_line_for_people_tells_time_level_and_request() -> None:
    time, rest = line_of("text").split(" ", 1)
    assert (time[10], rest) == ("T", "WARNING tracker.x [5f0c] Late by a day")


def test_a_line_for_programs_is_one_object() -> None:
    told = json.loads(line_of("json"))
    assert told.pop("time")[10] == "T"
    assert told == {"level": "WARNING", "logger": "tracker.x", "request": "5f0c", "message": "Late by a day", "ms": 12}


def test_a_request_is_told_by_its_address_without_keys(lines: Any, noor: User, sign_in: SignIn) -> None:
    response = sign_in(noor).get("/calendar/feed/a-secret-key.ics?q=typed")
    [line] = lines()
    assert line.getMessage().rpartition(" 404 ")[0] == "GET /calendar/feed/<str:token>.ics"
    assert line.request_id == response.headers["X-Request-ID"]


def test_an_error_is_told_without_the_key_of_its_address() -> None:
    request = RequestFactory().get("/answer/a-secret-key/")
    request.resolver_match = resolve(request.path)
    record = LogRecord("django.request", logging.ERROR, "", 0, "%s: %s", ("Internal Server Error", request.path), None)
    record.request = request
    assert (without_keys(record), record.getMessage()) == (True, "Internal Server Error: /answer/<str:token>/")


@pytest.mark.django_db
def test_an_unknown_address_is_not_quoted(lines: Any) -> None:
    Client().get("/a-secret-key/")
    assert [line.getMessage().partition(" 404 ")[0] for line in lines()] == ["GET (no such address)"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("proxy", "given", "kept"),
    [
        (None, "of-a-stranger", False),
        (("HTTP_X", "https"), "of-a-proxy", True),
        (("HTTP_X", "https"), "forged\tline", False),
    ],
)
def test_the_name_that_a_proxy_gave_is_kept(proxy: Any, given: str, kept: bool, settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = proxy
    response = Client().get("/account/sign-in/", headers={"X-Request-ID": given})
    assert (response.headers["X-Request-ID"] == given) == kept


def test_a_slow_query_is_told_without_its_values(lines: Any, noor: User, sign_in: SignIn, settings: Any) -> None:
    browser, settings.LOG_SLOW_MS = sign_in(noor), 1
    settings.LOG_SLOW_MS = 0.000001
    browser.get("/find/?q=quetzalcoatl")
    told = [line.getMessage() for line in lines() if line.name == "tracker.queries"]
    assert (len(told) > 1, [words for words in told if "quetzalcoatl" in words]) == (True, [])


def test_nothing_is_told_unless_it_is_asked_for(noor: User, sign_in: SignIn, caplog: pytest.LogCaptureFixture) -> None:
    sign_in(noor).get("/")
    assert caplog.records == []


def test_work_is_known_by_its_key(settings: Any, caplog: pytest.LogCaptureFixture, db: None) -> None:
    settings.LOG_SLOW_MS = 0.000001
    caplog.handler.addFilter(with_request_id)
    key = forget.enqueue().id
    Worker(batch=True).run()
    assert {each.request_id for each in caplog.records if each.name == "tracker.queries"} == {str(key)}


@pytest.mark.parametrize(
    ("name", "extra"),
    [("SENTRY_DSN", "sentry"), ("OPENTELEMETRY_ADDRESS", "opentelemetry"), ("METRICS_TOKEN", "prometheus")],
)
def test_whoever_is_to_watch_needs_the_extra(
    name: str, extra: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.setup.watch.system_check.find_spec", lambda _name: None)
    assert check_watchers() == []
    setattr(settings, name, "set")
    assert [each.msg for each in check_watchers()] == [f"{name} is set, and the extra {extra} is not installed."]


def test_what_was_refused_is_a_warning_with_the_account(lines: Any, noor: User, sign_in: SignIn) -> None:
    sign_in(noor).get("/invite/")
    [line] = lines()
    assert (line.levelname, line.told["status"], line.told["account"]) == ("WARNING", 403, noor.pk)
    assert (line.getMessage().startswith("GET /invite/ 403 "), line.getMessage().endswith(f", account {noor.pk}")) == (
        True, True
    )  # fmt: skip


@pytest.mark.django_db
def test_of_a_stranger_who_is_refused_no_account_is_told(lines: Any) -> None:
    Client(enforce_csrf_checks=True).post("/account/sign-in/", {})
    [line] = lines()
    assert (line.levelname, line.told["status"], "account" in line.told) == ("WARNING", 403, False)
