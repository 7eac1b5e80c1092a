"""What machines ask: without sign-in, by number, and told nothing but whether all is well."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from tracker.background.models import Beat
from tracker.background.periodic_work import forget
from tracker.health import state

BY_NUMBER = {"Host": "10.4.7.21:8000"}


@pytest.fixture(autouse=True)
def _asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state._Migrated, "at", None)


@pytest.fixture
def at_work(db: None) -> Beat:
    beat: Beat = Beat.objects.create(worker="one", at=timezone.now())
    return beat


@pytest.mark.parametrize("path", ["/live/", "/ready/"])
@pytest.mark.django_db
def test_it_answers_by_number_over_http_and_touches_no_session(path: str, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    response = Client().get(path, headers=BY_NUMBER)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/json")
    assert (response.cookies.keys(), "private" in response.headers["Cache-Control"]) == ({}.keys(), True)


def test_whether_it_lives_asks_no_database() -> None:
    assert Client().get("/live/").json() == {"live": True}


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_only_tells(method: str) -> None:
    assert [getattr(Client(), method)(path).status_code for path in ("/live/", "/ready/")] == [405, 405]


@pytest.mark.usefixtures("at_work")
def test_all_is_well() -> None:
    told = dict.fromkeys(("database", "migrations", "worker", "queue", "disk"), "ok")
    assert Client().get("/ready/?all=1").json() == {"ready": True, **told}


@pytest.mark.usefixtures("at_work")
def test_it_costs_two_questions_once_the_migrations_are_known(django_assert_num_queries: Any) -> None:
    Client().get("/ready/")
    with django_assert_num_queries(2):
        Client().get("/ready/")


@pytest.mark.django_db
def test_a_silent_worker_takes_no_server_out_of_service() -> None:
    Beat.objects.create(worker="one", at=timezone.now() - timedelta(minutes=1))
    answers = [Client().get(path) for path in ("/ready/", "/ready/?all=1")]
    assert [(each.status_code, each.json()["worker"]) for each in answers] == [(200, "silent"), (503, "silent")]


@pytest.mark.usefixtures("at_work")
def test_work_that_waits_for_long_is_told() -> None:
    work = forget.enqueue()
    assert Client().get("/ready/?all=1").json()["queue"] == "ok"
    state.DBTaskResult.objects.filter(pk=work.id).update(enqueued_at=timezone.now() - timedelta(minutes=6))
    assert Client().get("/ready/?all=1").json()["queue"] == "late"


@pytest.mark.usefixtures("at_work")
def test_work_that_is_put_off_does_not_wait() -> None:
    later = timezone.now() + timedelta(hours=1)
    forget.enqueue()
    state.DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(days=1), run_after=later)
    assert Client().get("/ready/?all=1").json()["queue"] == "ok"


@pytest.mark.usefixtures("at_work")
def test_a_full_disk_is_told(settings: Any) -> None:
    settings.DISK_WARNING = 10**12
    response = Client().get("/ready/?all=1")
    assert (response.status_code, response.json()["disk"]) == (503, "low")


@pytest.mark.django_db
def test_what_is_not_migrated_serves_no_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    known = state.migrations()
    monkeypatch.setattr(state, "migrations", lambda: known | {("health", "0002_of_tomorrow")})
    response = Client().get("/ready/")
    assert response.status_code == 503
    assert response.json() == {"ready": False, "database": "ok", "migrations": "missing"}


@pytest.mark.django_db
def test_a_fresh_house_has_every_migration_that_files_name() -> None:
    assert state._unmigrated() == frozenset()


@pytest.mark.django_db
def test_a_database_that_is_away_is_told() -> None:
    def away(*_args: Any) -> Any:
        raise state.DatabaseError

    with connection.execute_wrapper(away):
        response = Client().get("/ready/")
    assert (response.status_code, response.json()) == (503, {"ready": False, "database": "away"})


@pytest.mark.usefixtures("at_work")
def test_the_command_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("health", all=True)
    assert '"ready": true' in capsys.readouterr().out
    Beat.objects.all().delete()
    call_command("health")
    with pytest.raises(CommandError):
        call_command("health", all=True)


@pytest.mark.parametrize(("sent", "status"), [("", 401), ("Bearer wrong", 401), ("token", 401)])
def test_figures_are_told_to_whoever_has_the_token(sent: str, status: int, settings: Any) -> None:
    settings.METRICS_TOKEN = "token"
    assert Client().get("/metrics", headers={"Authorization": sent}).status_code == status


@pytest.mark.django_db
def test_without_a_token_there_are_no_figures() -> None:
    assert (settings.METRICS_TOKEN, Client().get("/metrics").status_code) == ("", 404)
