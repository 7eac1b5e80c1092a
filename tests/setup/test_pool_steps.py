"""How a connection to PostgreSQL is had, with no server there: at once, from the pool, or after finding out."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db.backends.postgresql import base as of_django

from tracker.setup.postgresql import base, page_limits
from tracker.setup.postgresql.base import PATIENCE, DatabaseWrapper
from tracker.setup.service_urls.database_url import POSTGRESQL
from tracker.setup.static_files import collect_static_files

pytestmark = pytest.mark.one_database
Steps = list[Any]


class Lost(Exception):  # noqa: N818
    """As psycopg says it."""


@pytest.fixture
def wrapper(monkeypatch: pytest.MonkeyPatch) -> Any:
    """With `steps`: what was done; `answers`: what the pool or the server says each time, an error or a connection."""
    made: Any = object.__new__(DatabaseWrapper)
    made.alias, made.steps, made.answers = "steps", list[Any](), iter(["a connection"])
    steps = made.steps

    def connect(**params: Any) -> Any:
        steps.append(("connected beside", params))
        if made.is_away:
            raise Lost("away")
        return SimpleNamespace(close=lambda: steps.append("closed"))

    def had(_wrapper: Any, params: Any) -> Any:
        steps.append(("asked", params))
        if isinstance(answer := next(made.answers), Exception):
            raise answer
        return answer

    made.is_away = False
    made.Database = SimpleNamespace(OperationalError=Lost, connect=connect)
    monkeypatch.setattr(of_django.DatabaseWrapper, "get_new_connection", had)
    pool = SimpleNamespace(open=lambda: steps.append("opened"), check=lambda: steps.append("looked through"))
    monkeypatch.setattr(DatabaseWrapper, "pool", pool)
    DatabaseWrapper.reaches.pop("steps", None)
    yield made
    DatabaseWrapper.reaches.pop("steps", None)


ASKED, BESIDE = ("asked", {"host": "db"}), [("connected beside", {"host": "db"}), "closed", "opened", "looked through"]


def test_a_connection_is_had_from_the_pool_at_once_while_all_is_well(wrapper: Any) -> None:
    assert (wrapper.get_new_connection({"host": "db"}), wrapper.steps) == ("a connection", [ASKED])


def test_without_a_pool_nothing_is_found_out(wrapper: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DatabaseWrapper, "pool", None)
    wrapper.answers = iter([Lost("gone")])
    with pytest.raises(Lost, match="gone"):
        wrapper.get_new_connection({"host": "db"})
    assert wrapper.steps == [ASKED]
    wrapper.find_out({"host": "db"})
    assert wrapper.steps == [ASKED, *BESIDE[:2]]


def test_what_the_pool_cannot_give_is_asked_for_again_once_the_database_was_found(wrapper: Any) -> None:
    wrapper.answers = iter([Lost("old"), "a connection"])
    assert (wrapper.get_new_connection({"host": "db"}), wrapper.steps) == ("a connection", [ASKED, *BESIDE, ASKED])


def test_where_it_is_away_that_is_told_at_once_and_found_out_before_the_pool_is_asked_again(
    wrapper: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrapper.is_away, wrapper.answers = True, iter([Lost("old"), "a connection"])
    with pytest.raises(Lost, match="away"):
        wrapper.get_new_connection({"host": "db"})
    assert wrapper.steps == [ASKED, BESIDE[0]]
    wrapper.steps.clear()
    with pytest.raises(Lost, match="away"):
        wrapper.get_new_connection({"host": "db"})
    assert wrapper.steps == []
    DatabaseWrapper.reaches["steps"].next_try, wrapper.is_away = 0.0, False
    assert (wrapper.get_new_connection({"host": "db"}), wrapper.steps) == ("a connection", [*BESIDE, ASKED])
    assert DatabaseWrapper.reaches["steps"].is_lost is False


def test_whoever_waits_too_long_for_one_that_others_use_is_told(wrapper: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.0, PATIENCE, PATIENCE + 0.1])
    monkeypatch.setattr(base, "monotonic", lambda: next(moments))
    wrapper.answers = iter([Lost("all in use")] * 3)
    with pytest.raises(Lost, match="all in use"):
        wrapper.from_pool({"host": "db"})
    assert wrapper.steps == [ASKED, *BESIDE, ASKED, *BESIDE]


def test_only_what_answers_people_and_is_postgresql_is_cut_short(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    class Connections(list[str]):
        settings = {
            "default": {"ENGINE": POSTGRESQL, "OPTIONS": {"options": "-c jit=off"}},
            "replica": {"ENGINE": POSTGRESQL, "OPTIONS": {}},
            "other": {"ENGINE": "tracker.setup.sqlite3", "OPTIONS": {}},
        }

    found = Connections(Connections.settings)
    settings.STATEMENT_SECONDS, settings.IDLE_SECONDS = 9, 0
    monkeypatch.setattr(page_limits, "connections", found)
    page_limits.cut_statements_short()
    assert {name: each["OPTIONS"] for name, each in found.settings.items()} == {
        "default": {"options": "-c statement_timeout=9000 -c jit=off"},
        "replica": {"options": "-c statement_timeout=9000"},
        "other": {},
    }


def test_static_files_are_collected_by_django_and_once(
    tmp_path: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: Steps = []
    settings.STATIC_ROOT, settings.STATICFILES_DIRS = tmp_path / "static", [tmp_path / "own"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    for folder in ("static", "own"):
        (tmp_path / folder).mkdir()
    (tmp_path / "own" / "a.css").write_text("a")
    stamp = tmp_path / "static" / "collected"
    monkeypatch.setattr(
        "tracker.setup.static_files.call_command", lambda name, **how: asked.append((name, how, stamp.exists()))
    )
    sheets = {"base page"}
    monkeypatch.setattr("tracker.setup.static_files.asked_together", lambda: sheets)
    collect_static_files()
    collect_static_files()
    (tmp_path / "own" / "b.css").write_text("b")
    collect_static_files()
    sheets.add("base list")
    collect_static_files()
    assert asked == [("collectstatic", {"verbosity": 0, "interactive": False}, False)] * 3
    assert len(stamp.read_text()) == 64
