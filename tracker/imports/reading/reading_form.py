"""How a file is read, as far as it can be read otherwise: each guess with its reason, to be corrected."""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.imports.models import Import
from tracker.imports.reading.encodings import CHOICES
from tracker.imports.reading.options import NO_HEADS, REASONS, SEPARATORS, Reading
from tracker.kit.text import labelled

# What other rows stand below: then the row of the heads is looked for anew.
OTHER_ROWS = ("sheets", "separator", "encoding")


class ReadingForm(forms.Form):
    sheets = forms.MultipleChoiceField(
        label=gettext_lazy("Sheets"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick the sheet that holds your follow-ups.")},
    )
    separator = forms.ChoiceField(label=gettext_lazy("What parts the cells"), choices=SEPARATORS)
    encoding = forms.ChoiceField(label=gettext_lazy("Encoding of the letters"), choices=CHOICES)
    head_row = forms.TypedChoiceField(label=gettext_lazy("Row of the heads"), coerce=int)
    fills_merged = forms.BooleanField(label=gettext_lazy("A merged cell counts for each of its rows"), required=False)
    reads_hidden = forms.BooleanField(label=gettext_lazy("Hidden rows are read, too"), required=False)

    def __init__(self, data: QueryDict | None = None, *, source: Import) -> None:
        self.found, self.how = source.found, source.how
        super().__init__(data, initial=self._in_force())
        fields: dict[str, Any] = self.fields
        fields["sheets"].choices = [(name, name) for name in (*self.found.get("sheets", ()), *source.others)]
        tops = enumerate(self.found.get("tops", ()), 1)
        heads = [(number, labelled(number, words)) for number, words in tops if words]
        fields["head_row"].choices = [*heads, (NO_HEADS, _("No heads: the first row is one of the others"))]
        for name in self._needless():
            del fields[name]
        for name, why in self.found.get("whys", {}).items():
            if name in fields:
                fields[name].help_text = REASONS.get(why, "")

    def reading(self) -> Reading:
        """What was said otherwise than it is read now, and what was chosen before."""
        data, before = self.cleaned_data, self._in_force()
        said = {name: value for name, value in data.items() if value != before[name]}
        if said.keys() & set(OTHER_ROWS):
            said.setdefault("head_row", 0)
        if "sheets" in said:
            said["sheets"] = tuple(said["sheets"])
        return replace(self.how, **said)

    def summary(self) -> str:
        """How it is read now, in a line."""
        found = self.found
        sheets, separator = ", ".join(found.get("sheets", ())), SEPARATORS.get(found.get("separator", ""), "")
        number = found.get("head_row", NO_HEADS)
        head_row = _("no heads") if number == NO_HEADS else _("heads in row %(number)s") % {"number": number}
        return " · ".join(filter(None, [sheets, str(separator), CHOICES.get(found.get("encoding", "")), head_row]))

    def _in_force(self) -> dict[str, Any]:
        given = ("sheets", "separator", "encoding", "head_row")
        ticked = {"fills_merged": self.how.fills_merged, "reads_hidden": self.how.reads_hidden}
        return {name: self.found.get(name) for name in given} | ticked

    def _needless(self) -> list[str]:
        """What this file leaves nothing to choose of."""
        asked = {
            "sheets": len(self.fields["sheets"].choices) > 1,  # type: ignore[attr-defined]
            "separator": bool(self.found.get("separator")),
            "encoding": bool(self.found.get("encoding")),
            "fills_merged": bool(self.found.get("merged")),
            "reads_hidden": bool(self.found.get("hidden")),
        }
        return [name for name, is_asked in asked.items() if not is_asked]
