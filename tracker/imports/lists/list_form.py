"""Which list the rows come from, as it is proposed and corrected on the columns page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.imports.lists.imported_list import ImportedList
from tracker.imports.lists.list_of_import import free_name, lists_offered, name_of_file
from tracker.imports.models import Import
from tracker.imports.reading.head_row import bare
from tracker.kit.form_fields import SingleLineField
from tracker.kit.set_up_fields import set_up_fields

# By `found["list"]`.
REASONS = {
    "": _("A number is known again within its list only, and so is what words mean there."),
    "heads": _("Your last import with these heads, or of this name, was of this list."),
    "numbers": _("Under its numbers the same follow-ups stand there."),
    "others": _("A list with these heads or of this name is there, but under its numbers stand others."),
}


class ListForm(forms.Form):
    """Its two fields stand there where `asks_for_list` was called."""

    source: Import
    offered: Sequence[ImportedList] = ()

    def asks_for_list(self) -> None:
        self.offered = lists_offered(self.source.by)
        chosen = self.source.imported_list
        offered = [chosen, *self.offered] if chosen and chosen not in self.offered else self.offered
        self.fields["imported_list"] = forms.ChoiceField(
            label=_("List that the rows come from"),
            choices=[("", _("– a new list –")), *((str(each.pk), each.name) for each in offered)],
            initial=str(chosen.pk) if chosen else "",
            help_text=REASONS.get(self.source.found.get("list", ""), ""),
            required=False,
        )
        self.fields["list_name"] = SingleLineField(
            label=_("Name of the new list"), max_length=200, initial=self.source.list_name, required=False
        )

        for name in ("imported_list", "list_name"):
            self.fields[name].no_mark = True  # type: ignore[attr-defined]

    @property
    def list_now(self) -> ImportedList | None:
        """The one that is chosen on the page as it is."""
        key = str(self["imported_list"].value() or "") if "imported_list" in self.fields else ""
        return next((each for each in [self.source.imported_list, *self.offered] if each and str(each.pk) == key), None)

    def clean_list_name(self) -> str:
        name = self.cleaned_data["list_name"] or free_name(name_of_file(self.source.name), self.offered)
        if self.list_now is None and bare(name) in {bare(each.name) for each in self.offered}:
            raise forms.ValidationError(_("A list of this name is there. Choose it, or give this one another name."))
        return str(name)

    def list_values(self) -> dict[str, Any]:
        """As the import keeps them; what was said of the numbers of another list does not hold for this one."""
        if "imported_list" not in self.fields:
            return {}
        name = {"list_name": self.cleaned_data["list_name"]} if "list_name" in self.cleaned_data else {}
        return {"imported_list": self.list_now, "trusts_numbers": False, **name}


class NameForm(forms.Form):
    name = SingleLineField(label=_("Name"), max_length=200)

    def __init__(self, data: Any, *, named: ImportedList) -> None:
        super().__init__(data, initial={"name": named.name})
        self.named = named
        set_up_fields(self, whole=["name"])

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = [each for each in lists_offered(self.named.by) if each.pk != self.named.pk]
        if bare(name) in {bare(each.name) for each in others}:
            raise forms.ValidationError(_("A list of this name is there. Give this one another name."))
        return name
