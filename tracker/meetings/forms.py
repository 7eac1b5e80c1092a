"""What people type about a meeting and who took part."""

from datetime import date
from typing import Any, Self

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tracker.accounts.classification_field import Classification
from tracker.accounts.models import User
from tracker.directory import choosable_names
from tracker.kit.date_parser import read_date
from tracker.kit.dates.refusals import DateNotUnderstood
from tracker.kit.form_fields import SingleLineField, TypedDateField, VersionField
from tracker.kit.rows_by_name_field import NamesField
from tracker.kit.set_up_fields import set_up_fields
from tracker.meetings.models import Meeting
from tracker.meetings.participant_forms import ParticipantForm, ParticipantRows, with_people
from tracker.meetings.time_zone_field import ZoneField

Started = dict[str, Any]
# What is seldom said of a meeting.
FOLDED = ("ends_on", "zone")
_AT_FIRST = (None, settings.TIME_ZONE)
TIMES = ("%H:%M", "%H.%M", "%Hh%M", "%Hh", "%H:%M:%S")


def time_field(**options: Any) -> forms.TimeField:
    return forms.TimeField(
        required=False,
        input_formats=TIMES,
        widget=forms.TimeInput(format="%H:%M"),
        error_messages={"invalid": _("Type a time such as 14:30.")},
        **options,
    )


class MeetingForm(forms.Form):
    """A meeting and, in `rows`, its participants: both are shown, judged and kept together."""

    title = SingleLineField(label=_("Title"), max_length=250)
    kind = forms.ChoiceField(label=_("Kind"), choices=Meeting.Kind, initial=Meeting.Kind.BILATERAL)
    held_on = TypedDateField(label=_("Date"), prefer="ask", help_text=_("Such as 25 May 2018."))
    ends_on = TypedDateField(
        label=_("Last day"), required=False, after="held_on", help_text=_("If it lasted several days.")
    )
    starts_at = time_field(label=_("Time"))
    zone = ZoneField(label=_("Time zone"))
    place = SingleLineField(label=_("Place"), required=False, max_length=200)
    classification = forms.ChoiceField(
        label=_("Classification"),
        choices=Classification,
        help_text=_("Restricted: only its recorder, its participants, the owners in it and its readers see it."),
    )
    readers = NamesField(
        label=_("Readers"),
        required=False,
        suggestions="directory:person_suggestions",
        help_text=_("Who else may see it when it is restricted."),
    )

    def __init__(
        self, data: Any = None, *, user: User, initial: Started | None = None, rows: list[Started] | None = None
    ) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        self.user = user
        self.rows = ParticipantRows(data, user=user, started=rows)
        set_up_fields(self, rows={"readers": choosable_names.people(user)})

    def is_valid(self) -> bool:
        rows_are_valid = self.rows.is_valid()
        return super().is_valid() and rows_are_valid

    def clean_ends_on(self) -> date | None:
        first, last = self.cleaned_data.get("held_on"), self.cleaned_data["ends_on"]
        if first and last:
            last = _last_day(str(self["ends_on"].data), first)
            if last < first:
                raise forms.ValidationError(_("The last day comes before the first."))
        return last if last != first else None

    def values(self) -> dict[str, Any]:
        """What the verb takes."""
        return {name: self.cleaned_data[name] for name in MeetingForm.base_fields} | {
            "participants": self.rows.participants
        }

    @property
    def is_unfolded(self) -> bool:
        """Whether one of the fields that fold away holds more than at first, or what cannot be taken."""
        return any(self[name].errors or self[name].value() not in ("", *_AT_FIRST) for name in FOLDED)

    def with_another_row(self) -> Self:
        """The same, not judged yet, with all that was typed and one more line for a participant."""
        fresh = self.anew({}, self.rows.typed())
        fresh.rows.forms[-1].take_focus()
        return fresh

    def as_typed(self) -> Self:
        """The same, not judged yet."""
        return self.anew({}, with_people(self.rows.typed(), []))

    def anew(self, filled: Started, rows: list[Started]) -> Self:
        """The same, not judged yet, with what was typed, and `filled` in its place."""
        typed = {name: self[name].data for name in self.fields}
        return type(self)(user=self.user, initial=typed | filled, rows=rows)


class EditForm(MeetingForm):
    version = VersionField()

    @classmethod
    def started_from(cls, meeting: Meeting) -> dict[str, Any]:
        """The form's `initial` and `rows`, as the meeting stands now."""
        seated = meeting.value_of("participants")
        rows = [{name: getattr(each, name) for name in ParticipantForm.base_fields} for each in seated]
        initial = {name: meeting.value_of(name) for name in MeetingForm.base_fields}
        return {"initial": initial | {"version": meeting.version}, "rows": rows}


def _last_day(words: str, first: date) -> date:
    """A last day without a year is the next such day after the first."""
    try:
        return read_date(words.strip(), language=get_language() or "en", today=first, prefer="future")
    except DateNotUnderstood as refusal:
        raise forms.ValidationError(str(refusal)) from refusal
