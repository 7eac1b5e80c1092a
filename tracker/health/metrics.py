"""What Prometheus reads: what the web processes counted, and how the house is at this moment."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from tracker.accounts.sessions.own_sessions import people_signed_in
from tracker.background.models import Work
from tracker.databases.reading import has_replica
from tracker.databases.replica import lag
from tracker.health.models import Fault
from tracker.health.state import State, read_state
from tracker.setup.version import VERSION
from tracker.setup.watch import metrics


def metrics_page() -> HttpResponse:
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest  # noqa: PLC0415

    registry = metrics.added_up()
    registry.register(Gauges())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class Gauges:
    """A collector, as the library calls it."""

    def collect(self) -> Iterator[Any]:
        from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily  # noqa: PLC0415

        yield InfoMetricFamily("suivi", "Which Suivi this is.", value={"version": VERSION})
        for name, (help_text, value) in figures(read_state()).items():
            yield GaugeMetricFamily(f"suivi_{name}", help_text, value=value)


def figures(state: State) -> dict[str, tuple[str, float]]:
    """By name, with its help. What only the database knows is left out while it is away."""
    found: dict[str, tuple[str, float]] = {
        "ready": ("Whether pages can be served.", state.is_ready),
        "disk_free_bytes": ("Room on the disk of the data folder.", state.free),
    }
    if not state.is_ready:
        return found
    now = timezone.now()
    waits = (now - state.waits_since).total_seconds() if state.waits_since else 0
    if has_replica() and (behind := lag()):
        found["replica_lag_bytes"] = ("How much of the log of the primary the replica lacks.", behind.size)
        found["replica_lag_seconds"] = ("How old the last deed is that it has, where it lacks some.", behind.seconds)
    return found | {
        "workers": ("Workers that are there.", state.workers),
        "queue_oldest_seconds": ("For how long the oldest piece of work has waited.", waits),
        "queue_waiting": ("Pieces of work that wait.", Work.objects.ready().count()),
        "work_failed": ("Pieces of work given up in the last days.", Work.objects.failed().count()),
        "errors": ("Kinds of errors seen in the last hour.", Fault.objects.of_pages().lately(now).count()),
        "people_signed_in": ("People who are signed in.", people_signed_in()),
    }
