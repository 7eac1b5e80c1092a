"""What a trace tells of a request and of a piece of work, to a library that stands in for OpenTelemetry's."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from tracker.setup.watch import request_lines, spans
from tracker.setup.watch.request_id import known_as, request_id
from tracker.setup.watch.work import watched

pytestmark = pytest.mark.one_database
SPEAKS = {"traceparent": "00-a-b-01"}


class Told:
    """A span, which is the tracer as well: what it was told, in order."""

    def __init__(self) -> None:
        self.name, self.told = "", list[Any]()

    @contextmanager
    def start_as_current_span(self, name: str, **how: Any) -> Iterator[Any]:
        self.name = name
        self.told.append((name, how))
        yield self
        self.told.append("over")

    def __getattr__(self, verb: str) -> Any:
        return lambda *given: self.told.append((verb, *given))


def stand_in(monkeypatch: pytest.MonkeyPatch, modules: dict[str, dict[str, Any]]) -> None:
    for name, values in modules.items():
        module = ModuleType(name)
        module.__dict__.update(values)
        monkeypatch.setitem(sys.modules, name, module)


@pytest.fixture
def traced(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Told:
    told = Told()
    stand_in(
        monkeypatch,
        {
            "opentelemetry": {},
            "opentelemetry.propagate": {"extract": lambda asked: ("from", asked)},
            "opentelemetry.trace": {
                "SpanKind": SimpleNamespace(CONSUMER="consumer", SERVER="server"),
                "StatusCode": SimpleNamespace(ERROR="error"),
            },
        },
    )
    monkeypatch.setattr(spans, "_tracer", lambda: told)
    settings.OPENTELEMETRY_ADDRESS = "console"
    return told


def begun(name: str, kind: str, *, asked: dict[str, str] | None = None) -> Any:
    how = {"context": ("from", asked or {}), "kind": kind, "record_exception": False, "set_status_on_exception": False}
    return (name, how)


@pytest.mark.parametrize(("status", "errors"), [(200, []), (404, []), (499, []), (500, [("set_status", "error")])])
def test_a_request_is_told_by_its_method_and_route_and_who_asked_for_it(
    status: int, errors: list[Any], traced: Told, settings: Any
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X", "https")
    request = RequestFactory().get("/answer/a-key/", headers={"Traceparent": "00-a-b-01", "X-Request-ID": "5f0c"})
    request.resolver_match = resolve(request.path)
    answer = request_lines.request_lines(lambda _request: HttpResponse(status=status))(request)
    assert answer.headers["X-Request-ID"] == "5f0c"
    assert traced.told == [
        begun("GET", "server", asked=SPEAKS),
        ("set_attribute", "suivi.request_id", "5f0c"),
        ("update_name", "GET /answer/<str:token>/"),
        ("set_attributes", {"http.route": "/answer/<str:token>/", "http.response.status_code": status}),
        *errors,
        "over",
    ]


def test_a_piece_of_work_is_told_by_its_name_and_key(traced: Told) -> None:
    run: list[Any] = []
    watched(lambda worker, row: run.append((worker, row.pk, request_id())))(
        "one", SimpleNamespace(pk=7, task_path="tracker.x.send")
    )
    assert (run, request_id()) == ([("one", 7, "7")], "")
    assert traced.told == [begun("tracker.x.send", "consumer"), ("set_attribute", "suivi.request_id", "7"), "over"]


def test_nothing_is_told_where_nobody_traces(traced: Told, settings: Any) -> None:
    settings.OPENTELEMETRY_ADDRESS = ""
    watched(lambda _worker, _row: None)("one", SimpleNamespace(pk=7, task_path="tracker.x.send"))
    answer = request_lines.request_lines(lambda _request: HttpResponse())
    answer(RequestFactory().get("/"))
    assert traced.told == []


def test_the_name_of_what_one_is_at_is_that_of_the_innermost() -> None:
    with known_as("one"):
        with known_as("two"):
            inner = request_id()
        assert (inner, request_id()) == ("two", "one")
    assert request_id() == ""


@pytest.mark.parametrize(
    ("address", "leave_by"),
    [
        ("console", ("one by one", "on the console")),
        ("http://collector:4318/v1/traces", ("together", "http://collector:4318/v1/traces")),
    ],
)
def test_traces_leave_by_the_address_that_was_set(
    address: str, leave_by: tuple[str, str], monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    class Provider:
        def __init__(self, resource: Any) -> None:
            self.told = [resource]

        def add_span_processor(self, processor: Any) -> None:
            self.told.append(processor)

        def get_tracer(self, name: str) -> Any:
            return [*self.told, name]

    sdk = "opentelemetry.sdk"
    exporters = "opentelemetry.exporter"
    packages = [exporters, f"{exporters}.otlp", f"{exporters}.otlp.proto", f"{exporters}.otlp.proto.http", sdk]
    stand_in(
        monkeypatch,
        {
            **{name: {} for name in ["opentelemetry", *packages]},
            f"{exporters}.otlp.proto.http.trace_exporter": {"OTLPSpanExporter": lambda endpoint: endpoint},
            f"{sdk}.resources": {"Resource": SimpleNamespace(create=lambda values: values)},
            f"{sdk}.trace": {"TracerProvider": Provider},
            f"{sdk}.trace.export": {
                "BatchSpanProcessor": lambda exporter: ("together", exporter),
                "SimpleSpanProcessor": lambda exporter: ("one by one", exporter),
                "ConsoleSpanExporter": lambda: "on the console",
            },
        },
    )
    settings.OPENTELEMETRY_ADDRESS = address
    assert spans._tracer.__wrapped__() == [{"service.name": "suivi"}, leave_by, "suivi"]
