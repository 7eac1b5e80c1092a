"""What stands on the page *How Suivi is*."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.utils.module_loading import import_string

from tracker.accounts.models import User
from tracker.background.models import Work
from tracker.health.facts import facts_of
from tracker.health.models import SHOWN, Fault
from tracker.health.state import read_state
from tracker.setup.facts import Fact, How, Tell

# Of each list, the newest.
MOST = 20
FAILED_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Overview:
    facts: list[Fact]
    failed: list[Work]
    faults: list[Fault]
    begun_again: list[LogEntry]

    @property
    def not_well(self) -> int:
        """How many facts somebody should look at."""
        return sum(fact.how != How.WELL for fact in self.facts)


def overview(viewer: User, now: datetime) -> Overview:
    failed: Any = Work.objects.failed().filter(finished_at__gte=now - FAILED_WITHIN).order_by("-finished_at")
    return Overview(
        facts=[*facts_of(read_state()), *told_by_packages(viewer, now)],
        failed=list(failed[:MOST]),
        faults=list(Fault.objects.of_pages().lately(now, SHOWN)[:MOST]),
        begun_again=list(Work.begun_again().filter(action_time__gte=now - FAILED_WITHIN)[:MOST]),
    )


def told_by_packages(viewer: User, now: datetime) -> Iterator[Fact]:
    for config in apps.get_app_configs():
        for name in getattr(config, "facts", ()):
            fact_of: Tell = import_string(name)
            yield fact_of(viewer, now)
