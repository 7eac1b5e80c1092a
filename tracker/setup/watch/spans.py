"""Traces for OpenTelemetry, with the extra "opentelemetry": a span for each request and each piece of work.

The library's own watcher of Django tells whole addresses, which may hold the key of a link, and who asked. This one
tells the name of the address, the status, and how long it took.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.conf import settings

from tracker.setup.watch.request_id import request_id

CONSOLE = "console"
FAULT = 500


class Span:
    def __init__(self, span: Any) -> None:
        self._span = span

    def answered(self, route: str, status: int) -> None:
        """What is known once it is answered."""
        from opentelemetry.trace import StatusCode  # noqa: PLC0415

        # The name without numbers: what is alike is put together by it.
        self._span.update_name(f"{self._span.name} {route}")
        self._span.set_attributes({"http.route": route, "http.response.status_code": status})
        if status >= FAULT:
            self._span.set_status(StatusCode.ERROR)


@contextmanager
def span(name: str | None, headers: Mapping[str, str] | None = None) -> Iterator[Span]:
    """What goes wrong within is told by its status alone: an error may quote what it stumbled over."""
    from opentelemetry.propagate import extract  # noqa: PLC0415
    from opentelemetry.trace import SpanKind  # noqa: PLC0415

    asked = {key.lower(): value for key, value in (headers or {}).items() if key.lower() == "traceparent"}
    kind = SpanKind.CONSUMER if headers is None else SpanKind.SERVER
    with _tracer().start_as_current_span(
        name or "", context=extract(asked), kind=kind, record_exception=False, set_status_on_exception=False
    ) as current:
        current.set_attribute("suivi.request_id", request_id())
        yield Span(current)


@cache
def _tracer() -> Any:
    """Spans leave from a thread of their own, in each process."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import (  # noqa: PLC0415
        BatchSpanProcessor,
        ConsoleSpanExporter,
        SimpleSpanProcessor,
    )

    provider = TracerProvider(resource=Resource.create({"service.name": "suivi"}))
    if settings.OPENTELEMETRY_ADDRESS == CONSOLE:
        provider.add_span_processor(SimpleSpanProcessor(ConsoleSpanExporter()))
    else:
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=settings.OPENTELEMETRY_ADDRESS)))
    return provider.get_tracer("suivi")
