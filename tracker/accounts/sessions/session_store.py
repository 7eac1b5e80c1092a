"""Sessions in the database; on a full disk one that cannot be written stays as it was."""

from django.contrib.sessions.backends import db

from tracker.kit.full_disk import if_there_is_room


class SessionStore(db.SessionStore):
    def save(self, must_create: bool = False) -> None:
        """Whoever signs in needs one, and is told; whoever has one goes on reading."""
        if must_create:
            super().save(must_create=True)
            return
        with if_there_is_room():
            super().save()
