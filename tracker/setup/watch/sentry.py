"""Errors for Sentry, with the extra "sentry": what leaves the house is chosen here, word by word."""

from typing import Any

from django.conf import settings

from tracker.setup.service_urls.setting_values import address_in
from tracker.setup.version import VERSION
from tracker.setup.watch.request_id import request_id

# Of an event, and of each frame of it. Everything else stays: who asked, for what address, with which form and
# cookies; what the error said and what variables held, for both may quote what somebody wrote.
OF_EVENT = ("event_id", "timestamp", "level", "platform", "release", "environment", "sdk")
OF_FRAME = ("module", "function", "filename", "lineno", "in_app")


def begin() -> None:
    import sentry_sdk  # noqa: PLC0415
    from sentry_sdk.integrations.django import DjangoIntegration  # noqa: PLC0415

    with address_in("SENTRY_DSN"):
        sentry_sdk.init(
            dsn=settings.SENTRY_DSN,
            release=f"suivi@{VERSION}",
            environment=settings.SENTRY_ENVIRONMENT,
            # No more is gathered than is told: neither lines of the log, nor what other libraries did.
            default_integrations=False,
            integrations=[DjangoIntegration(middleware_spans=False, signals_spans=False, cache_spans=False)],
            send_default_pii=False,
            max_request_body_size="never",
            include_local_variables=False,
            include_source_context=False,
            max_breadcrumbs=0,
            traces_sample_rate=None,
            send_client_reports=False,
            auto_session_tracking=False,
            before_send=only_ours,
        )


def only_ours(event: Any, _hint: Any) -> Any:
    """The event anew, of what may leave."""
    told = {name: event[name] for name in OF_EVENT if name in event}
    told["tags"] = {"request_id": request_id()}
    # The name of the address, such as /answer/<str:token>/: the integration takes it from the table of addresses.
    told["transaction"] = event.get("transaction", "")
    values = event.get("exception", {}).get("values", [])
    told["exception"] = {"values": [_only_place(value) for value in values]}
    return told


def _only_place(value: Any) -> dict[str, Any]:
    frames = (value.get("stacktrace") or {}).get("frames", [])
    kept = [{name: frame[name] for name in OF_FRAME if name in frame} for frame in frames]
    return {"type": value.get("type"), "module": value.get("module"), "stacktrace": {"frames": kept}}
