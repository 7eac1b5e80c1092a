"""The form by which a mail becomes the record of a meeting that is there."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.incoming_mail.models import Draft
from tracker.kit.row_by_name_field import NameField, lazy_rows
from tracker.kit.set_up_fields import set_up_fields
from tracker.meetings.models import Meeting
from tracker.records.forms import RecordForm


class RecordOfMailForm(RecordForm):
    meeting = NameField(suggestions="meetings:suggestions", label=_("Meeting"))
    # It holds the text already.
    document = None  # type: ignore[assignment]

    field_order = ("meeting", "kind", "language", "classification", "text")

    def __init__(self, data: Any = None, *, user: User, draft: Draft) -> None:
        super().__init__(data, initial={"text": draft.body})
        set_up_fields(self, rows={"meeting": lazy_rows(lambda: Meeting.objects.visible_to(user))}, whole=["meeting"])
