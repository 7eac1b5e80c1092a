"""Each line of the log whole: of requests quick, slow and refused, of slow questions, for people and for programs."""

import json
import logging
import sys
from collections.abc import Callable
from logging import LogRecord
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from django.core.checks import registry
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from tracker.setup.apps import SetupConfig
from tracker.setup.version import VERSION
from tracker.setup.watch import slow_queries
from tracker.setup.watch.log_lines import formatter, with_request_id
from tracker.setup.watch.request_id import id_of, known_as
from tracker.setup.watch.request_lines import log_request, route_of, without_keys
from tracker.setup.watch.sentry import only_ours
from tracker.setup.watch.system_check import check_watchers

pytestmark = pytest.mark.one_database
Told = list[tuple[str, str, dict[str, Any]]]


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Callable[[], Told]:
    """Level, words and figures of what was said since it was asked last."""

    def since() -> Told:
        found = [(each.levelname, each.getMessage(), getattr(each, "told", {})) for each in caplog.records]
        caplog.clear()
        return found

    return since


class Somebody:
    def __init__(self, pk: int, *, is_authenticated: bool) -> None:
        self.pk, self.is_authenticated = pk, is_authenticated


AMINA, STRANGER = Somebody(7, is_authenticated=True), Somebody(8, is_authenticated=False)
# Who asked, the status, the seconds it took, from which milliseconds on it is slow; the level of its line, if any.
ASKED: list[tuple[Any, int, float, int, str]] = [
    (AMINA, 200, 0.2996, 300, "WARNING"),
    (AMINA, 200, 0.2994, 300, "INFO"),
    (AMINA, 200, 9.0, 0, "INFO"),
    (AMINA, 200, 0.0, 0, "INFO"),
    (AMINA, 401, 0.1, 300, "INFO"),
    (AMINA, 404, 0.1, 300, "INFO"),
    (AMINA, 405, 0.1, 300, "INFO"),
    (AMINA, 500, 0.1, 300, "INFO"),
    *[(who, status, 0.1, 300, "WARNING") for status in (400, 403, 429) for who in (AMINA, STRANGER, None)],
]


