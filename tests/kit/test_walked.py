"""Which index finds rows by a column of which there are very many."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import CharField

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.kit.walked import Walked


def done() -> FollowUpQuerySet:
    walked = Walked("status", CharField(), unless_by="due_order")
    return FollowUp.objects.alias(walked=walked).filter(walked="done")


@pytest.mark.parametrize("order", ["title", "due_order", "-id", None])
def test_the_same_rows_are_found(make_follow_up: Callable[..., FollowUp], claire: User, order: str | None) -> None:
    finished, _other = make_follow_up("Finished"), make_follow_up("Other")
    finished.move_to("done", by=claire)
    assert list(done().order_by(*filter(None, [order]))) == [finished]


@pytest.mark.django_db
def test_the_order_is_walked_unless_the_columns_index_has_it() -> None:
    asked = (done().order_by("title"), done().by_due(), done().order_by().values("pk"))
    # PostgreSQL knows how often each status stands there, and chooses by itself.
    walks = connection.vendor == "sqlite"
    assert ['+"' in str(rows.query) for rows in asked] == [walks, False, False]
