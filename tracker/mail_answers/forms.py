"""The five small forms behind the buttons of a mail: each reads what was typed, and answers with one verb."""

from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.change_requests.whom_to_ask import whom_to_ask
from tracker.files.forms import SeveralFilesField
from tracker.follow_ups import statuses
from tracker.follow_ups.action_forms import ActionForm
from tracker.follow_ups.forms import due_field
from tracker.follow_ups.models import ClosingRule
from tracker.follow_ups.models.confirming import lacks_evidence
from tracker.follow_ups.statuses import Status
from tracker.history.stored_values import raw
from tracker.kit.date_as_said_field import DateAsSaidField
from tracker.kit.dates.as_said import last_day
from tracker.kit.form_fields import MultiLineField
from tracker.kit.set_up_fields import set_up_fields
from tracker.mail_answers import answers
from tracker.mail_answers.models import AnswerLink, Deed
from tracker.meetings.next_meeting import count_from_meeting

LONGEST = 5_000


def note_field(label: Any, *, required: bool = False) -> MultiLineField:
    return MultiLineField(label=label, required=required, max_length=LONGEST)


def files_field() -> SeveralFilesField:
    return SeveralFilesField(label=_("Files"), required=False, help_text=_("At most 25 MB each."))


class AnswerForm(ActionForm):
    """`button` is what is pressed; what is typed is read as the reader of the link types it."""

    button: Any = _("Save")

    def __init__(self, data: QueryDict | None, files: Any, *, link: AnswerLink) -> None:
        super().__init__(data, files)
        self.link, self.follow_up = link, link.follow_up
        self.set_up()

    def set_up(self) -> None:
        for name in ("note", "reason"):
            if name in self.fields:
                self.fields[name].widget.attrs["rows"] = 3
        set_up_fields(self, whole=self.fields, unmarked=self.fields)

    @property
    def is_open(self) -> bool:
        """Whether there is anything to press as the matter stands."""
        return self.follow_up.is_active

    def answer(self) -> None:
        raise NotImplementedError


class DoneForm(AnswerForm):
    button = _("Done")
    note = note_field(_("What shows that it is done"))
    files = files_field()  # type: ignore[assignment]

    @property
    def is_open(self) -> bool:
        return answers.may_move(self.follow_up, Status.DONE)

    @property
    def asks_first(self) -> bool:
        """Whether one press is too few: something is to be shown."""
        return ClosingRule.of(self.follow_up.kind).needs_evidence

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        given = data.get("note") or data.get("files")
        if not self.errors and lacks_evidence(self.follow_up, Status.DONE, given):
            self.add_error("note", statuses.SENTENCES["evidence"])
        return data

    def answer(self) -> None:
        data = self.cleaned_data
        answers.answer_done(self.follow_up, by_person=self.link.person, note=data["note"], files=data["files"])


class InProgressForm(AnswerForm):
    button = _("In progress")

    @property
    def is_open(self) -> bool:
        return answers.may_move(self.follow_up, Status.IN_PROGRESS)

    def answer(self) -> None:
        answers.answer_in_progress(self.follow_up, by_person=self.link.person)


class HelpForm(AnswerForm):
    button = _("Ask for help")
    note = note_field(_("What is in the way"), required=True)

    def answer(self) -> None:
        answers.answer_needs_help(self.follow_up, by_person=self.link.person, note=self.cleaned_data["note"])


class DateForm(AnswerForm):
    """Whoever may sets the date, others ask for it."""

    due_on = due_field()
    reason = MultiLineField(
        label=_("Reason"), required=False, max_length=2_000, error_messages={"required": statuses.SENTENCES["reason"]}
    )

    def set_up(self) -> None:
        super().set_up()
        account = answers.account_of(self.link.person)
        self.sets_it = account is not None and permissions.may_update(account, self.follow_up)
        self.fields["reason"].required = not self.sets_it
        due = cast("DateAsSaidField", self.fields["due_on"])
        due.label, due.required = _("New due date"), True
        due.error_messages["required"] = _("Say by which day it is to be done.")
        if not self.sets_it:
            self.button = _("Ask for this date")
            words = {"whom": whom_to_ask(self.follow_up)}
            self.fields["reason"].help_text = _("It goes to %(whom)s: say why it cannot be done as promised.") % words
        count_from_meeting(due, self.follow_up.meeting, permissions.anybody(), is_moved=True)

    def clean_due_on(self) -> Any:
        due_on = self.cleaned_data["due_on"]
        day: date | None = last_day(due_on)
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Ask for one to come."))
        if raw(due_on) == raw(self.follow_up.due):
            raise forms.ValidationError(_("It is due then already."))
        return due_on

    def answer(self) -> None:
        answers.answer_date(self.follow_up, by_person=self.link.person, **self.cleaned_data)


class NoteForm(AnswerForm):
    note = note_field(_("Note"))
    files = files_field()  # type: ignore[assignment]

    is_open = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not (data.get("note") or data.get("files")):
            self.add_error("note", _("Write a note, or choose a file."))
        return data

    def answer(self) -> None:
        data = self.cleaned_data
        answers.answer_note(self.follow_up, by_person=self.link.person, note=data["note"], files=data["files"])


FORMS: dict[str, type[AnswerForm]] = {
    Deed.DONE: DoneForm,
    Deed.IN_PROGRESS: InProgressForm,
    Deed.HELP: HelpForm,
    Deed.DATE: DateForm,
    Deed.NOTE: NoteForm,
}
