"""From when to when somebody is away, and who stands in for them."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory.absences.away import absence_ahead, be_away, be_back
from tracker.directory.absences.values import Away
from tracker.directory.choosable_names import general_people
from tracker.directory.form_fields import person_field
from tracker.directory.models import Person
from tracker.history.models import Entry
from tracker.kit.form_fields import TypedDateField, VersionField
from tracker.kit.set_up_fields import set_up_fields

NAMES = ("away_since", "away_until", "deputy")


class AbsenceFields(forms.Form):
    """The fields alone, for a form that asks for more besides. Neither day: not away."""

    away_since = TypedDateField(label=_("Away from"), required=False)
    away_until = TypedDateField(
        label=_("Away until"), required=False, after="away_since",
        help_text=_("The last day. No mail comes meanwhile, and the deputy’s tells what is late."),
    )  # fmt: skip
    deputy = person_field(label=_("Deputy"), help_text=_("Who stands in meanwhile."))

    def set_up_absence(self, person: Person | None, user: User) -> None:
        self.person, self.today = person, timezone.localdate()
        if person is None:
            for name in NAMES:
                del self.fields[name]
            return
        absence = absence_ahead(person, self.today)
        started = (absence.since, absence.until, absence.deputy) if absence else (None, None, None)
        for name, value in zip(NAMES, started, strict=True):
            self.fields[name].initial = value
        set_up_fields(self, rows={"deputy": general_people(user)}, unmarked=["away_since", "away_until", "deputy"])

    def clean_deputy(self) -> Person | None:
        deputy: Person | None = self.cleaned_data["deputy"]
        if deputy and deputy == self.person:
            raise forms.ValidationError(_("Nobody stands in for themselves. Choose somebody else."))
        return deputy

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("away_since"), data.get("away_until")
        if first and last and last < first:
            self.add_error("away_until", _("The last day comes after the first one."))
        elif last and last < self.today:
            self.add_error("away_until", _("That day is over."))
        elif first and "away_until" in data and not last:
            self.add_error("away_until", _("Say which day is the last one."))
        elif data.get("deputy") and "away_until" in data and not last:
            self.add_error("away_until", _("Say until when the deputy stands in."))
        return data

    @property
    def away(self) -> Away | None:
        """What was typed; without a first day from today on."""
        first, last, deputy = (self.cleaned_data.get(name) for name in NAMES)
        return Away(first or self._begins(last), last, deputy) if last else None

    def _begins(self, last: date) -> date:
        return min(self.today, last)

    def keep_absence(self, by: User) -> Entry | None:
        if self.person is None:
            return None
        if away := self.away:
            days = away.since, away.until
            return be_away(self.person, by=by, today=self.today, days=days, deputy=away.deputy)
        return be_back(self.person, by=by, today=self.today)


class AbsenceForm(AbsenceFields):
    version = VersionField(required=False)

    def __init__(self, data: QueryDict | None, *, person: Person, user: User) -> None:
        super().__init__(data, initial={"version": person.version})
        self.set_up_absence(person, user)
