"""The forms for one deed on a follow-up: status, due date, owner."""

from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory import choosable_names
from tracker.directory.form_fields import let_add, organisation_field, person_field
from tracker.directory.left import ask_about_leaver
from tracker.directory.models import Person
from tracker.files.forms import SeveralFilesField
from tracker.follow_ups import statuses
from tracker.follow_ups.forms import due_field
from tracker.follow_ups.models import ClosingRule, FollowUp
from tracker.follow_ups.models.confirming import lacks_evidence
from tracker.follow_ups.statuses import Status
from tracker.kit.date_as_said_field import DateAsSaidField
from tracker.kit.date_formats import format_date
from tracker.kit.form_fields import MultiLineField, SingleLineField, TypedDateField, VersionField
from tracker.kit.set_up_fields import set_up_fields
from tracker.meetings.models import Meeting
from tracker.meetings.next_meeting import count_from_meeting

A_WEEK = timedelta(days=7)


class ActionForm(forms.Form):
    """A form for one deed on a follow-up. It opens over pages with forms of their own: its fields' ids are its own."""

    def __init__(self, data: QueryDict | None, files: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, files, initial=initial, auto_id="deed_%s")


class MoveForm(ActionForm):
    """What a new status needs: only those fields are shown. What is to be confirmed is asked for its evidence."""

    waiting_on = organisation_field(label=_("Waiting on"))
    review_on = TypedDateField(label=_("Until"), required=False)
    reason = SingleLineField(label=_("Reason"), required=False, max_length=500)
    files = SeveralFilesField(  # type: ignore[assignment]
        label=_("Files"), required=False, help_text=_("At most 25 MB each. Whoever sees this page sees them.")
    )
    version = VersionField(required=False)

    def __init__(
        self, data: QueryDict | None, files: Any = None, *, follow_up: FollowUp, status: str, user: User,
        seen: int | None = None,
    ) -> None:  # fmt: skip
        needed = statuses.needs(follow_up.status, status)
        whom = {"waiting_on": follow_up.partner} if "waiting_on" in needed else {}
        super().__init__(data, files, initial={"version": seen or follow_up.version, **whom})
        self.follow_up, self.status = follow_up, status
        self._ask_for_evidence()
        for name in ("waiting_on", "review_on"):
            if name not in needed:
                del self.fields[name]
        rows = {"waiting_on": choosable_names.organisations(user)} if "waiting_on" in self.fields else {}
        set_up_fields(self, rows=rows, whole=["reason"], unmarked=[*needed, *["reason"] * self.asks_for_evidence])
        let_add(self, user, organisations=["waiting_on"])

    def _ask_for_evidence(self) -> None:
        rule = ClosingRule.of(self.follow_up.kind) if self.status == Status.DONE else ClosingRule()
        self.asks_for_evidence = self.status == Status.DONE and (rule.needs_confirmation or rule.needs_evidence)
        if not self.asks_for_evidence:
            del self.fields["files"]
            return
        self.fields["reason"].label = _("What shows that it is done")

    def is_overtaken(self) -> bool:
        """Whether somebody moved it, since the page was read, to where it cannot go from to this status."""
        return (
            self.is_bound
            and self.status not in statuses.next_of(self.follow_up.status, self.follow_up.kind)
            and not self["version"].errors
            and (self.cleaned_data["version"] or self.follow_up.version) < self.follow_up.version
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for field, sentence in statuses.problems(
            self.follow_up.status, self.status, self.follow_up.kind, self.cleaned_data
        ).items():
            if field not in self.errors:
                self.add_error(field if field in self.fields else None, sentence)
        if lacks_evidence(self.follow_up, self.status, data.get("reason") or data.get("files")):
            self.add_error("reason", statuses.SENTENCES["evidence"])
        return data


class DueForm(ActionForm):
    due_on = due_field()
    reason = SingleLineField(label=_("Reason"), required=False, max_length=500)
    version = VersionField(required=False)

    def __init__(self, data: QueryDict | None, *, follow_up: FollowUp, user: User) -> None:
        super().__init__(data, initial={"due_on": follow_up.due, "version": follow_up.version})
        self.follow_up = follow_up
        was_moved = follow_up.first_due_on not in (None, follow_up.due_on)
        # What is moved is moved today; what was agreed was agreed at the meeting.
        due, is_moved = cast("DateAsSaidField", self.fields["due_on"]), follow_up.due_on is not None
        due.help_stays, due.help_text = True, _counts_from(None if is_moved else follow_up.meeting)
        set_up_fields(self, whole=["reason"], unmarked=["reason"] if was_moved else [])
        count_from_meeting(due, follow_up.meeting, user, is_moved=is_moved)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for field, sentence in statuses.problems_without_reason(self.follow_up, data, data.get("reason", "")).items():
            self.add_error(field, sentence)
        return data


def _counts_from(meeting: Meeting | None) -> str:
    """What whoever types a due date should know: the day on which nothing but words is read."""
    if not meeting:
        return gettext("Leave it empty when there is no date. “In two weeks” and “25 May” count from today.")
    sentence = gettext(
        "Leave it empty when there is no date. “In two weeks” and “25 May” count from the meeting, %(day)s."
    )
    return sentence % {"day": format_date(meeting.last_day)}


class OwnerForm(ActionForm):
    owner = person_field(label=_("Owner"), help_text=_("Leave it empty when nobody has it."))
    version = VersionField(required=False)

    def __init__(self, data: QueryDict | None, *, follow_up: FollowUp, user: User) -> None:
        super().__init__(data, initial={"owner": follow_up.owner, "version": follow_up.version})
        self.follow_up = follow_up
        set_up_fields(self, rows={"owner": choosable_names.people(user)})
        let_add(self, user, people=["owner"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        ask_about_leaver(self, "owner", self.follow_up.owner)
        return data


class SnoozeForm(ActionForm):
    until = TypedDateField(label=_("Until"))

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"until": timezone.localdate() + A_WEEK})
        set_up_fields(self, unmarked=["until"])

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day to come."))
        return until


class HandOverForm(ActionForm):
    taker = person_field(label=_("To"))
    on = TypedDateField(label=_("On"), prefer="past")
    note = MultiLineField(label=_("Note"), required=False, max_length=5_000)

    def __init__(self, data: QueryDict | None, *, person: Person, user: User) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})
        self.person = person
        self.fields["taker"].required = True
        self.fields["note"].widget.attrs["rows"] = 3
        set_up_fields(self, rows={"taker": choosable_names.people(user)}, whole=["note"])

    def clean_taker(self) -> Person:
        taker: Person = self.cleaned_data["taker"]
        if taker == self.person:
            raise forms.ValidationError(_("They have them already. Name somebody else."))
        return taker

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        ask_about_leaver(self, "taker")
        return data

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come. Hand over when it is there."))
        return on
