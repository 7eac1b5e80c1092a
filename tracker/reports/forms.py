"""What a report tells of: its period, by what it is cut, and whether it is that of one unit."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.directory.models import Organisation
from tracker.kit.form_fields import TypedPeriodField
from tracker.kit.periods import Period, quarter_of
from tracker.kit.set_up_fields import set_up_fields
from tracker.reports.cuts import CUTS, Cut
from tracker.reports.reported_units import ReportedUnits


class ReportForm(forms.Form):
    """Without words it is this quarter: of the whole house by unit, or else of one unit by owner."""

    unit = forms.ChoiceField(
        label=_("Unit"), required=False, error_messages={"invalid_choice": _("Choose one of these units.")}
    )

    period = TypedPeriodField(label=_("Period"))
    by = forms.ChoiceField(label=_("By"), choices=[(name, cut.label) for name, cut in CUTS.items()])

    def __init__(self, data: Any, *, today: date, reported: ReportedUnits) -> None:
        self.reported = reported
        unit = data.get("unit") or ("" if reported.whole else str(reported.units[0].pk))
        usual = {"period": str(quarter_of(today)), "by": "owner" if unit else "unit", "unit": unit}
        super().__init__({name: data.get(name) or words for name, words in usual.items()})
        self.again = _("Please look at this again.")
        whole = [("", _("Whole house"))] if reported.whole else []
        self.fields["unit"].choices = [*whole, *((unit.pk, unit.label) for unit in reported.units)]  # type: ignore[attr-defined]
        set_up_fields(self, unmarked=self.fields)

    @property
    def chosen(self) -> tuple[Period, Cut, Organisation | None]:
        data = self.cleaned_data
        return data["period"], CUTS[data["by"]], self.reported.find(data["unit"])
