"""Grows a house of many colleagues, each of whom owns a few follow-ups; does what its worker does in the morning."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import batched, cycle

from django.conf import settings
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.grow import Growth, in_haste, settle
from bench.measure import clock, peak, work_alone
from tracker.accounts.models import User
from tracker.demo.load import load
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.notifications import arrivals, digests, send_mail
from tracker.notifications.models import Mail
from tracker.notifications.tasks import SLICE
from tracker.setup.database_ready import prepare_database

FOLLOW_UPS_A_PERSON = 6
# Queries for what is asked once, and for each person; how much longer one may take among ten times as many; megabytes
# by which the worker may grow for a slice; bytes of a mail.
MOST_QUERIES = {"due": 5, "new": 40, "written": 24, "sent": 24}
MOST_GROWTH, MOST_MEGABYTES, LARGEST = 1.5, 60.0, 60_000


@dataclass(frozen=True, slots=True)
class Stage:
    """`each` are those of whom it is done: queries, and milliseconds of processor time, are of one of them."""

    name: str
    people: int
    each: int
    queries: float
    milliseconds: float
    megabytes: float

    def __str__(self) -> str:
        figures = f"{self.queries:,.1f} | {self.milliseconds:,.1f} | {self.megabytes:,.0f}"
        return f"| {self.name} | {self.people:,} | {self.each:,} | {figures} |"


def run(sizes: Sequence[int], of: int) -> Iterator[Stage]:
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    work_alone()
    prepare_database()
    load(timezone.localdate())
    morning = _morning()
    for people in sizes:
        with in_haste():
            Growth().to(people * FOLLOW_UPS_A_PERSON)
            colleagues(people)
        yield from stages(people, of, morning)
        # The next size finds the same people anew.
        morning += timedelta(days=7)


def _morning() -> datetime:
    """Of the coming Wednesday, when everybody's hour has come."""
    today = timezone.localdate()
    day = today + timedelta(days=(2 - today.weekday()) % 7 or 7)
    return timezone.make_aware(datetime.combine(day, time(12)))


def colleagues(number: int) -> None:
    """So many have an account, and what is active is theirs in turn."""
    missing = range(User.objects.count(), number)
    for some in batched(missing, 1_000):
        emails = [f"colleague{key}@suivi.example" for key in some]
        new = User.objects.bulk_create(User(email=email, name=email.partition("@")[0]) for email in emails)
        Person.objects.bulk_create(Person(name=user.name, folded=user.name.lower(), account=user) for user in new)
    owners = cycle(Person.objects.exclude(account=None).order_by("pk").values_list("pk", flat=True))
    rows = list(FollowUp.objects.present().active().order_by("pk").only("pk"))
    today = timezone.localdate()
    for number, (row, owner) in enumerate(zip(rows, owners, strict=False)):
        row.owner_id, row.due_on = owner, today + timedelta(days=number * 7 % 60 - 20)
    FollowUp.objects.bulk_update(rows, ["owner", "due_on"], batch_size=2_000)
    settle()


def stages(people: int, of: int, now: datetime) -> Iterator[Stage]:
    chosen: list[int] = []
    yield _stage("who is due", people, people, lambda: chosen.extend(digests.due(now)))
    yield _stage("what is new", people, people, lambda: arrivals.write_arrivals(now))
    # Whoever owns nothing is told nothing.
    owning = set(FollowUp.objects.present().active().values_list("owner__account", flat=True))
    mine = [key for key in chosen if key in owning][:of]
    slices = list(batched(mine, SLICE))
    yield _stage("written", people, len(mine), lambda: [digests.write(some, now) for some in slices])
    mail.outbox = []
    waiting = Mail.objects.waiting().count()
    yield _stage("sent", people, waiting, lambda: _send_all(now))


def _send_all(now: datetime) -> None:
    while send_mail.send_waiting(SLICE, now):
        # As a mail server takes them: nothing of them stays here.
        _check_sizes()
        mail.outbox.clear()
    _check_sizes()


def _check_sizes() -> None:
    for message in mail.outbox:
        if len(bytes(message.message())) > LARGEST:
            raise ValueError(f"A mail is larger than {LARGEST} bytes.")


def _stage(name: str, people: int, each: int, deed: Callable[[], object]) -> Stage:
    took: list[float] = []

    def timed() -> None:
        start = clock()
        deed()
        took.append(clock() - start)

    with CaptureQueriesContext(connection) as queries:
        megabytes = peak(timed)
    return Stage(name, people, each, len(queries) / max(each, 1), took[0] * 1000 / max(each, 1), megabytes)


def problems_of(stages: Sequence[Stage]) -> list[str]:
    return [
        *(_too_many(stage) for stage in stages if stage.queries > MOST_QUERIES.get(stage.name, 1)),
        *(f"{stage.name} takes {stage.megabytes:.0f} MB." for stage in stages if stage.megabytes > MOST_MEGABYTES),
        *_growth(stages),
    ]


def _too_many(stage: Stage) -> str:
    return f"{stage.name} takes {stage.queries:.1f} queries a person."


def _growth(stages: Sequence[Stage]) -> Iterator[str]:
    """Of one person, in the largest house beside the smallest."""
    first, last = stages[0].people, stages[-1].people
    for small in stages:
        for large in stages:
            same = small.name == large.name and (small.people, large.people) == (first, last)
            if same and first < last and large.milliseconds > MOST_GROWTH * small.milliseconds:
                times = large.milliseconds / small.milliseconds
                yield f"{small.name} takes {times:.1f} times as long a person among {last:,} as among {first:,}."
