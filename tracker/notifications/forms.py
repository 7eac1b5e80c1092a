"""The forms in which people, and the house, say how they want to be told."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory.absences.forms import NAMES as ABSENCE
from tracker.directory.absences.forms import AbsenceFields
from tracker.kit.set_up_fields import set_up_fields
from tracker.notifications.models import Preferences
from tracker.notifications.models.preferences import HOUR, Wishes
from tracker.notifications.reasons import Reason

HOURS = [(hour, f"{hour:02d}:00") for hour in range(24)]


class PreferencesForm(forms.Form):
    """`instance` is what was noted before."""

    daily = forms.BooleanField(
        label=_("A daily mail"),
        required=False,
        help_text=_("At most one a working day, and none when there is nothing to tell."),
    )
    at_once = forms.BooleanField(
        label=_("Mails at once"), required=False,
        help_text=_("Only when you are given what is due soon, are mentioned, or have a request to answer."),
    )  # fmt: skip
    hour = forms.TypedChoiceField(label=_("Hour"), coerce=int, empty_value=None, required=False)
    days = forms.MultipleChoiceField(
        label=_("Days"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(str(number + 1), name) for number, name in WEEKDAYS.items()],
        help_text=_("None ticked: the working week of your country. Never on its holidays."),
    )  # fmt: skip
    zone = forms.CharField(label=_("Time zone"), required=False, max_length=60)

    def __init__(self, data: QueryDict | None, *, instance: Preferences, wishes: Wishes, hour: str) -> None:
        noted = {"daily": wishes.daily, "at_once": wishes.at_once, "hour": instance.hour, "zone": instance.zone}
        super().__init__(data, initial={**noted, "days": list(instance.days)})
        self.instance = instance
        self.fields["hour"].choices = [("", hour), *HOURS]  # type: ignore[attr-defined]

    def clean_zone(self) -> str:
        zone: str = self.cleaned_data["zone"].strip()
        if zone and zone not in available_timezones():
            raise forms.ValidationError(gettext("No time zone is called so. Write it such as Europe/Brussels."))
        return zone

    def noted(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {**{name: data[name] for name in ("daily", "at_once", "hour", "zone")}, "days": "".join(data["days"])}


class HousePreferencesForm(PreferencesForm):
    escalates = forms.BooleanField(
        label=_("Escalation"), required=False,
        help_text=_("After three working days of its owner without an update, what is late or gone quiet goes to the "
                    "head of unit, three later to the managers. It is announced before; any update stops it."),
    )  # fmt: skip

    def __init__(self, data: QueryDict | None, *, instance: Preferences) -> None:
        wishes = instance.wishes(instance)
        super().__init__(data, instance=instance, wishes=wishes, hour=f"{HOUR:02d}:00")
        self.fields["zone"].widget.attrs["placeholder"] = settings.TIME_ZONE
        self.fields["escalates"].initial = instance.lets_go_up
        set_up_fields(self, whole=["days", "escalates"], unmarked=["hour", "zone"])

    def keep(self) -> None:
        row = Preferences.kept(None)
        Preferences.objects.filter(pk=row.pk).update(**self.noted(), escalates=self.cleaned_data["escalates"])


class OwnPreferencesForm(AbsenceFields, PreferencesForm):
    sections = forms.MultipleChoiceField(
        label=_("Sections"), required=False, choices=Reason, widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("As the house")), ("en", "English"), ("fr", "Français")]
    )

    def __init__(self, data: QueryDict | None, *, instance: Preferences, user: User, house: Preferences) -> None:
        wishes = instance.wishes(house)
        house_hour = gettext("As the house: %(hour)s") % {"hour": f"{house.wishes(house).hour:02d}:00"}
        super().__init__(data, instance=instance, wishes=wishes, hour=house_hour)
        self.user = user
        self.fields["sections"].initial = [each.value for each in Reason if each not in wishes.left]
        self.fields["language"].initial = user.language
        self.fields["zone"].widget.attrs["placeholder"] = house.wishes(house).zone
        self.order_fields(["daily", "at_once", "sections", "days", "hour", "zone", "language", *ABSENCE])
        set_up_fields(self, whole=["sections", "days", "language"], unmarked=["hour", "zone", "language"])
        self.set_up_absence(getattr(user, "person", None), user)

    def keep(self) -> None:
        row = Preferences.kept(self.user)
        left = [each.value for each in Reason if each.value not in self.cleaned_data["sections"]]
        Preferences.objects.filter(pk=row.pk).update(**self.noted(), left=left)
        User.objects.filter(pk=self.user.pk).update(language=self.cleaned_data["language"])
        self.keep_absence(self.user)
