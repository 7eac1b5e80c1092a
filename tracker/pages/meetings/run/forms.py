"""What is typed while a meeting runs: what was said of a point, and a follow-up that is agreed there."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.agendas.points.make_record import KINDS
from tracker.agendas.points.models import Point
from tracker.directory import choosable_names
from tracker.directory.form_fields import let_add, person_field
from tracker.directory.left import ask_about_leaver
from tracker.follow_ups.forms import due_field
from tracker.history.once import KeyField
from tracker.kit.form_fields import MultiLineField, SingleLineField, VersionField
from tracker.kit.set_up_fields import set_up_fields
from tracker.meetings.models import Meeting
from tracker.meetings.next_meeting import count_from_meeting
from tracker.records.models import Record


class SayForm(forms.Form):
    said = MultiLineField(label=_("What was said"), required=False, max_length=20_000)
    version = VersionField(required=False)

    def __init__(self, data: Any, *, point: Point) -> None:
        super().__init__(data, initial={"said": point.said, "version": point.version}, auto_id="deed_%s")
        self.fields["said"].widget.attrs["rows"] = 5
        set_up_fields(self, whole=["said"], unmarked=["said"])


class OutcomeForm(forms.Form):
    """Without a title nothing is agreed; an owner or a date alone asks for one."""

    prefix = "new"

    title = SingleLineField(label=_("New follow-up"), max_length=250, required=False)
    owner = person_field(label=_("Owner"))
    due_on = due_field()
    key = KeyField()

    def __init__(self, data: Any, *, meeting: Meeting, user: User) -> None:
        super().__init__(data)
        self.user = user
        set_up_fields(
            self, rows={"owner": choosable_names.people(user)}, whole=["title"], unmarked=["title", "owner", "due_on"]
        )
        let_add(self, user, people=["owner"])
        count_from_meeting(self.fields["due_on"], meeting, user)  # type: ignore[arg-type]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("title") and (data.get("owner") or data.get("due_on")) and "title" not in self.errors:
            self.add_error("title", _("Say what is to be done."))
        ask_about_leaver(self, "owner")
        return data


class RecordForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(each.value, each.label) for each in KINDS],
        initial=Record.Kind.DECISIONS,
        required=False,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        set_up_fields(self, unmarked=["kind"])

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or str(Record.Kind.DECISIONS)
