"""What may be read from a replica, and what never is."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from tracker.accounts.models import User
from tracker.databases.reading import REPLICA, alias, reading_from
from tracker.databases.router import ON_THE_PRIMARY, Router
from tracker.follow_ups.models import FollowUp
from tracker.setup.service_urls.replica_url import replica

READ_THERE = [
    "activities:list", "calendar", "commitments:document", "commitments:list", "directory:partners", "directory:people",
    "directory:timeline", "find", "follow_ups:list", "implementation:document", "implementation:report",
    "mandates:list", "meetings:list", "palette", "pledges:list", "reports:report",
]  # fmt: skip


def views(found: Any, space: str = "") -> Iterator[tuple[str, Any]]:
    for each in found:
        if isinstance(each, URLResolver):
            yield from views(each.url_patterns, (each.namespace and f"{each.namespace}:") or space)
        elif isinstance(each, URLPattern):
            yield f"{space}{each.name}", each.callback


def test_lists_and_what_is_found_and_reports_may_be_read_there_and_nothing_else() -> None:
    marked = {name: view for name, view in views(get_resolver().url_patterns) if hasattr(view, "reads_from_replica")}
    assert sorted(marked) == READ_THERE
    posted = RequestFactory().post("/")
    assert [name for name, view in marked.items() if name in NO_KEY and view(posted).status_code != 405] == []


NO_KEY = {"calendar", "find", "follow_ups:list", "meetings:list", "palette", "pledges:list", "reports:report"}


def test_who_somebody_is_and_what_they_may_do_is_read_from_the_primary() -> None:
    assert {User._meta.app_label, "auth", "sessions"} <= ON_THE_PRIMARY
    with reading_from(REPLICA):
        found = [Router().db_for_read(model) for model in (FollowUp, User)]
        assert (found, Router().db_for_write(FollowUp)) == (["replica", "default"], "default")
    assert (alias(), Router().db_for_read(FollowUp)) == ("default", "default")


def test_nothing_is_migrated_on_the_replica() -> None:
    assert [Router().allow_migrate(name, "files") for name in ("default", "replica")] == [True, False]


def test_a_replica_that_is_away_is_soon_given_up() -> None:
    said = replica("postgres://suivi@replica.example/suivi?sslmode=require")["OPTIONS"]
    assert (said["connect_timeout"], said["sslmode"]) == (2, "require")
    with pytest.raises(ImproperlyConfigured):
        replica("sqlite:///replica.sqlite3")
