"""The period that an implementation report tells of."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.kit.date_formats import format_date
from tracker.kit.form_fields import TypedDateField
from tracker.kit.periods import Period, year_before
from tracker.kit.set_up_fields import set_up_fields


class PeriodForm(forms.Form):
    """Without dates it is the last twelve months. Its fields are called as in the address: from, until."""

    def __init__(self, data: Any, *, today: date) -> None:
        usual = year_before(today)
        usual_words = {"from": format_date(usual.first), "until": format_date(usual.last)}
        typed = {"from": data.get("from"), "until": data.get("until")}
        super().__init__({name: words or usual_words[name] for name, words in typed.items()})
        self.fields["from"] = TypedDateField(label=_("From"), prefer="past")
        self.fields["until"] = TypedDateField(label=_("Until"), prefer="past")
        set_up_fields(self, unmarked=self.fields)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("from") and data.get("until") and data["until"] < data["from"]:
            self.add_error("until", _("The period ends before it begins."))
        return data

    @property
    def period(self) -> Period:
        return Period(self.cleaned_data["from"], self.cleaned_data["until"])
