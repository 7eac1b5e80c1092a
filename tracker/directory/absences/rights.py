"""Who may say when somebody is away: their absences are a column with a gate of its own."""

from collections.abc import Mapping
from typing import Any

from tracker.accounts.models import User
from tracker.accounts.permissions import IN_DIRECTORY, Gate, may_log


def may_note_absence(user: User, person: Any) -> bool:
    """Officers do of everybody, and everybody of themselves."""
    return may_log(user) or (user.is_active and person.account_id == user.pk)


OF_PERSON: Mapping[str, Gate] = {**IN_DIRECTORY, "absences": may_note_absence}
