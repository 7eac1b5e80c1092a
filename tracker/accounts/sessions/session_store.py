"""Sessions in the database; on a full disk one that cannot be written stays as it was."""

from copy import deepcopy
from functools import partial
from typing import Any

from django.contrib.sessions.backends import db
from django.db import transaction
from django.http import HttpRequest

from tracker.kit.full_disk import if_there_is_room


class SessionStore(db.SessionStore):
    # What stands in the database by now, where it was written along with a deed.
    written: Any = None

    def save(self, must_create: bool = False) -> None:
        """Whoever signs in needs one, and is told; whoever has one goes on reading."""
        if must_create:
            super().save(must_create=True)
        elif self.written is None or self.written != self._get_session():  # type: ignore[attr-defined]
            with if_there_is_room():
                super().save()

    def save_along(self) -> None:
        """Write what changed in the transaction that is open. Where that ends in nothing, `save` writes it after all.

        Raises what the database does: on a full disk there is no deed either. A session that somebody ended meanwhile
        is left to `save`, which says so.
        """
        if not self.modified or not self.session_key or self.is_empty():
            return
        row = self.create_model_instance(self._get_session())  # type: ignore[attr-defined]
        there = self.model.objects.filter(session_key=row.session_key)
        if there.update(session_data=row.session_data, expire_date=row.expire_date):
            transaction.on_commit(partial(setattr, self, "written", deepcopy(self._get_session())))  # type: ignore[attr-defined]


def save_session_along(request: HttpRequest) -> None:
    """With a deed, which else would take two turns of writing: while one lasts nobody else writes to SQLite."""
    if isinstance(session := getattr(request, "session", None), SessionStore):
        session.save_along()
