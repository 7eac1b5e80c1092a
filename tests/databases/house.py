"""A house of its own process, on the servers that it is told of: what it does and what becomes of it, as JSON.

Django is set up once for one address of a database: the tests ask this program about others.
"""

import json
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from threading import Event
from time import sleep
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import close_old_connections, connections  # noqa: E402
from django.test import Client  # noqa: E402

from tests.databases.servers import Server  # noqa: E402
from tests.models_made_alone import made_alone  # noqa: E402
from tracker.accounts.classification_field import RESTRICTED  # noqa: E402
from tracker.accounts.models import Role, User  # noqa: E402
from tracker.background.worker import Worker  # noqa: E402
from tracker.databases.replica import lag, replica  # noqa: E402
from tracker.files.models import AttachedFile  # noqa: E402
from tracker.files.tasks import read_files  # noqa: E402
from tracker.follow_ups.models import FollowUp  # noqa: E402
from tracker.health.facts import facts_of  # noqa: E402
from tracker.health.state import read_state  # noqa: E402
from tracker.history.models import Entry  # noqa: E402

# Each reads from the replica.
PAGES = (
    "/follow-ups/", "/follow-ups/?layout=board", "/find/?q=training", "/palette/?q=training", "/meetings/", "/pledges/",
    "/mandates/", "/mandates/activities/", "/partners/", "/partners/people/", "/reports/", "/commitments/",
    "/calendar/",
)  # fmt: skip
ALL = "/follow-ups/?status="
# Fewer than the connections that a process keeps.
WRITERS, ENOUGH = 3, 40


def main() -> None:
    what, folder, *ports = sys.argv[1:]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    servers = [Server(Path(folder), name, int(port)) for name, port in zip(("primary", "replica"), ports, strict=False)]
    print(json.dumps({"migrated": migrated, "pooled": pooled, "replicated": replicated}[what](*servers)))


def somebody(name: str, role: str) -> Any:
    user = User.objects.create_user(f"{name}@suivi.example", "very long indeed", name=name.title(), role=role)
    return user, client_of(user)


def client_of(user: User) -> Client:
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    client.force_login(user)
    return client


def migrated() -> dict[str, Any]:
    with made_alone():
        call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    return {}


def pooled() -> dict[str, Any]:
    """Worked in by several at once, on fewer connections than they are."""
    claire, _client = somebody("amina", Role.MANAGER)
    matters = [FollowUp.log(title=f"Training {number}", by=claire) for number in range(WRITERS)]

    def work(matter: FollowUp) -> list[int]:
        client = client_of(claire)
        done = []
        for number in range(3):
            file = SimpleUploadedFile("a.txt", b"%d" % number)
            done += [
                client.post(f"/follow-ups/{matter.pk}/note/", {"note": f"Note {number}"}),
                client.post(f"/files/of/followup/{matter.pk}/attach/", {"files": [file]}),
                client.get("/follow-ups/"), client.get("/find/?q=training"), client.get("/follow-ups/export/csv/"),
            ]  # fmt: skip
            b"".join(getattr(done[-1], "streaming_content", []))
            close_old_connections()
        connections.close_all()
        return sorted({each.status_code for each in done})

    with ThreadPoolExecutor(WRITERS) as threads:
        answers = list(threads.map(work, matters))
    read_files.enqueue()
    Worker(batch=True, interval=0).run()
    return {
        "answers": answers, "notes": Entry.objects.filter(note__startswith="Note ").count(),
        "files": AttachedFile.objects.count(), "read": AttachedFile.objects.exclude(read_at=None).count(),
    }  # fmt: skip


def replicated(primary: Server, other: Server) -> dict[str, Any]:
    claire, claires = somebody("claire", Role.MANAGER)
    _noor, noors = somebody("noor", Role.READER)
    matter = FollowUp.log(title="Training in Lyon", by=claire)
    until(replica.has_all)
    said: dict[str, Any] = {"pages": [asked(claires, page) for page in PAGES]}
    said["wrote"] = asked(claires, f"/follow-ups/{matter.pk}/")
    said |= lagging(claire, claires, noors, matter, other)
    said |= away(claires, other)
    return said | promoted(claire, primary, other)


