"""The forms of a contact: one for each deed, which reads what was typed and does it."""

from collections.abc import Collection
from datetime import date
from hashlib import blake2b
from typing import Any, ClassVar, cast
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.change_requests.models import AskedAlready
from tracker.files.forms import SeveralFilesField
from tracker.follow_ups import statuses
from tracker.follow_ups.action_forms import ActionForm
from tracker.follow_ups.forms import due_field
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.confirming import lacks_evidence
from tracker.follow_ups.statuses import Status
from tracker.history.once import HALF, KeyField, SentBefore
from tracker.history.stored_values import raw
from tracker.kit.date_as_said_field import DateAsSaidField
from tracker.kit.dates.as_said import last_day
from tracker.kit.form_fields import MultiLineField
from tracker.kit.set_up_fields import set_up_fields
from tracker.meetings.next_meeting import count_from_meeting
from tracker.partner_links import report
from tracker.partner_links.models import Did, LinkUse, PartnerLink

LONGEST = 5_000
SENTENCES = {
    "sent": _("You have sent this before, in other words. Send it again if this is to be added."),
    "asked": _("Another date is asked for already: %(said)s"),
}


def files_field() -> SeveralFilesField:
    return SeveralFilesField(label=_("Files"), required=False, help_text=_("At most 25 MB each."))


class ReportForm(ActionForm):
    """`button` is what is pressed. Without the key that the page gives no post does anything."""

    title: ClassVar[Any]
    button: ClassVar[Any]
    # What was done, once it was.
    use: LinkUse

    def __init__(self, data: QueryDict | None, files: Any, *, follow_up: FollowUp) -> None:
        super().__init__(data, files)
        self.follow_up = follow_up
        for name in {"words", "reason"} & self.fields.keys():
            self.fields[name].widget.attrs["rows"] = 3
        self.fields["key"] = KeyField()
        self.fields["key"].required = True
        self.set_up()

    def set_up(self) -> None:
        set_up_fields(self, whole=self.fields, unmarked=self.fields)

    @classmethod
    def is_open(cls, follow_up: FollowUp) -> bool:
        """Whether there is anything to press as it stands."""
        return follow_up.is_active

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("key") and data.get("files"):
            data["key"] = _with_files(data["key"], data["files"])
        return data

    def do(self, link: PartnerLink) -> bool:
        """Whether it was done; what keeps it from being done stands in the form then."""
        try:
            self.use = self.report(link)
        except SentBefore:
            # With another key it is a deed of its own.
            self.data = cast("QueryDict", self.data).copy()
            self.data["key"] = str(uuid4())
            self.add_error(None, SENTENCES["sent"])
        except AskedAlready as found:
            self.add_error(None, SENTENCES["asked"] % {"said": found.request.said})
        except ValidationError as refusal:
            self.add_error(None, refusal.messages)
        return not self.errors

    def report(self, link: PartnerLink) -> LinkUse:
        raise NotImplementedError


class BeganForm(ReportForm):
    title = button = _("In progress")

    @classmethod
    def is_open(cls, follow_up: FollowUp) -> bool:
        return Status.IN_PROGRESS in statuses.next_of(follow_up.status, follow_up.kind)

    def report(self, link: PartnerLink) -> LinkUse:
        return report.begin(link, self.follow_up, **self.cleaned_data)


class DoneForm(ReportForm):
    title, button = _("It is done"), _("Say that it is done")

    words = MultiLineField(label=_("What shows that it is done"), required=False, max_length=LONGEST)
    files = files_field()  # type: ignore[assignment]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and lacks_evidence(self.follow_up, Status.DONE, data["words"] or data["files"]):
            self.add_error("words", statuses.SENTENCES["evidence"])
        return data

    def report(self, link: PartnerLink) -> LinkUse:
        return report.report_done(link, self.follow_up, **self.cleaned_data)


class DateForm(ReportForm):
    title, button = _("Another date"), _("Ask for this date")

    due_on = due_field()
    reason = MultiLineField(
        label=_("Reason"), max_length=2_000, error_messages={"required": statuses.SENTENCES["reason"]}
    )

    def set_up(self) -> None:
        super().set_up()
        due = cast("DateAsSaidField", self.fields["due_on"])
        due.label, due.required = _("New due date"), True
        due.error_messages["required"] = _("Say by which day it is to be done.")
        count_from_meeting(due, self.follow_up.meeting, permissions.anybody(), is_moved=True)

    def clean_due_on(self) -> Any:
        due_on = self.cleaned_data["due_on"]
        day: date | None = last_day(due_on)
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Ask for one to come."))
        if raw(due_on) == raw(self.follow_up.due):
            raise forms.ValidationError(_("It is due then already."))
        return due_on

    def report(self, link: PartnerLink) -> LinkUse:
        return report.ask_for_date(link, self.follow_up, **self.cleaned_data)


class NoteForm(ReportForm):
    title, button = _("Note or file"), _("Send it")

    words = MultiLineField(label=_("Note"), required=False, max_length=LONGEST)
    files = files_field()  # type: ignore[assignment]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not (data["words"] or data["files"]):
            self.add_error("words", _("Write a note, or choose a file."))
        return data

    def report(self, link: PartnerLink) -> LinkUse:
        return report.write(link, self.follow_up, **self.cleaned_data)


def _with_files(key: UUID, files: Collection[Any]) -> UUID:
    """Other files are other words."""
    said = repr([key.bytes[HALF:], *((each.name, each.size) for each in files)])
    return UUID(bytes=key.bytes[:HALF] + blake2b(said.encode(errors="surrogatepass"), digest_size=HALF).digest())


# By what stands in the address.
FORMS: dict[str, type[ReportForm]] = {
    Did.DONE: DoneForm,
    Did.BEGAN: BeganForm,
    Did.DATE: DateForm,
    Did.NOTE: NoteForm,
}
