"""SQLite compiles each query once for the suite, and keeps what it compiled.

Python keeps the last 128 queries compiled for each connection. A walk through the house asks 1,400, and for each
savepoint Django asks three of a name of its own, which drove the others out: nearly half of all were compiled anew.
Savepoints stand one in the other, and of those of one name a database takes the last: here all have the same.
"""

from typing import Any

from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.sqlite3 import base

QUERIES = 3_000


def compile_once() -> None:
    wrapper: Any = base.DatabaseWrapper
    parameters = wrapper.get_connection_params
    wrapper.get_connection_params = lambda self: {**parameters(self), "cached_statements": QUERIES}
    operations: Any = BaseDatabaseOperations
    operations.savepoint_create_sql = lambda _self, _name: "SAVEPOINT one"
    operations.savepoint_commit_sql = lambda _self, _name: "RELEASE SAVEPOINT one"
    operations.savepoint_rollback_sql = lambda _self, _name: "ROLLBACK TO SAVEPOINT one"
