"""The form field for a number above nothing: an amount of money, a quantity."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from tracker.kit.exact_decimal_field import LARGEST
from tracker.kit.money_and_exchange import format_number, read_amount


class AmountField(forms.Field):
    """A number above nothing as people write it: "200,000", "1 250.50". `places` is how many decimals it takes."""

    def __init__(self, *, places: int = 2, **options: Any) -> None:
        super().__init__(widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}), **options)
        self.places = places

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values or isinstance(value, Decimal):
            return value or None
        number = read_amount(str(value), get_language() or "en")
        if number is None:
            raise ValidationError(_("Type a number such as 200000 or 12.5."), code="invalid")
        if not 0 < number <= LARGEST:
            raise ValidationError(_("Type a number above nothing, of at most 13 digits."), code="size")
        if number != round(number, self.places):
            sentence = ngettext_lazy("It takes %(places)s decimal.", "It takes %(places)s decimals.", self.places)
            raise ValidationError(sentence, code="places", params={"places": self.places})
        return number

    def prepare_value(self, value: Any) -> Any:
        return format_number(value) if isinstance(value, Decimal) else value
