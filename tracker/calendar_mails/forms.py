"""To whom a meeting goes as a calendar invitation, and how long it lasts."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.calendar_mails.seats import Seat, Seats
from tracker.kit.set_up_fields import set_up_fields
from tracker.kit.text import labelled

LASTS = [("", _("Not said")), *((minutes, label) for minutes, label in (
    (30, _("Half an hour")), (60, _("1 hour")), (90, _("1 hour and a half")), (120, _("2 hours")),
    (180, _("3 hours")), (240, _("4 hours")), (480, _("8 hours")),
))]  # fmt: skip


class PeopleField(forms.MultipleChoiceField):
    """`had` are those who have it by now: pressed twice, it is no mistake."""

    had: Collection[str] = ()

    def valid_value(self, value: str) -> bool:
        return value in self.had or super().valid_value(value)


class InviteForm(forms.Form):
    people = PeopleField(
        label=_("To"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Each gets a mail of their own, which names nobody else. Ticked is who wants such mails."),
    )  # fmt: skip
    lasts = forms.TypedChoiceField(
        label=_("How long it lasts"), required=False, choices=LASTS, coerce=int, empty_value=None
    )  # fmt: skip
    remember = forms.BooleanField(
        label=_("Remember who is ticked"), required=False,
        help_text=_("They are ticked for the next meeting, too, and the others are not."),
    )  # fmt: skip

    def __init__(self, data: Any, *, seats: Seats) -> None:
        self.open = {str(seat.pk): seat for seat in seats.open}
        wishes = seats.wishes()
        super().__init__(data, initial={"people": [key for key in self.open if wishes.get(int(key))]})
        fields: dict[str, Any] = self.fields
        fields["people"].choices = [(key, _said(seat)) for key, seat in self.open.items()]
        fields["people"].had = {str(seat.pk) for seat in seats.invited}
        fields["people"].error_messages["invalid_choice"] = _("This person is not among those who can be invited.")
        if seats.meeting.starts_at is None or seats.meeting.ends_on:
            # It takes its days.
            del fields["lasts"]
        set_up_fields(self, whole=["people", "remember"], unmarked=fields)

    def clean_people(self) -> list[int]:
        people: list[str] = self.cleaned_data["people"]
        if not people:
            raise forms.ValidationError(_("Tick at least one of them: without a reader nothing is sent."))
        return [int(key) for key in people]

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"people": data["people"], "minutes": data.get("lasts"), "remember": data["remember"]}


def _said(seat: Seat) -> str:
    name = seat.participation.said if seat.participation else str(seat.person)
    return labelled(name, seat.address)
