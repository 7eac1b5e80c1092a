"""How a list is shown: its columns, and by what it is grouped. It all stands in the address."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tracker.follow_ups.field_register import COLUMNS, LISTED
from tracker.follow_ups.list.grouping import GROUPED
from tracker.follow_ups.list.sorting import SHOWN, shown_of
from tracker.kit.positive_number_field import WholeNumberField
from tracker.kit.set_up_fields import set_up_fields


class ArrangeForm(forms.Form):
    """A number for each column: its place, from the start of the line. The title always has one."""

    group = forms.ChoiceField(
        label=_("Group by"),
        required=False,
        choices=[("", _("Nothing")), *((name, COLUMNS[name].label) for name in GROUPED)],
    )

    def __init__(self, data: Any, *, query: str) -> None:
        self.asked = QueryDict(query, mutable=True)
        shown = shown_of(self.asked.get("columns", ""))
        super().__init__(data, initial={"group": self.asked.get("group", "")}, auto_id="arrange_%s")
        for name in LISTED:
            place = shown.index(name) + 1 if name in shown else None
            self.fields[f"place_{name}"] = WholeNumberField(
                widget=forms.NumberInput,
                label=str(COLUMNS[name].label),
                required=name == "title",
                min_value=1,
                max_value=99,
                initial=place,
            )
        set_up_fields(self, unmarked=self.fields)

    def query(self) -> str:
        """That of the list arranged like this."""
        data, order = self.cleaned_data, list(LISTED)
        placed = {name: data[f"place_{name}"] for name in order if data.get(f"place_{name}")}
        columns = tuple(sorted(placed, key=lambda name: (placed[name], order.index(name))))
        arranged = {"group": data["group"], "columns": "" if columns == SHOWN else ",".join(columns)}
        for name, value in arranged.items():
            self.asked.pop(name, None)
            if value:
                self.asked[name] = value
        return self.asked.urlencode()

    def places(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("place_")]
