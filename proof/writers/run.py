"""What is done to the database while sixteen write, and what was left of what they wrote."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.urls import reverse

from bench.production import served
from proof.browser import HOST, TOKEN, Browser
from proof.house import log_of
from proof.page import table
from proof.writers.cluster import Cluster, end, own_folder
from proof.writers.writers import WRITERS, Kept, beside, kept
from tracker.accounts.models import Role, User
from tracker.directory.models import Person
from tracker.follow_ups.models import FollowUp
from tracker.setup.database_ready import prepare_database
from tracker.setup.static_files import collect_static_files

# So long it goes on undisturbed before and after.
SECONDS = 3


@dataclass
class Phase:
    name: str
    times: int = 0
    kept: list[Kept] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    @property
    def problems(self) -> Iterator[str]:
        for name in ("lost", "twice", "half"):
            if number := self.total(name):
                yield f"{self.name}: {number} {name}"
        if number := self.statuses[500]:
            yield f"{self.name}: {number} answered 500, where 503 says to wait"

    def total(self, name: str) -> int:
        return sum(getattr(each, name) for each in self.kept)


def told(phases: Iterable[Phase]) -> str:
    heads = ("what", "times", "notes answered", "lost", "twice", "half", "told to wait (503)", "500", "no answer")
    return table(heads, [
        [
            each.name, each.times, *(each.total(name) for name in ("written", "lost", "twice", "half")),
            *(each.statuses[status] for status in (503, 500, 0)),
        ]
        for each in phases
    ])  # fmt: skip


def run(folder: Path, cluster: Cluster, times: int) -> Iterator[Phase]:
    """Each kind so many times. `cluster` may be gone afterwards, and another one in its place."""
    prepare_database()
    collect_static_files()
    keys, cookies = house()
    paths = [reverse("notes:new", args=[key]) for key in keys]
    with served(log_of(folder)) as (_process, port), ExitStack() as stack:
        browsers = [Browser(port, dict(each)) for each in cookies]
        servers = Servers(cluster, stack)
        for name, prepare in servers.kinds.items():
            phase = Phase(name)
            for number in range(times):
                what = prepare()
                written = beside(browsers, paths, f"{name} {number}", partial(between, what))
                phase.times += 1
                phase.statuses += written.statuses
                phase.kept.append(kept(written, keys))
            yield phase


def between(what: Callable[[], None]) -> None:
    time.sleep(SECONDS)
    what()
    time.sleep(SECONDS)


class Servers:
    """The primary, and what can be done to it; what was its standby takes its place."""

    def __init__(self, primary: Cluster, stack: ExitStack) -> None:
        self.primary, self.stack = primary, stack
        self.kinds: dict[str, Callable[[], Callable[[], None]]] = {
            "restart": lambda: partial(self.restart, "fast"),
            "kill": lambda: partial(self.restart, "immediate"),
            "fail-over": self.with_standby,
        }

    def restart(self, mode: str) -> None:
        self.primary.stop(mode)
        self.primary.start()

    def with_standby(self) -> Callable[[], None]:
        standby = self.primary.copied_to(self.stack.enter_context(own_folder()))
        self.stack.callback(end, standby)

        def fail_over() -> None:
            self.primary.stop("immediate")
            standby.takes_over(self.primary)
            self.primary = standby

        return fail_over


def house() -> tuple[list[int], list[dict[str, str]]]:
    """A follow-up of each writer, and the cookies with which they are signed in."""
    keys, cookies = [], []
    for number in range(WRITERS):
        user = User.objects.create_user(f"writer{number}@suivi.example", name=f"Writer {number}", role=Role.OFFICER)
        Person.add(by=None, name=user.name, email=user.email, account=user)
        keys.append(FollowUp.log(by=user, title=f"Write {number}").pk)
        client = Client(SERVER_NAME=HOST)
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        cookies.append({"csrftoken": TOKEN, "sessionid": client.cookies["sessionid"].value})
    return keys, cookies
