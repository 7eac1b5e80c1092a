"""Suivi on a real primary with a streaming replica, and behind a real pgbouncer that gives out transactions."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.databases.servers import Server, bouncer
from tests.setup.clusters import folder_of_its_own

pytestmark = pytest.mark.one_database
ROOT = Path(__file__).parents[2]
HERE = {"SECRET_KEY": "of these tests alone", "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "tracker.settings"}


def told_by(what: str, folder: Path, *servers: Server, **environment: str) -> dict[str, Any]:
    """What the house says of itself; its folder is that of the servers."""
    (folder / "var").mkdir(exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    command = [sys.executable, "-m", "tests.databases.house", what, str(folder), *(str(each.port) for each in servers)]
    environment |= {**kept, **HERE, "SUIVI_DATA": str(folder / "var")}
    said = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)
    assert said.returncode == 0, said.stderr[-1500:]
    found: dict[str, Any] = json.loads(said.stdout.splitlines()[-1])
    return found | {"log": said.stderr}


@pytest.fixture(scope="module")
def primary() -> Iterator[Server]:
    with folder_of_its_own() as folder:
        server = Server.primary(folder)
        try:
            # Past pgbouncer.
            told_by("migrated", folder, DATABASE_URL=server.address)
            yield server
        finally:
            with suppress(AssertionError):
                server.stop()


@pytest.fixture(scope="module")
def pooled(primary: Server) -> dict[str, Any]:
    with bouncer(primary, connections=2) as address:
        place = {"DATABASE_URL": f"{address}?DISABLE_SERVER_SIDE_CURSORS=true", "DATABASE_POOL": "0"}
        return told_by("pooled", primary.folder, **place)


@pytest.fixture(scope="module")
def replicated(primary: Server, pooled: dict[str, Any]) -> Iterator[dict[str, Any]]:
    replica = primary.replica()
    both = f"postgres://suivi@127.0.0.1:{primary.port},127.0.0.1:{replica.port}/postgres"
    place = {"DATABASE_URL": f"{both}?target_session_attrs=read-write", "DATABASE_REPLICA_URL": replica.address}
    try:
        yield told_by("replicated", primary.folder, primary, replica, **place)
    finally:
        replica.stop()


def test_lists_and_what_is_found_and_reports_are_read_from_the_replica(replicated: dict[str, Any]) -> None:
    assert {tuple(page) for page in replicated["pages"]} == {(200, True)}


def test_a_page_where_one_writes_is_read_from_the_primary(replicated: dict[str, Any]) -> None:
    assert replicated["wrote"] == [200, False]


def test_whoever_has_just_written_finds_it_though_the_replica_lags(replicated: dict[str, Any]) -> None:
    assert [replicated[name] for name in ("wrote_one", "own_words", "while_it_lags", "lag")] == [302, True, False, True]


def test_what_was_closed_a_moment_ago_is_not_seen_though_the_replica_still_shows_it(replicated: dict[str, Any]) -> None:
    assert (replicated["stale"], replicated["seen_before"], replicated["closed_is_seen"]) == (["general"], True, False)


def test_once_it_has_caught_up_it_is_read_from_again(replicated: dict[str, Any]) -> None:
    assert (replicated["lag_after"], replicated["after_it"], replicated["closed_after"]) == (0, True, False)


def test_how_suivi_is_says_how_far_it_lags(replicated: dict[str, Any]) -> None:
    assert "behind, its last deed is" in replicated["said_lagging"][1]
    assert [replicated[name] for name in ("said_after", "said_away")] == [
        ["well", "It has all that was done"],
        ["wrong", "It does not answer, or is no replica any more"],
    ]


def test_a_page_that_the_replica_breaks_off_comes_from_the_primary(replicated: dict[str, Any]) -> None:
    assert replicated["broken_off"] == 200


def test_without_the_replica_each_page_is_there_and_with_it_again_it_is_read_from(replicated: dict[str, Any]) -> None:
    assert (replicated["away"], replicated["no_lag"], replicated["back"]) == ([[200, False]] * 2, True, True)


def test_of_what_was_acknowledged_nothing_is_lost_where_the_replica_is_promoted_under_load(
    replicated: dict[str, Any],
) -> None:
    assert replicated["lost"] == []
    assert replicated["acknowledged"] > replicated["before"] > 0
    assert replicated["page"] == [200, False]


def test_whoever_looks_after_the_house_is_told_that_the_replica_is_away(replicated: dict[str, Any]) -> None:
    assert "The replica lags" in replicated["log"] or "The replica does not answer" in replicated["log"]


def test_three_at_once_work_behind_pgbouncer_on_two_connections(pooled: dict[str, Any]) -> None:
    assert {name: pooled[name] for name in ("answers", "notes", "files", "read")} == {
        "answers": [[200, 302]] * 3, "notes": 9, "files": 9, "read": 9,
    }, pooled["log"][-3000:]  # fmt: skip
