"""What people ask of the unlock page, and what a proposal still needs."""

import re
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory.get_or_add import new_organisation
from tracker.directory.models import Organisation
from tracker.history.once import KeyField
from tracker.kit.form_fields import MultiLineField, SingleLineField
from tracker.kit.money_and_exchange import MINOR_UNITS
from tracker.kit.positive_number_field import AmountField, WholeNumberField
from tracker.kit.row_by_name_field import NameField
from tracker.kit.set_up_fields import set_up_fields
from tracker.needs.solver import Goal
from tracker.needs.unlock import Offer
from tracker.pledges.forms import count_in, currency_field
from tracker.pledges.resource_measure import Kind

# Three digits go on a number, but a "3D printer" is a thing.
_THINGS = re.compile(r"(\d[\d.,'’\s]*?)\s+(?!\d{3}\b)(\S.*)")
MOST_THINGS = 20
MOST_OF_A_THING = 999_999_999


class UnlockForm(forms.Form):
    amount = AmountField(label=_("Money"), required=False, places=4)
    currency = currency_field(required=False)
    months = AmountField(label=_("Staff months"), required=False)
    profile = SingleLineField(label=_("Profile"), required=False, max_length=200, help_text=_("Empty: any profile."))
    things = MultiLineField(
        label=_("In kind"), required=False, max_length=5_000, help_text=_("One a line, such as: 2 scanners.")
    )
    goal = forms.ChoiceField(
        label=_("Best by"),
        required=False,
        choices=[(Goal.AREAS.value, _("Most follow-ups")), (Goal.PRIORITY.value, _("Priority"))],
        help_text=_("By priority: as many of priority 1 as can be, then of 2, then of 3."),
    )
    firm_only = forms.BooleanField(label=_("Count on no promise"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data or None, initial={"goal": Goal.AREAS.value})
        self.fields["things"].widget.attrs["rows"] = 2
        count_in(self)
        set_up_fields(self, unmarked=self.fields)

    def clean_things(self) -> list[tuple[int, str]]:
        lines = [line.strip() for line in str(self.cleaned_data["things"] or "").splitlines() if line.strip()]
        found = [_THINGS.fullmatch(line) for line in lines[:MOST_THINGS]]
        number = WholeNumberField(max_value=MOST_OF_A_THING)
        things = [(number.clean(each[1]), each[2][:200].strip()) for each in found if each]
        things = [thing for thing in things if thing[0]]
        if len(things) < len(lines):
            raise forms.ValidationError(
                _("Write one thing a line, at most %(most)s, each with its number first: 2 scanners."),
                params={"most": MOST_THINGS},
            )
        return things

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        amount, currency = data.get("amount"), data.get("currency") or "EUR"
        if amount and amount != round(amount, MINOR_UNITS[currency]):
            self.add_error("amount", _("There is no smaller coin in this currency: take the last digits off."))
        return data

    def offers(self) -> list[Offer]:
        data = self.cleaned_data
        offers = []
        if data["amount"]:
            offers.append(Offer(Kind.MONEY, data["amount"], data["currency"] or "EUR"))
        if data["months"]:
            offers.append(Offer(Kind.STAFF, data["months"], what=data["profile"] or ""))
        return offers + [Offer(Kind.IN_KIND, Decimal(number), what=what) for number, what in data["things"]]

    @property
    def wish(self) -> Goal:
        return Goal(self.cleaned_data["goal"] or Goal.AREAS)


class ProposalForm(forms.Form):
    donor = NameField(suggestions="directory:organisation_suggestions", label=_("Donor"), make=new_organisation)
    detail = MultiLineField(label=_("Detail"), required=False, max_length=20_000)
    key = KeyField()

    def __init__(self, data: QueryDict | None, *, user: User) -> None:
        super().__init__(data)
        self.fields["detail"].widget.attrs["rows"] = 3
        set_up_fields(self, rows={"donor": Organisation.objects.visible_to(user)}, whole=["donor", "detail"])

    def clean_key(self) -> UUID:
        key: UUID = self.cleaned_data["key"] or uuid4()
        return key
