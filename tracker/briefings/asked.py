"""What a briefing note is asked for: about whom, for which meeting, on which day, and for whose eyes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Asked:
    """Made by one person for another, it holds what both of them may see: neither learns of more than is theirs."""

    partner: Organisation
    meeting: Meeting | None
    by: User
    reader: User
    today: date

    def seen(self, model: Any) -> Any:
        rows = model.objects.visible_to(self.by)
        return rows if self.is_own else rows.visible_to(self.reader)

    @property
    def is_own(self) -> bool:
        return self.by == self.reader
