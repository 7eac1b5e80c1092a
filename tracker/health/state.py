"""How the house is, in two questions to the database: asked every few seconds, by whoever watches over it."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pkgutil import iter_modules
from time import monotonic

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, models
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Case, F, Min, When
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from tracker.background.models import Beat

# What waits longer than this waits for a worker that is not there, or for one that does not keep up.
LONG_WAIT = timedelta(minutes=5)
# In seconds: what was migrated stays migrated for so long.
BELIEVED = 60


def least_room() -> int:
    """In bytes: below this writing soon fails."""
    return settings.DISK_WARNING * 1_000_000


@dataclass(frozen=True, slots=True)
class State:
    """`workers` is how many are there, `waits_since` since when the oldest piece of work waits.

    `unmigrated` names what is to be migrated; None where the database does not answer.
    """

    at: datetime
    unmigrated: frozenset[str] | None = None
    workers: int = 0
    waits_since: datetime | None = None
    free: int = 0

    @property
    def answers(self) -> bool:
        return self.unmigrated is not None

    @property
    def is_ready(self) -> bool:
        """Whether pages can be served from here. What does not stop them takes no server out of service."""
        return self.answers and not self.unmigrated

    @property
    def is_at_work(self) -> bool:
        return self.workers > 0

    @property
    def keeps_up(self) -> bool:
        return self.waits_since is None or self.waits_since > self.at - LONG_WAIT

    @property
    def has_room(self) -> bool:
        return self.free >= least_room()

    @property
    def is_well(self) -> bool:
        return self.is_ready and self.is_at_work and self.keeps_up and self.has_room


def read_state() -> State:
    now, free = timezone.now(), shutil.disk_usage(settings.VAR).free
    try:
        unmigrated = _unmigrated()
        if unmigrated:
            # The tables may not be there yet.
            return State(now, unmigrated, free=free)
        return State(now, unmigrated, Beat.objects.alive().count(), waits_since(), free)
    except DatabaseError:
        return State(now, free=free)


def waits_since() -> datetime | None:
    """Since when the oldest piece of work could have been begun."""
    moment = Case(When(run_after=get_date_max(), then=F("enqueued_at")), default=F("run_after"))
    ready = DBTaskResult.objects.ready()
    found: datetime | None = ready.aggregate(at=Min(moment, output_field=models.DateTimeField()))["at"]
    return found


class _Migrated:
    """When all was found migrated, by the clock of this process."""

    at: float | None = None


def _unmigrated() -> frozenset[str]:
    if _Migrated.at is not None and monotonic() - _Migrated.at < BELIEVED:
        return frozenset()
    recorder = MigrationRecorder(connection)
    there = set(recorder.applied_migrations())
    lacking = frozenset(f"{app}.{name}" for app, name in migrations() - there)
    _Migrated.at = None if lacking else monotonic()
    return lacking


@cache
def migrations() -> frozenset[tuple[str, str]]:
    """The app and the name of each that this version brings, by the names of their files: none is loaded."""
    return frozenset(
        (config.label, module.name)
        for config in apps.get_app_configs()
        for module in iter_modules([f"{config.path}/migrations"])
        if module.name[0] not in "_~"
    )
