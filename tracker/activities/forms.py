"""What people type about an activity: three fields to log it, the rest if they like."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.classification_field import Classification
from tracker.accounts.models import User
from tracker.activities.models import Activity
from tracker.directory import choosable_names
from tracker.directory.form_fields import organisation_field, person_field
from tracker.history.once import KeyField
from tracker.kit.form_fields import MultiLineField, SingleLineField, TypedPeriodField, VersionField
from tracker.kit.periods import Period
from tracker.kit.positive_number_field import WholeNumberField
from tracker.kit.row_by_name_field import NameField, lazy_rows
from tracker.kit.set_up_fields import set_up_fields
from tracker.mandates.form_fields import targets_field
from tracker.mandates.mandate_or_paragraph import Targets
from tracker.meetings.models import Meeting

MOST_REACHED = 1_000_000_000


class ActivityForm(forms.Form):
    """`SHORT` is what logging one needs."""

    SHORT = ("title", "when", "mandates")

    title = SingleLineField(label=_("What was done"), max_length=250)
    when = TypedPeriodField(
        label=_("When"), help_text=_("A day or a period: 25 May 2018, May 2018, or 3 to 5 June 2018.")
    )
    mandates = targets_field(error_messages={"required": _("Name the mandate or the paragraph that it implements.")})
    done_by = person_field(label=_("Done by"))
    unit = organisation_field("directory:unit_suggestions", label=_("Unit"))
    partner = organisation_field(label=_("Partner"))
    meeting = NameField(suggestions="meetings:suggestions", label=_("Meeting"), required=False)
    place = SingleLineField(label=_("Place"), required=False, max_length=200)
    reached = WholeNumberField(label=_("People reached"), required=False, min_value=0, max_value=MOST_REACHED)
    classification = forms.ChoiceField(
        label=_("Classification"),
        choices=Classification,
        help_text=_(
            "Restricted: only its recorder and the person who did it see it. A restricted meeting restricts it anyway."
        ),
    )
    detail = MultiLineField(label=_("Detail"), required=False, max_length=20_000, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: dict[str, Any] = {
            "mandates": Targets.visible_to(user),
            "done_by": choosable_names.people(user),
            "unit": choosable_names.units(user),
            "partner": choosable_names.organisations(user),
            "meeting": lazy_rows(lambda: Meeting.objects.visible_to(user)),
        }
        set_up_fields(self, rows=rows, whole=["title", "mandates", "detail"])

    def short_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.SHORT]

    def further_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.SHORT]

    def clean_when(self) -> Period:
        when: Period = self.cleaned_data["when"]
        if when.first > timezone.localdate():
            raise forms.ValidationError(_("An activity is work done. Log it once it has begun."))
        return when

    def values(self) -> dict[str, Any]:
        """What the verb takes."""
        values = dict(self.cleaned_data)
        when: Period = values.pop("when")
        return {**values, "starts_on": when.first, "ends_on": when.last}


class LogActivityForm(ActivityForm):
    key = KeyField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class EditActivityForm(ActivityForm):
    version = VersionField()

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        started = {name: activity.value_of(name) for name in ActivityForm.base_fields if name != "when"}
        started |= {"when": activity.period, "version": activity.version}
        super().__init__(*args, initial=started, **kwargs)
        if activity.passage_id:
            # The quote stands in that meeting's record: the activity can stand under no other.
            del self.fields["meeting"]

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name != "version"}