def test_slow_and_refused_requests_are_warnings_and_others_are_told_where_that_is_asked_for(
    told: Callable[[], Told], settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    for level in (logging.INFO, logging.WARNING, logging.ERROR):
        caplog.set_level(level, logger="tracker.requests")
        for who, status, seconds, slow, is_told_as in ASKED:
            request, settings.LOG_SLOW_MS = RequestFactory().post("/x/"), slow
            if who:
                request.user = who
            log_request(request, HttpResponse(status=status), seconds)
            ms = round(seconds * 1000)
            words, line = f"POST (no such address) {status} {ms} ms", {
                "method": "POST", "route": "(no such address)", "status": status, "ms": ms,
            }  # fmt: skip
            if who is AMINA and status in (400, 403, 429):
                words, line = f"{words}, account 7", {**line, "account": 7}
            expected = [(is_told_as, words, line)] if getattr(logging, is_told_as) >= level else []
            assert (level, who, status, told()) == (level, who, status, expected)


ROUTES = {
    "/follow-ups/33/edit/": "/follow-ups/33/edit/",
    "/answer/a-key/": "/answer/<str:token>/",
    "/": "/",
    "/health/given-up/7c3ddc2e-9a3c-4b77-9d3a-0d8e3a4b6b66/again/": "/health/given-up/<uuid:pk>/again/",
}


def test_of_an_address_numbers_are_told_and_no_keys() -> None:
    found = {}
    for path in ROUTES:
        request = RequestFactory().get(path)
        request.resolver_match = resolve(path)
        found[path] = route_of(request)
    assert (found, route_of(RequestFactory().get("/"))) == (ROUTES, "(no such address)")


def test_only_of_errors_of_requests_the_address_is_replaced() -> None:
    request = RequestFactory().get("/answer/a-key/")
    found = []
    for name, of, given in [
        ("django.request", request, ("Not Found", "/answer/a-key/")),
        ("django.request", None, ("Not Found", "/answer/a-key/")),
        ("django.request", request, {"path": "/"}),
        ("tracker.x", request, ("Not Found", "/answer/a-key/")),
    ]:
        record = LogRecord(name, logging.ERROR, "", 0, "%s: %s", None, None)
        record.args, record.request = given, of
        found.append((without_keys(record), record.args))
    as_it_was = (True, ("Not Found", "/answer/a-key/"))
    assert found == [(True, ("Not Found", "(no such address)")), as_it_was, (True, {"path": "/"}), as_it_was]


def line(form: str, *, name: str = "", error: bool = False, **more: Any) -> str:
    record = LogRecord("tracker.x", logging.ERROR, "x.py", 1, "Été %s", ("late",), None)
    record.created = 1527242400.25
    with known_as(name):
        with_request_id(record)
    if error:
        try:
            raise KeyError("key")
        except KeyError:
            record.exc_info = sys.exc_info()
    vars(record).update(more)
    return formatter(form).format(record)


def test_a_line_tells_the_time_of_the_house_and_what_went_wrong() -> None:
    assert line("text") == "2018-05-25T12:00:00.250+02:00 ERROR tracker.x Été late"
    assert line("text", name="5f").partition(" ERROR ")[2] == "tracker.x [5f] Été late"
    said = '{"time": "2018-05-25T12:00:00.250+02:00", "level": "ERROR", "logger": "tracker.x", "request": "5f", '
    assert line("json", name="5f", told={"who": {1}}) == said + '"message": "Été late", "who": "{1}"}'
    broken = [line("text", error=True).splitlines(), json.loads(line("json", error=True))["exception"].splitlines()]
    assert [(words[-1], "Traceback (most recent call last):" in words) for words in broken] == [
        ("KeyError: 'key'", True)
    ] * 2


# Whether a proxy stands in front, what it calls the request, and whether that name is kept.
NAMED = [
    (True, "a" * 64, True),
    (True, "a" * 65, False),
    (True, "Ab-1_2.c", True),
    (True, "", False),
    (True, "a b", False),
    (True, "a\n", False),
    (False, "a", False),
]


def test_a_name_of_a_request_is_kept_from_a_proxy_or_made_anew(settings: Any) -> None:
    found = []
    for proxy, given, _is_kept in NAMED:
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X", "https") if proxy else None
        found.append(id_of(RequestFactory().get("/", headers={"X-Request-ID": given})))
    assert [name == given for name, (_proxy, given, _is_kept) in zip(found, NAMED, strict=True)] == [
        is_kept for _proxy, _given, is_kept in NAMED
    ]
    assert {len(name) for name, (_proxy, _given, is_kept) in zip(found, NAMED, strict=True) if not is_kept} == {16}


@pytest.mark.parametrize(
    ("ms", "sql", "said"),
    [
        (299.9, "SELECT 1", None),
        (300.0, "SELECT 1", "SELECT 1"),
        (300.0, f"SELECT\n  {'x' * 3000}", f"SELECT {'x' * 1993}"),
        (300.0, "FAIL", "FAIL"),
    ],
)
def test_a_slow_question_is_told_whether_it_was_answered_or_not(
    ms: float, sql: str, said: str | None, told: Callable[[], Told], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments, settings.LOG_SLOW_MS = iter([0.0, ms / 1000]), 300
    monkeypatch.setattr(slow_queries, "perf_counter", lambda: next(moments))

    def execute(*given: Any) -> Any:
        return {"SELECT 1": given, "FAIL": None}.get(sql, given) or 1 / 0

    try:
        assert slow_queries.tell_slow(execute, sql, ["a"], False, {"b": 1}) == (sql, ["a"], False, {"b": 1})
    except ZeroDivisionError:
        assert sql == "FAIL"
    told_of = [("WARNING", f"A query took 300 ms: {said}", {"ms": 300, "query": said})]
    assert told() == (told_of if said else [])


def test_of_an_event_without_an_error_or_its_place_there_is_less_to_tell() -> None:
    empty: dict[str, Any] = {"tags": {"request_id": ""}, "transaction": "", "exception": {"values": []}}
    assert only_ours({"user": "x"}, None) == empty
    values = [{"type": "KeyError"}, {"module": "x", "stacktrace": None}, {"stacktrace": {"frames": [{"lineno": 1}]}}]
    assert only_ours({"level": "error", "exception": {"values": values}}, None)["exception"]["values"] == [
        {"type": "KeyError", "module": None, "stacktrace": {"frames": []}},
        {"type": None, "module": "x", "stacktrace": {"frames": []}},
        {"type": None, "module": None, "stacktrace": {"frames": [{"lineno": 1}]}},
    ]


def test_sentry_gathers_no_more_than_is_told_and_only_where_it_is_asked_for(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[dict[str, Any]] = []
    library = SimpleNamespace(init=lambda **how: begun.append(how))
    watcher = SimpleNamespace(DjangoIntegration=lambda **how: how)
    for name, module in {
        "sentry_sdk": library, "sentry_sdk.integrations": ModuleType("x"), "sentry_sdk.integrations.django": watcher,
    }.items():  # fmt: skip
        monkeypatch.setitem(sys.modules, name, module)
    config = SetupConfig("tracker.setup", sys.modules["tracker.setup"])
    settings.SENTRY_ENVIRONMENT = "trial"
    for dsn, is_lacking in (("", False), ("https://key@sentry.example/1", True)):
        settings.SENTRY_DSN = dsn
        monkeypatch.setattr("tracker.setup.apps.lacking", {"sentry_sdk": is_lacking}.__getitem__)
        config.ready()
    assert begun == []
    monkeypatch.setattr("tracker.setup.apps.lacking", {"sentry_sdk": False}.__getitem__)
    config.ready()
    watch = {"middleware_spans": False, "signals_spans": False, "cache_spans": False}
    never = dict.fromkeys(
        ("default_integrations", "send_default_pii", "include_local_variables", "include_source_context",
         "send_client_reports", "auto_session_tracking"), False,
    )  # fmt: skip
    assert begun == [
        {
            "dsn": "https://key@sentry.example/1", "release": f"suivi@{VERSION}", "environment": "trial",
            "integrations": [watch], "max_request_body_size": "never", "max_breadcrumbs": 0,
            "traces_sample_rate": None, "before_send": only_ours, **never,
        }
    ]  # fmt: skip


def test_whoever_lacks_an_extra_is_told_which_to_install(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.setup.watch.system_check.find_spec", {"opentelemetry": None, "sentry_sdk": 1}.get)
    settings.SENTRY_DSN = settings.OPENTELEMETRY_ADDRESS = "set"
    hint = "Install what stands in requirements-opentelemetry.txt, or leave OPENTELEMETRY_ADDRESS out."
    assert [(each.hint, each.id) for each in check_watchers()] == [(hint, "setup.E010")]


def test_each_check_of_ours_is_made_where_it_belongs() -> None:
    every, usual = (registry.registry.get_checks(include_deployment_checks=also) for also in (True, False))
    ours = {check.__name__: {*check.tags} for check in every if check.__module__.startswith("tracker.setup")}  # type: ignore[attr-defined]
    assert ours == {
        "check_sqlite": {"database"}, "check_replica": set(), "check_country": set(), "check_model": set(),
        "check_addresses": set(), "check_scanner": set(),
        "check_mail": {"mail"}, "check_watchers": set(),
    }  # fmt: skip
    assert [check.__name__ for check in every if check not in usual and check.__name__ in ours] == ["check_mail"]
