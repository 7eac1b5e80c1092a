"""What people type about a mandate, its parties and its paragraphs."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory import choosable_names
from tracker.directory.forms import whole
from tracker.directory.get_or_add import FoldedField, new_organisation
from tracker.directory.models import Organisation
from tracker.kit.date_as_said_field import DateAsSaidField
from tracker.kit.dates.as_said import first_day
from tracker.kit.form_fields import MultiLineField, TypedDateField, VersionField
from tracker.kit.row_by_name_field import NameField
from tracker.kit.rows_by_name_field import CheckedRowsField
from tracker.kit.text import fold
from tracker.mandates.models import Mandate
from tracker.mandates.paragraphs import read_lines, write_lines

NEW_PARTIES = ("party_1", "party_2", "party_3")
ALONE = ("kind", "symbol", "title", "body", "adopted_on", "valid_until", "link", "text")


def party_field(label: Any) -> NameField:
    return NameField(
        suggestions="directory:organisation_suggestions", label=label, required=False, make=new_organisation
    )


def long_field(rows: int, **options: Any) -> MultiLineField:
    return whole(MultiLineField(required=False, widget=forms.Textarea({"rows": rows}), **options))


class MandateForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=Mandate.Kind)
    symbol = FoldedField(label=_("Symbol"), required=False, max_length=60, help_text=_("Such as S/RES/2347 (2017)."))
    title = whole(FoldedField(label=_("Title"), max_length=250))
    body = party_field(_("Adopted by"))
    adopted_on = DateAsSaidField(
        label=_("Adopted on"), required=False, prefer="ask", help_text=_("A day, or a month or a year: 2016.")
    )
    valid_until = TypedDateField(label=_("Valid until"), required=False, help_text=_("Empty: without an end."))
    kept_parties = CheckedRowsField(Organisation.objects.none(), label=_("Parties"), required=False)
    party_1 = party_field(_("Party"))
    party_2 = party_field(_("Another party"))
    party_3 = party_field(_("One more party"))
    link = forms.URLField(label=_("Link"), required=False, max_length=200, help_text=_("Where its text is published."))
    paragraphs = long_field(
        8,
        label=_("Paragraphs"),
        help_text=_(
            "One a line: its number, then its text. What implements a line you take out stays with the mandate."
        ),
    )
    text = long_field(4, label=_("Text"), help_text=_("What is worth reading here: a summary, or the whole."))
    version = VersionField(required=False)

    def __init__(self, data: QueryDict | None, *, mandate: Mandate, user: User) -> None:
        super().__init__(data, initial=_started_from(mandate))
        self.mandate = mandate
        rows = choosable_names.organisations(user)
        for name in ("body", *NEW_PARTIES):
            self.fields[name].rows = rows  # type: ignore[attr-defined]
        kept: Any = self.fields["kept_parties"]
        kept.queryset = mandate.parties.all() if mandate.pk else Organisation.objects.none()
        if not self.initial["kept_parties"]:
            del self.fields["kept_parties"]

    def clean_paragraphs(self) -> str:
        return write_lines(read_lines(self.cleaned_data["paragraphs"]))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        adopted = first_day(data.get("adopted_on"))
        if adopted and data.get("valid_until") and data["valid_until"] < adopted:
            self.add_error("valid_until", _("It is valid until a day after it was adopted."))
        if data.get("title") and self._has_twin(data):
            self.add_error("title", _("This mandate is in the list already, with the same symbol and title."))
        return data

    def values(self) -> dict[str, Any]:
        """What `Mandate` takes. Organisations that are new here are not saved yet."""
        parties = [*self.cleaned_data.get("kept_parties", ()), *(self.cleaned_data[name] for name in NEW_PARTIES)]
        names = (*ALONE, "paragraphs")
        return {name: self.cleaned_data[name] for name in names} | {"parties": [each for each in parties if each]}

    def _has_twin(self, data: dict[str, Any]) -> bool:
        folded = fold(f"{data.get('symbol', '')} {data['title']}").strip()
        same = Mandate.objects.filter(folded=folded, kind=data.get("kind", ""))
        return bool(same.exclude(pk=self.mandate.pk).exists())


def _started_from(mandate: Mandate) -> dict[str, Any]:
    values = {name: getattr(mandate, name) for name in (*ALONE, "version")}
    values["adopted_on"] = mandate.adopted
    values["kept_parties"] = list(mandate.parties.all()) if mandate.pk else []
    values["paragraphs"] = mandate.value_of("paragraphs") if mandate.pk else ""
    return values
