"""What people type about a resource, and about a pledge of one."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.classification_field import GENERAL, RESTRICTED, Classification
from tracker.accounts.models import User
from tracker.directory import choosable_names
from tracker.directory.get_or_add import get_or_add, new_organisation
from tracker.directory.models import Organisation
from tracker.history.once import KeyField
from tracker.kit.form_fields import MultiLineField, SingleLineField, TypedDateField, VersionField
from tracker.kit.money_and_exchange import CURRENCIES, MINOR_UNITS
from tracker.kit.positive_number_field import AmountField, WholeNumberField
from tracker.kit.row_by_name_field import NameField, lazy_rows
from tracker.kit.set_up_fields import set_up_fields
from tracker.meetings.models import Meeting
from tracker.pledges.models import Pledge
from tracker.pledges.resource_measure import Kind
from tracker.pledges.stages import FIRM, SOFT

MEASURES = {
    Kind.MONEY: ("amount", "currency", "what"),
    Kind.STAFF: ("people", "months", "what"),
    Kind.IN_KIND: ("quantity", "what"),
}
WHAT = {Kind.MONEY: _("For what"), Kind.STAFF: _("Profile"), Kind.IN_KIND: _("What")}
EXAMPLES = {Kind.MONEY: "", Kind.STAFF: _("Such as secondees or analysts."), Kind.IN_KIND: _("Such as scanners.")}


def currency_field(**options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Currency"), choices=[(code, code) for code in CURRENCIES], initial="EUR", **options
    )


def count_in(form: forms.Form) -> None:
    """Let the amount be read by the currency that stands beside it."""
    amount: Any = form.fields["amount"]
    amount.count_in(str(form["currency"].value()))


class MeasureForm(forms.Form):
    """How much of one kind of resource: only the fields of that kind."""

    amount = AmountField(label=_("Amount"), places=4)
    currency = currency_field()
    people = WholeNumberField(label=_("People"), min_value=1, max_value=999)
    months = AmountField(label=_("Months each"))
    quantity = AmountField(label=_("Number"))
    what = SingleLineField(max_length=200, required=False)

    def __init__(self, data: QueryDict | None, *, kind: str, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.kind = Kind(kind)
        for name in {name for names in MEASURES.values() for name in names} - set(MEASURES[self.kind]):
            del self.fields[name]
        if "amount" in self.fields:
            count_in(self)
        what: Any = self.fields["what"]
        what.label, what.help_text, what.required = WHAT[self.kind], EXAMPLES[self.kind], self.kind == Kind.IN_KIND

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        amount, currency = data.get("amount"), data.get("currency")
        if amount and currency and amount != round(amount, MINOR_UNITS[currency]):
            self.add_error("amount", _("There is no smaller coin in this currency: take the last digits off."))
        return data

    def measure(self) -> dict[str, Any]:
        """The columns of a `Resource`."""
        data = self.cleaned_data
        people, months = data.get("people"), data.get("months")
        quantity = people * months if people else data.get("amount") or data.get("quantity")
        return {
            "kind": self.kind,
            "quantity": quantity,
            "currency": data.get("currency", ""),
            "people": people,
            "what": data["what"],
        }


def measure_of(resource: Any) -> dict[str, Any]:
    """What a form about the resource starts from."""
    quantity: Decimal = resource.quantity
    shown = {"amount": quantity, "quantity": quantity, "months": resource.months}
    return shown | {name: getattr(resource, name) for name in ("currency", "people", "what")}


class PledgeForm(MeasureForm):
    donor = NameField(suggestions="directory:organisation_suggestions", label=_("Donor"), make=new_organisation)
    made_on = TypedDateField(
        label=_("Made on"), prefer="past", required=False, help_text=_("Empty: the day of the meeting, or today.")
    )
    meeting = NameField(suggestions="meetings:suggestions", label=_("Meeting"), required=False)
    classification = forms.ChoiceField(
        label=_("Classification"),
        choices=Classification,
        help_text=_("Restricted: only its recorder and the people of its meeting see it."),
    )
    detail = MultiLineField(label=_("Detail"), required=False, max_length=20_000)

    def __init__(self, data: QueryDict | None, *, kind: str, user: User, initial: dict[str, Any]) -> None:
        super().__init__(data, kind=kind, initial=initial)
        self.fields["detail"].widget.attrs["rows"] = 3
        rows = {
            "donor": choosable_names.organisations(user),
            "meeting": lazy_rows(lambda: Meeting.objects.visible_to(user)),
        }
        set_up_fields(self, rows=rows, whole=["detail"], unmarked=["made_on"])
        self.order_fields(["donor", *MEASURES[self.kind], "stage", "made_on", "stage_since", "meeting"])

    def clean_made_on(self) -> Any:
        return _not_ahead(self.cleaned_data["made_on"])

    def values(self) -> dict[str, Any]:
        """What `Pledge` takes. A donor that is new here is not saved yet."""
        names = ("donor", "made_on", "meeting", "classification", "detail", "stage", "stage_since")
        return self.measure() | {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class NewPledgeForm(PledgeForm):
    stage = forms.ChoiceField(label=_("Stage"), choices=[(each, each.label) for each in (*SOFT, *FIRM)])
    key = KeyField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def values(self) -> dict[str, Any]:
        return super().values() | {"key": self.cleaned_data["key"]}


class EditPledgeForm(PledgeForm):
    stage_since = TypedDateField(label=_("In its stage since"), prefer="past")
    version = VersionField()

    def __init__(self, data: QueryDict | None, *, pledge: Pledge, user: User) -> None:
        names = ("donor", "made_on", "meeting", "classification", "detail", "stage_since", "version")
        started = measure_of(pledge) | {name: getattr(pledge, name) for name in names}
        super().__init__(data, kind=pledge.kind, user=user, initial=started)
        self.fields["made_on"].required = True
        self.fields["made_on"].help_text = ""

    def clean_stage_since(self) -> Any:
        return _not_ahead(self.cleaned_data["stage_since"])

    def values(self) -> dict[str, Any]:
        values = super().values()
        del values["kind"]
        return values


class MovePledgeForm(forms.Form):
    """What a stage still needs: the day, and a reason when it goes back."""

    on = TypedDateField(label=_("On"), prefer="past", required=False, help_text=_("Empty: today."))
    reason = SingleLineField(label=_("Reason"), required=False, max_length=500)
    version = VersionField(required=False)

    def __init__(self, data: QueryDict | None, *, pledge: Pledge, needs_reason: bool, seen: int | None = None) -> None:
        super().__init__(data, initial={"version": seen or pledge.version}, auto_id="deed_%s")
        self.fields["reason"].required = needs_reason
        self.fields["reason"].error_messages["required"] = _("Say why, in a few words.")
        set_up_fields(self, whole=["reason"], unmarked=["on"])

    def clean_on(self) -> Any:
        return _not_ahead(self.cleaned_data["on"])


def _not_ahead(day: Any) -> Any:
    if day and day > timezone.localdate():
        raise ValidationError(_("This day is still to come."))
    return day


def get_or_add_donor(values: Mapping[str, Any], *, by: User) -> Organisation:
    """The donor among a form's values; a new one is put into the directory, classified as the pledge will be."""
    pledge = Pledge(classification=values["classification"], meeting=values["meeting"])
    donor: Organisation = get_or_add(
        values["donor"], by=by, classification=RESTRICTED if pledge.is_restricted else GENERAL
    )
    return donor


def put(form: forms.Form, refusal: ValidationError) -> None:
    """Beside the fields of the form, why a verb refused: a quantity stands in the field that its kind has for it."""
    shown = {"quantity": next((name for name in ("amount", "quantity", "months") if name in form.fields), None)}
    for column, sentences in refusal.update_error_dict({}).items():
        name = shown.get(column, column)
        form.add_error(name if name in form.fields else None, sentences)
