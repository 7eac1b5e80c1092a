"""With statistics of a large house (whoever keeps its database may have made some) history is found as without."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.query_plans import with_statistics
from tracker.accounts.models import User

# So many entries, of which so few undo another: what SQLite writes down of its own unique index is all that undo none.
LARGE = {
    "sqlite_autoindex_history_entry_1": "2480319 2480319",
    "history_entry_at_2a7eb7ee": "2480319 2",
    "entry_that_undoes": "5000 1",
}


@pytest.mark.one_database
@pytest.mark.parametrize("address", ["/", "/reports/"])
def test_no_page_makes_an_index_of_the_whole_history(address: str, amina: User, sign_in: Any) -> None:
    client = sign_in(amina)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    told = [sql for query in asked if '"history_entry"' in (sql := query["sql"]) and sql.startswith("SELECT")]
    plans = [line for sql in told for line in with_statistics(sql, "history_entry", LARGE)]
    assert plans
    assert [line for line in plans if "AUTOMATIC" in line] == []
