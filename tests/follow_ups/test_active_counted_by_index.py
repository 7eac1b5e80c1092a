"""What is active is counted in an index of its own, without looking at the row of each, nor at any that has ended."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.query_plans import way_to_follow_ups
from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("counts")]


@pytest.fixture
def counts(claire: User, eu: Organisation) -> None:
    FollowUp.log(by=claire, title="Train them", partner=eu)


@pytest.mark.parametrize("address", ["/partners/", "/partners/{eu.pk}/", "/commitments/?partner={eu.short_name}"])
def test_what_is_active_with_a_partner(address: str, eu: Organisation, claire: User, sign_in: Any) -> None:
    """SQLite takes the narrower of two indexes that begin alike: a column more in this one, and it takes the other."""
    client: Client = sign_in(claire)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address.format(eu=eu)).status_code == 200
    counted = [sql for query in asked if "COUNT(" in (sql := query["sql"]) and '"ended_on" IS NULL' in sql]
    ways = [way_to_follow_ups(sql) for sql in counted if 'FROM "follow_ups_followup"' in sql]
    assert {way.removeprefix("COVERING ") for way in ways} == {"INDEX follow_up_active_counted"}
