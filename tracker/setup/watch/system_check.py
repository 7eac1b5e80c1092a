"""Whoever is to watch over Suivi needs the library that speaks to it."""

from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

# By the setting that turns it on: the library, and the extra that brings it.
NEEDED = {
    "SENTRY_DSN": ("sentry_sdk", "sentry"),
    "OPENTELEMETRY_ADDRESS": ("opentelemetry", "opentelemetry"),
    "METRICS_TOKEN": ("prometheus_client", "prometheus"),
}


def lacking(library: str) -> bool:
    return find_spec(library) is None


def check_watchers(**kwargs: Any) -> list[CheckMessage]:
    return list(_complaints())


def _complaints() -> Iterator[CheckMessage]:
    for name, (library, extra) in NEEDED.items():
        if getattr(settings, name) and lacking(library):
            hint = f"Install what stands in requirements-{extra}.txt, or leave {name} out."
            yield Error(f"{name} is set, and the extra {extra} is not installed.", hint=hint, id="setup.E010")
