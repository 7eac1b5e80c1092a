"""SQLite's way of writing a query is made of Django's once for each query, and remembered.

Django makes it each time anew, by a pattern: a twentieth of what the suite takes.
"""

from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base


def convert_once() -> None:
    wrapper: Any = base.SQLiteCursorWrapper
    convert = wrapper.convert_query
    positional = lru_cache(maxsize=4096)(lambda query: convert(None, query))

    def convert_query(self: Any, query: str, *, param_names: list[str] | None = None) -> str:
        said: str = convert(self, query, param_names=param_names) if param_names is not None else positional(query)
        return said

    wrapper.convert_query = convert_query
