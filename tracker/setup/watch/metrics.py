"""Figures for Prometheus, with the extra "prometheus": how many requests, and how long they took.

Each process writes down its own, in a folder of this machine; whoever is asked adds them up.
"""

import os
import socket
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

# In seconds: below the second a page is quick, past the third somebody waits.
BUCKETS = (0.05, 0.1, 0.3, 1, 3, 10, 30)


def folder() -> Path:
    """Of this machine: several may share the data folder."""
    path: Path = settings.VAR / "metrics" / socket.gethostname()
    path.mkdir(parents=True, exist_ok=True)
    return path


def count_request(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    requests, took = _counters()
    page = request.resolver_match.view_name if request.resolver_match else "none"
    requests.labels(request.method, page, response.status_code).inc()
    took.labels(request.method).observe(seconds)


def added_up() -> Any:
    """A registry of what all processes of this machine have counted."""
    from prometheus_client import CollectorRegistry, multiprocess  # noqa: PLC0415

    _counters()
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry, str(folder()))
    return registry


@cache
def _counters() -> tuple[Any, Any]:
    """The library asks for its folder when it is loaded."""
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder())
    _forget_the_dead()
    from prometheus_client import CollectorRegistry, Counter, Histogram  # noqa: PLC0415

    registry = CollectorRegistry()
    requests = Counter("suivi_requests", "Requests answered.", ["method", "page", "status"], registry=registry)
    took = Histogram("suivi_request_seconds", "How long requests took.", ["method"], registry=registry, buckets=BUCKETS)
    return requests, took


def _forget_the_dead() -> None:
    """What processes left that are gone: Prometheus knows counters that begin anew."""
    for file in folder().glob("*.db"):
        pid = file.stem.rpartition("_")[2]
        if pid.isdecimal() and not _is_alive(int(pid)):
            file.unlink(missing_ok=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
