"""The form fields for numbers, as people write them: an amount of money, a quantity, how many."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from tracker.kit.exact_decimal_field import LARGEST
from tracker.kit.money_and_exchange import MINOR_UNITS, format_number, read_amount

# So many digits stand in a group of a number too.
THREE = 3
LIMITS: dict[type, Any] = {
    MinValueValidator: _("Type %(limit_value)s or more."),
    MaxValueValidator: _("Type %(limit_value)s or less."),
}


class AmountField(forms.Field):
    """A number above nothing: "200,000", "1 250.50". `places` is how many decimals it takes.

    Once it is known to `count_in` a currency with three, "1.255" means just that, and nobody is asked.
    """

    def __init__(self, *, places: int = 2, **options: Any) -> None:
        super().__init__(widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}), **options)
        self.places = places
        self.has_three = False

    def count_in(self, currency: str) -> None:
        self.has_three = MINOR_UNITS.get(currency) == THREE

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values or isinstance(value, Decimal):
            return value or None
        numbers = read_amount(str(value), _language())
        number = the_one(numbers[-1:] if self.has_three else numbers, str(value))
        if number is None:
            raise ValidationError(_("Type a number such as 200000 or 12.5."), code="invalid")
        if not 0 < number < LARGEST:
            raise ValidationError(_("Type a number above nothing, of at most 13 digits."), code="size")
        if number != round(number, self.places):
            sentence = ngettext_lazy("It takes %(places)s decimal.", "It takes %(places)s decimals.", self.places)
            raise ValidationError(sentence, code="places", params={"places": self.places})
        return number

    def prepare_value(self, value: Any) -> Any:
        return _unmistakable(value) if isinstance(value, Decimal) else value


class WholeNumberField(forms.IntegerField):
    """How many of something: "1,200", "1 200"."""

    widget = forms.TextInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        validators: list[Any] = self.validators
        for validator in validators:
            validator.message = LIMITS.get(type(validator), validator.message)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "numeric", "autocomplete": "off"}

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or isinstance(value, int):
            return None if value in self.empty_values else value
        words = str(value).strip()
        minus = words[:1] in ("-", "−")
        found = [each for each in read_amount(words[minus:], _language()) if each == each.to_integral_value()]
        number = the_one(found, words)
        if number is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return -int(number) if minus else int(number)


def the_one(numbers: Any, words: str) -> Decimal | None:
    """The number that is meant. Raises ValidationError that says both when it can be one of two."""
    if len(numbers) < 2:
        return next(iter(numbers), None)
    first, second = map(_unmistakable, numbers)
    sentence = _("“%(words)s” can mean %(first)s or %(second)s. Type it as one of these.")
    params = {"words": words.strip(), "first": first, "second": second}
    raise ValidationError(sentence, code="ambiguous", params=params)


def _unmistakable(number: Decimal) -> str:
    """The number as it is said; a nought more makes plain that three decimals are decimals."""
    said = format_number(number)
    return said if len(read_amount(said, _language())) == 1 else f"{said}0"


def _language() -> str:
    return get_language() or "en"
