"""What a report tells of: its period, and by what it is cut."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.kit.form_fields import TypedPeriodField
from tracker.kit.periods import Period, quarter_of
from tracker.kit.set_up_fields import set_up_fields
from tracker.reports.cuts import CUTS, Cut


class ReportForm(forms.Form):
    """Without words it is this quarter, by unit."""

    period = TypedPeriodField(label=_("Period"))
    by = forms.ChoiceField(label=_("By"), choices=[(name, cut.label) for name, cut in CUTS.items()])

    def __init__(self, data: Any, *, today: date) -> None:
        usual = {"period": str(quarter_of(today)), "by": "unit"}
        super().__init__({name: data.get(name) or words for name, words in usual.items()})
        self.again = _("Please look at this again.")
        set_up_fields(self, unmarked=self.fields)

    @property
    def chosen(self) -> tuple[Period, Cut]:
        return self.cleaned_data["period"], CUTS[self.cleaned_data["by"]]
