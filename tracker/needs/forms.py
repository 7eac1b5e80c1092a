"""The forms about a follow-up's needs and the pledges meant for them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Case, IntegerField, Value, When
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp
from tracker.history.once import KeyField
from tracker.kit.form_fields import VersionField
from tracker.kit.money_and_exchange import MINOR_UNITS
from tracker.kit.positive_number_field import AmountField
from tracker.kit.row_by_name_field import is_key
from tracker.needs.models import Need, Priority
from tracker.needs.models.allocation import serves, would_tell_of
from tracker.pledges.forms import MEASURES, MeasureForm, measure_of
from tracker.pledges.models import Pledge

MOST_OFFERED = 60
# Of those of which something is free so many of the newest are looked at.
MOST_FREE = 500


class NeedForm(MeasureForm):
    priority = forms.TypedChoiceField(
        label=_("Priority"), required=False, coerce=int, empty_value=None, choices=[("", "–"), *Priority.choices]
    )
    key = KeyField()
    version = VersionField(required=False)

    def __init__(self, data: QueryDict | None, *, kind: str, need: Need | None = None) -> None:
        started = measure_of(need) | {"priority": need.priority, "version": need.version} if need else {}
        super().__init__(data, kind=kind, initial=started)
        self.order_fields([*MEASURES[self.kind], "priority"])

    def values(self) -> dict[str, Any]:
        return self.measure() | {"priority": self.cleaned_data["priority"]}


class PledgeField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Pledges by what is free of each, as far as this person sees what it is meant for."""

    def label_from_instance(self, obj: Any) -> str:
        return str(format_lazy("{}, {}", obj, obj.get_stage_display()))

    def clean(self, value: Any) -> Any:
        # A key that no database can hold is no choice either.
        return super().clean(value if is_key(str(value)) else ("0" if value else value))


class AllocateForm(forms.Form):
    pledge = PledgeField(Pledge.objects.none(), label=_("Pledge"), empty_label=None)
    quantity = AmountField(label=_("How much of it"), places=4)
    key = KeyField()

    def __init__(self, data: QueryDict | None, *, need: Need, missing: Decimal, user: User) -> None:
        super().__init__(data, initial={"quantity": missing or None}, auto_id="deed_%s")
        self.need = need
        quantity: Any = self.fields["quantity"]
        quantity.count_in(need.currency)
        quantity.help_text = need.currency or (_("In staff months.") if need.people else "")
        choices: Any = self.fields["pledge"]
        choices.queryset = offered(need, user)
        pledge: Any = choices.queryset.first()
        self.has_offers = pledge is not None

    def clean_quantity(self) -> Decimal:
        quantity: Decimal = self.cleaned_data["quantity"]
        currency = self.need.currency
        if currency and quantity != round(quantity, MINOR_UNITS[currency]):
            raise forms.ValidationError(_("There is no smaller coin in this currency: take the last digits off."))
        return quantity


def may_cover(pledge: Pledge, follow_up: FollowUp) -> bool:
    return serves(pledge, follow_up) and not would_tell_of(pledge, follow_up)


def offered(need: Need, user: User) -> Any:
    """The pledges that may cover the need, those of the follow-up's partner first, then the newest."""
    follow_up: FollowUp = need.follow_up
    rows = Pledge.objects.visible_to(user).standing().filter(kind=need.kind).with_names()
    if follow_up.is_restricted:
        # Those of its own meeting may cover it: the many others must not stand in their place.
        rows = rows.filter(meeting=follow_up.meeting_id)
    free = [pledge.pk for pledge in rows.with_free()[:MOST_FREE] if may_cover(pledge, follow_up)][:MOST_OFFERED]
    of_partner = follow_up.partner.keys_of_parts if follow_up.partner else ()
    first = Case(When(donor__in=of_partner, then=Value(0)), default=Value(1), output_field=IntegerField())
    return Pledge.objects.filter(pk__in=free).with_names().order_by(first, "-made_on", "-id")
