"""What a test leaves behind whose transactions are real."""

from collections.abc import Callable

import pytest
from django.apps import apps

from tests.conftest import KEPT, clear_tables
from tracker.invitations.models import Invitation
from tracker.needs.models import Need


@pytest.mark.django_db(transaction=True)
def test_all_is_cleared_but_what_migrating_wrote(workshop: Invitation, make_need: Callable[..., Need]) -> None:
    make_need()
    before = left()
    clear_tables()
    assert len(before) > 15
    assert left() == {name: count for name, count in before.items() if name in KEPT}


def left() -> dict[str, int]:
    """How many rows stand in each table that has any."""
    counted = {
        model._meta.db_table: model._base_manager.count() for model in apps.get_models(include_auto_created=True)
    }
    return {name: count for name, count in counted.items() if count}
