"""Middleware around all others: names each request, and tells the log, the metrics and the traces how it went."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from time import perf_counter
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from tracker.setup.watch import metrics, spans
from tracker.setup.watch.request_id import HEADER, id_of, known_as
from tracker.setup.watch.slow_queries import queries_watched

log = logging.getLogger("tracker.requests")

Answer = Callable[[HttpRequest], HttpResponseBase]
UNKNOWN = "(no such address)"
# What no page offers to whoever sent it: unreadable, without the right or forged, too much at once.
REFUSED = {400, 403, 429}


def request_lines(get_response: Answer) -> Answer:
    count = metrics.count_request if settings.METRICS_TOKEN else None
    around: Callable[..., AbstractContextManager[Any]] = spans.span if settings.OPENTELEMETRY_ADDRESS else _no_span

    def answer(request: HttpRequest) -> HttpResponseBase:
        began, name = perf_counter(), id_of(request)
        with known_as(name), queries_watched(), around(request.method, headers=request.headers) as span:
            response = get_response(request)
            seconds = perf_counter() - began
            response.headers[HEADER] = name
            log_request(request, response, seconds)
            if span:
                span.answered(route_of(request), response.status_code)
        if count:
            count(request, response, seconds)
        return response

    return answer


def _no_span(*_args: Any, **_named: Any) -> AbstractContextManager[None]:
    return nullcontext()


def log_request(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    """A line for each request, where LOG_REQUESTS asks for it; of slow and of refused ones a warning."""
    ms = round(seconds * 1000)
    is_slow = 0 < settings.LOG_SLOW_MS <= ms
    is_refused = response.status_code in REFUSED
    level = logging.WARNING if is_slow or is_refused else logging.INFO
    if not log.isEnabledFor(level):
        return
    route = route_of(request)
    told = {"method": request.method, "route": route, "status": response.status_code, "ms": ms}
    words = "%s %s %s %s ms"
    if is_refused and (account := _account(request)):
        words, told["account"] = f"{words}, account %s", account
    log.log(level, words, *told.values(), extra={"told": told})


def _account(request: HttpRequest) -> int | None:
    """Of whoever was refused, if they are signed in."""
    user = getattr(request, "user", None)
    return user.pk if user and user.is_authenticated else None


def without_keys(record: logging.LogRecord) -> bool:
    """A filter that lets everything through: of an error Django would tell the whole address."""
    request = getattr(record, "request", None)
    if record.name == "django.request" and isinstance(request, HttpRequest) and isinstance(record.args, tuple):
        record.args = (*record.args[:-1], route_of(request))
    return True


def route_of(request: HttpRequest) -> str:
    """Such as /follow-ups/33/edit/. Of what is no number only its name is told: it may be the key of a link."""
    match = request.resolver_match
    if match is None:
        return UNKNOWN
    route = str(match.route)
    for name, value in match.kwargs.items():
        if isinstance(value, int):
            route = route.replace(f"<int:{name}>", str(value))
    return f"/{route}"
