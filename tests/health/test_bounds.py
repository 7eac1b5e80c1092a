"""What is noted of errors and of work that was given up, to whom it is told and for how long: at every bound."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, InterfaceError, OperationalError
from django.test import Client, RequestFactory
from django.urls import resolve
from django.utils import timezone

from tracker.accounts.models import User
from tracker.background.models import Beat, Work
from tracker.background.periodic_work import forget as let_go
from tracker.health import errors, facts, note_fault, overview, state, tasks
from tracker.health.models import GIVEN_UP, QUIET, QUIET_OF_WORK, SHOWN, Fault, FaultMail
from tracker.health.note_fault import place_of
from tracker.health.overview import MOST, Overview
from tracker.health.probes import told
from tracker.health.state import State
from tracker.setup.facts import Fact, How

pytestmark = [pytest.mark.one_database, pytest.mark.django_db]
NOW = datetime(2018, 5, 25, 12, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def noted(**values: Any) -> Fault:
    given = {"kind": "KeyError", "place": "a.py", "last_at": NOW, **values}
    fault: Fault = Fault.objects.create(**given)
    return fault


def test_an_error_is_counted_by_its_kind_and_place_and_the_last_is_told_of() -> None:
    for kind, place, address, request in [
        ("KeyError", "a.py", "/one/", "1"), ("KeyError", "a.py", "/two/", "2"), ("KeyError", "b.py", "/one/", "3"),
        ("ValueError", "a.py", "/one/", "4"), ("K" * 101, "p" * 201, "a" * 201, "5"), ("K" * 102, "p" * 202, "a", "6"),
    ]:  # fmt: skip
        fault = Fault.note(kind, place, address=address, request=request)
    assert (fault.times, str(noted(place="c.py"))) == (2, "KeyError, c.py")
    names = ("kind", "place", "address", "request", "times", "last_at")
    assert [*Fault.objects.exclude(place="c.py").order_by("pk").values_list(*names)] == [
        ("KeyError", "a.py", "/two/", "2", 2, NOW), ("KeyError", "b.py", "/one/", "3", 1, NOW),
        ("ValueError", "a.py", "/one/", "4", 1, NOW), ("K" * 100, "p" * 200, "a", "6", 2, NOW),
    ]  # fmt: skip


def test_work_that_was_given_up_stands_by_itself() -> None:
    for times in (1, 3):
        fault = Fault.note_given_up("tracker.background.periodic_work.forget" if times == 3 else "x" * 201, times, NOW)
    ours = noted()
    assert (fault.times, fault.is_of_work, fault.work, ours.is_of_work) == (3, True, "Let go of what is over", False)
    assert [each.place for each in Fault.objects.filter(kind=GIVEN_UP).order_by("pk")] == ["x" * 200, fault.place]
    assert [*Fault.objects.of_pages()] == [ours]
    Fault.note_given_up(fault.place, 4, NOW)
    assert Fault.objects.get(pk=fault.pk).times == 4


@pytest.mark.parametrize(("kind", "quiet"), [("KeyError", QUIET), (GIVEN_UP, QUIET_OF_WORK)])
def test_each_kind_is_mailed_again_once_it_was_quiet_for_long_enough(kind: str, quiet: timedelta) -> None:
    fault, other = noted(kind=kind), noted(kind=kind, place="b.py")
    found = []
    for before in (None, NOW, NOW - quiet + MOMENT, NOW - quiet):
        Fault.objects.update(mailed_at=before)
        found.append((fault.is_to_be_mailed(), Fault.objects.get(pk=fault.pk).mailed_at))
    assert found == [(True, NOW), (False, NOW), (False, NOW - quiet + MOMENT), (True, NOW)]
    assert Fault.objects.get(pk=other.pk).mailed_at == NOW - quiet


def test_only_what_was_seen_lately_is_shown_the_newest_first(jonas: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview, "told_by_packages", lambda *_given: iter(()))
    ages = (SHOWN + MOMENT, SHOWN, QUIET + MOMENT, QUIET, timedelta())
    rows = [noted(place=f"{age}.py", last_at=NOW - age) for age in ages]
    noted(kind=GIVEN_UP)
    assert [*Fault.objects.of_pages().lately(NOW)] == rows[:2:-1]
    assert overview.overview(jonas, NOW).faults == rows[:0:-1]
    tasks.forget.func()
    Fault.objects.filter(pk=rows[0].pk).update(last_at=NOW - tasks.RETENTION)
    tasks.forget.func()
    Fault.objects.filter(pk=rows[1].pk).update(last_at=NOW - tasks.RETENTION - MOMENT)
    tasks.forget.func()
    assert [row.pk in Fault.objects.values_list("pk", flat=True) for row in rows] == [True, False, True, True, True]


def given_up(ago: timedelta, count: int = 1) -> list[Any]:
    keys = [let_go.enqueue().id for _number in range(count)]
    Work.objects.filter(pk__in=keys).update(status="FAILED", finished_at=NOW - ago)
    return keys


def test_what_was_given_up_in_the_last_week_is_shown_the_last_first(
    jonas: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    week = overview.FAILED_WITHIN
    keys = [given_up(age)[0] for age in (week + MOMENT, week, timedelta(hours=1))]
    let_go.enqueue()
    monkeypatch.setattr(overview, "told_by_packages", lambda *_given: iter(()))
    found = overview.overview(jonas, NOW)
    assert [str(work.pk) for work in found.failed] == [*map(str, keys[:0:-1])]
    given_up(timedelta(minutes=1), MOST)
    assert len(overview.overview(jonas, NOW).failed) == MOST
    told_of = [Fact("a", "b", how) for how in (How.WELL, How.MIND, How.WRONG)]
    assert Overview(told_of, [], [], []).not_well == 2


# How long ago work was given up, and whether administrators are told of it.
TOLD_OF = [
    (timedelta(minutes=1) - MOMENT, False), (timedelta(minutes=1), True), (timedelta(days=1), True),
    (timedelta(days=1) + MOMENT, False),
]  # fmt: skip


def test_what_was_given_up_within_the_day_is_told_once_it_is_not_tried_again(
    jonas: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(tasks, "send", SimpleNamespace(enqueue=lambda: sent.append("sent")))
    found = []
    for ago, _is_told in TOLD_OF:
        Work.objects.all().delete()
        Fault.objects.all().delete()
        given_up(ago, 2)
        tasks.tell_given_up.func()
        row = Fault.objects.first()
        is_told = row is not None and (row.times, row.last_at, FaultMail.objects.count()) == (2, NOW - ago, 1)
        found.append((ago, is_told))
    assert (found, sent) == (TOLD_OF, ["sent"] * 2)


def test_without_a_mail_server_it_is_noted_and_nobody_is_written_to(
    jonas: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(tasks, "send_rows", lambda rows, _mail: asked.append([*rows]))
    for sends in (False, True):
        monkeypatch.setattr(tasks, "sends_mail", lambda sends=sends: sends)
        given_up(timedelta(hours=1))
        FaultMail.objects.all().delete()
        tasks.tell_given_up.func()
        asked.append((Fault.objects.count(), FaultMail.objects.count()))
        tasks.send.func()
        FaultMail.objects.update(at=NOW - timedelta(minutes=3))
        tasks.send_left_over.func()
    mail = FaultMail.objects.get()
    assert asked == [(1, 0), (1, 1), [mail], [mail]]


# Who is told: each who may invite, and nobody else.
def test_each_administrator_is_written_to(jonas: User, amina: User, claire: User) -> None:
    User.objects.create_user("gone@suivi.example", role="administrator", is_active=False)
    other = User.objects.create_user("other@suivi.example", role="administrator")
    fault = noted()
    FaultMail.write(fault)
    mails = FaultMail.objects.order_by("user__email")
    assert [(str(mail), mail.address) for mail in mails] == [
        (f"KeyError, a.py, {user}", user.email) for user in (jonas, other)
    ]
    assert [FaultMail.objects.visible_to(user).count() for user in (jonas, amina, claire)] == [2, 0, 0]


def raised(error: BaseException, *, by: Callable[[], Any] | None = None) -> BaseException:
    try:
        if by:
            by()
        raise error
    except BaseException as caught:
        return caught


def test_an_error_is_placed_by_the_last_line_of_ours_that_it_came_through() -> None:
    here = raised(ValueError())
    ours = raised(ValueError(), by=lambda: place_of(None))  # type: ignore[arg-type]
    assert place_of(ValueError()) == ""
    assert place_of(here).startswith("tests/health/test_bounds.py, raised, line ")
    assert place_of(ours).startswith("tracker/health/note_fault.py, place_of, line ")
    below = raised(ValueError(), by=lambda: Fault.objects.get(pk="x"))
    assert "site-packages" in place_of(below)


def test_an_error_is_noted_unless_the_database_is_to_blame(monkeypatch: pytest.MonkeyPatch) -> None:
    request = RequestFactory().get("/answer/a-key/")
    found = []
    for vendor in ("sqlite", "postgresql"):
        monkeypatch.setattr(note_fault, "connection", SimpleNamespace(vendor=vendor))
        for error in (KeyError("x"), OperationalError("x"), InterfaceError("x"), DatabaseError("x")):
            note_fault.note_fault(request, error)
            found.append((vendor, type(error).__name__, Fault.objects.filter(kind=type(error).__name__).count()))
            Fault.objects.all().delete()
    names = ("KeyError", "OperationalError", "InterfaceError", "DatabaseError")
    assert found == [
        *(("sqlite", name, 1) for name in names),
        *(("postgresql", name, int(name in ("KeyError", "DatabaseError"))) for name in names),
    ]
    monkeypatch.setattr(note_fault, "connection", SimpleNamespace(vendor="sqlite"))
    for match in (None, resolve(request.path)):
        request.resolver_match = match
        note_fault.note_fault(request, KeyError("x"))
        assert Fault.objects.get().address == ("/answer/<str:token>/" if match else "(no such address)")


def test_the_page_of_errors_is_there_even_if_it_cannot_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    request, lost = RequestFactory().get("/"), OperationalError("closed")
    lost.__cause__ = type("Said", (Exception,), {"sqlstate": None})()
    monkeypatch.setattr(note_fault, "connection", SimpleNamespace(vendor="sqlite"))

    def page(error: Exception | None) -> tuple[int, str, int]:
        try:
            if error:
                raise error
            answer = errors.server_error(request)
        except Exception:
            answer = errors.server_error(request)
        return answer.status_code, answer.text[:47], Fault.objects.count()

    def broken(*_given: Any) -> str:
        raise KeyError("no such template")

    assert (page(lost), request.lost_database) == ((503, "", 0), True)  # type: ignore[attr-defined]
    assert [page(None)[::2], page(ValueError("x"))[::2]] == [(500, 0), (500, 1)]
    monkeypatch.setattr(errors, "render_to_string", broken)
    assert page(ValueError("x")) == (500, "<h1>Something went wrong on our side</h1>", 1)


READY, LATE = frozenset[str](), NOW - timedelta(minutes=5)
# What is known of the house; what a machine is told in a word each, and by which status, asked for all and not.
PROBED: list[tuple[dict[str, Any], list[str], list[int]]] = [
    ({"unmigrated": None}, ["away"], [503, 503]),
    ({"unmigrated": frozenset({"a.b"}), "workers": 1}, ["ok", "missing"], [503, 503]),
    ({"unmigrated": READY, "workers": 1}, ["ok", "ok", "ok", "ok", "ok"], [200, 200]),
    ({"unmigrated": READY}, ["ok", "ok", "silent", "ok", "ok"], [200, 503]),
    ({"unmigrated": READY, "workers": 1, "waits_since": LATE}, ["ok", "ok", "ok", "late", "ok"], [200, 503]),
    ({"unmigrated": READY, "workers": 1, "free": 0}, ["ok", "ok", "ok", "ok", "low"], [200, 503]),
]  # fmt: skip


def test_a_machine_is_told_one_word_of_each_and_the_command_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for values, words, statuses in PROBED:
        now = State(NOW, **{"free": 10**10, **values})
        monkeypatch.setattr("tracker.health.probes.read_state", lambda now=now: now)
        monkeypatch.setattr("tracker.health.management.commands.health.read_state", lambda now=now: now)
        pages = [Client().get(path) for path in ("/ready/", "/ready/?all=1")]
        said = dict(zip(("database", "migrations", "worker", "queue", "disk"), words, strict=False))
        assert (told(now), [page.status_code for page in pages]) == (said, statuses)
        assert [page.json() for page in pages] == [{"ready": now.is_ready, **said}] * 2
        for every, status in zip((False, True), statuses, strict=True):
            out = StringIO()
            if status == 200:
                call_command("health", all=every, stdout=out)
            else:
                with pytest.raises(CommandError, match="Not all is well"):
                    call_command("health", all=every, stdout=out)
            assert json.loads(out.getvalue()) == {"ready": now.is_ready, **said}
    shown = {name: pages[0].headers[name] for name in ("X-Content-Type-Options", "Content-Security-Policy")}
    assert shown == {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'"}


def test_what_was_migrated_is_believed_for_a_minute(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    clock, there = [100.0], {("a", "1"), ("a", "2")}
    monkeypatch.setattr(state._Migrated, "at", None)
    monkeypatch.setattr(state, "monotonic", lambda: clock[0])
    monkeypatch.setattr(state, "migrations", lambda: frozenset({("a", "1"), ("a", "2"), ("a", "3")}))
    monkeypatch.setattr(state, "MigrationRecorder", lambda _given: SimpleNamespace(applied_migrations=lambda: there))
    found = [state._unmigrated()]
    there.add(("a", "3"))
    found.append(state._unmigrated())
    there.clear()
    for at in (100.0 + state.BELIEVED - 0.1, 100.0 + state.BELIEVED):
        clock[0] = at
        found.append(state._unmigrated())
    assert [sorted(each) for each in found] == [["a.3"], [], [], ["a.1", "a.2", "a.3"]]


def test_the_house_is_read_as_far_as_it_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state.shutil, "disk_usage", lambda _folder: SimpleNamespace(free=12))
    Beat.objects.create(worker="one", at=NOW)
    keys = [let_go.enqueue().id for _number in range(3)]
    queue = Work.objects.filter(pk__in=keys[1:])
    queue.update(enqueued_at=NOW - timedelta(minutes=3))
    Work.objects.filter(pk=keys[2]).update(run_after=NOW - timedelta(minutes=1))
    Work.objects.filter(pk=keys[0]).update(status="RUNNING", enqueued_at=NOW - timedelta(days=1))
    lacking = frozenset({"a.b"})
    found = []
    for unmigrated in (READY, lacking):
        monkeypatch.setattr(state, "_unmigrated", lambda unmigrated=unmigrated: unmigrated)
        found.append(state.read_state())

    def away() -> Any:
        raise DatabaseError

    monkeypatch.setattr(state, "_unmigrated", away)
    assert [*found, state.read_state()] == [
        State(NOW, READY, 1, NOW - timedelta(minutes=3), 12), State(NOW, lacking, free=12), State(NOW, free=12),
    ]  # fmt: skip


def test_what_waits_and_is_kept_up_with_is_told_without_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for waits in (None, NOW - timedelta(minutes=2)):
        for _number in range(2):
            state_now = State(NOW, READY, 1, waits, 10**12)
            found.append(facts._queue(state_now))
            let_go.enqueue()
    nothing = Fact("Waiting", "Nothing waits")
    assert found == [nothing, nothing, *(
        Fact("Waiting", words) for words in ("2 pieces of work, the oldest for 2\xa0minutes",
                                             "3 pieces of work, the oldest for 2\xa0minutes"))]  # fmt: skip
    Work.objects.filter(pk__in=[each.pk for each in Work.objects.all()[:3]]).delete()
    assert facts._queue(state_now) == Fact("Waiting", "1 piece of work, for 2\xa0minutes")


def test_begun_again_it_is_said_what_and_whether(jonas: User, amina: User, sign_in: Callable[[User], Client]) -> None:
    [key] = given_up(timedelta(hours=1))
    address = f"/health/given-up/{key}/again/"
    assert [sign_in(amina).get("/health/").status_code, sign_in(amina).post(address).status_code] == [403, 403]
    browser = sign_in(jonas)
    found = [[str(each) for each in browser.post(address, follow=True).context["messages"]] for _twice in "ab"]
    assert found == [
        ["Let go of what is over: it is begun again."],
        ["Let go of what is over: it waits, is at work or is done already."],
    ]
    assert browser.post("/health/given-up/7c3ddc2e-9a3c-4b77-9d3a-0d8e3a4b6b66/again/").status_code == 404