def lagging(claire: User, claires: Client, noors: Client, matter: FollowUp, other: Server) -> dict[str, Any]:
    """The replica stands still: what is written or closed meanwhile it does not know."""
    before = b"Training in Lyon" in noors.get(ALL).content
    other.ask("SELECT pg_wal_replay_pause()")
    typed = {"title": "Written a moment ago", "strength": "agreed", "owed_by": "us", "classification": "general"}
    wrote = claires.post("/follow-ups/new/", typed).status_code
    matter.change("edited", by=claire, classification=RESTRICTED)
    stale = other.ask(f"SELECT classification FROM follow_ups_followup WHERE id = {matter.pk}")
    found = {
        "wrote_one": wrote, "stale": [row for (row,) in stale], "seen_before": before,
        "own_words": b"Written a moment ago" in claires.get(ALL).content,
        "closed_is_seen": b"Training in Lyon" in noors.get(ALL).content,
        "while_it_lags": asked(noors, "/follow-ups/")[1], "lag": (lag() or no_lag()).size > 0,
        "said_lagging": said_of_replica(),
    }  # fmt: skip
    other.ask("SELECT pg_wal_replay_resume()")
    until(replica.has_all)
    return found | {
        "said_after": said_of_replica(),
        "lag_after": (lag() or no_lag()).size, "after_it": asked(noors, "/follow-ups/")[1],
        "closed_after": b"Training in Lyon" in noors.get(ALL).content,
    }  # fmt: skip


def said_of_replica() -> tuple[str, str]:
    """How it is and in which words, on the page of administrators."""
    fact = next(each for each in facts_of(read_state()) if each.label == "Replica")
    return fact.how.value, fact.words


def no_lag() -> Any:
    raise AssertionError("It is away.")


def away(client: Client, other: Server) -> dict[str, Any]:
    with breaking_off(other):
        broken = asked(client, "/follow-ups/")
    replica.rests_until = 0
    until(replica.has_all)
    other.stop()
    found = {
        "broken_off": broken[0],
        "away": [asked(client, "/follow-ups/") for _ in range(2)],
        "no_lag": lag() is None,
        "said_away": said_of_replica(),
    }
    other.start()
    replica.rests_until = 0
    until(replica.has_all)
    return found | {"back": asked(client, "/follow-ups/")[1]}


@contextmanager
def breaking_off(other: Server) -> Any:
    """The replica ends the connection while a page is being read from it, as where what is read was vacuumed away."""

    def end(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if "lsn" not in sql:
            other.ask(f"SELECT pg_terminate_backend({context['connection'].connection.info.backend_pid})")
        return execute(sql, params, many, context)

    with connections["replica"].execute_wrapper(end):
        yield


def promoted(claire: User, primary: Server, other: Server) -> dict[str, Any]:
    """Under load the primary dies and the replica is promoted: what was acknowledged, and what is there."""
    primary.ask("ALTER SYSTEM SET synchronous_standby_names = '*'")
    primary.ask("SELECT pg_reload_conf()")
    until(lambda: primary.ask("SELECT sync_state FROM pg_stat_replication") == [("sync",)])
    matters = [FollowUp.log(title=f"Matter {number}", by=claire) for number in range(WRITERS)]
    acknowledged: list[list[str]] = [[] for _ in matters]
    over = Event()

    def write(number: int) -> None:
        client, tried = client_of(claire), 0
        while not over.is_set():
            tried += 1
            note = f"note {number}/{tried}"
            answer = client.post(f"/follow-ups/{matters[number].pk}/note/", {"note": note})
            if answer.status_code == HTTPStatus.FOUND:
                acknowledged[number].append(note)
            # What the server does after each request.
            close_old_connections()
        connections.close_all()

    with ThreadPoolExecutor(WRITERS) as threads:
        writing = [threads.submit(write, number) for number in range(WRITERS)]
        until(lambda: count(acknowledged) >= ENOUGH)
        primary.stop()
        at_death = count(acknowledged)
        other.promote()
        until(lambda: count(acknowledged) >= at_death + ENOUGH)
        over.set()
        for each in writing:
            each.result()
    # What this thread and the pool still have is the dead one's.
    connections["default"].close()
    connections["default"].close_pool()
    there = {str(note) for (note,) in other.ask("SELECT note FROM history_entry WHERE note LIKE 'note %'")}
    said = {note for notes in acknowledged for note in notes}
    return {
        "acknowledged": len(said), "before": at_death, "lost": sorted(said - there), "unsaid": len(there - said),
        "page": asked(client_of(claire), "/follow-ups/"),
    }  # fmt: skip


def count(acknowledged: list[list[str]]) -> int:
    return sum(map(len, acknowledged))


def asked(client: Client, page: str) -> tuple[int, bool]:
    """The status, and whether the page was read from the replica."""
    close_old_connections()
    queries = []

    def note(execute: Callable[..., Any], sql: str, *args: Any) -> Any:
        queries.append(sql)
        return execute(sql, *args)

    with connections["replica"].execute_wrapper(note):
        status = client.get(page).status_code
    return status, any("lsn" not in sql for sql in queries)


def until(is_so: Callable[[], object]) -> None:
    for _ in range(3_000):
        if is_so():
            return
        sleep(0.02)
    raise AssertionError("It did not become so within a minute.")


if __name__ == "__main__":
    main()
