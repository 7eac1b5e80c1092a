"""What Django asks before each query: on which database it goes."""

from typing import Any

from tracker.databases.reading import PRIMARY, alias

# Who somebody is, what they may do, how often they did it and what waits to be done: never from anywhere else.
ON_THE_PRIMARY = {"accounts", "auth", "background", "django_cache", "django_tasks_database", "sessions", "usersessions"}


class Router:
    def db_for_read(self, model: Any, **_hints: Any) -> str:
        return PRIMARY if model._meta.app_label in ON_THE_PRIMARY else alias()

    def db_for_write(self, _model: Any, **_hints: Any) -> str:
        return PRIMARY

    def allow_relation(self, _one: Any, _other: Any, **_hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, _app_label: str, **_hints: Any) -> bool:
        return db == PRIMARY
