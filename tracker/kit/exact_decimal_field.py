"""Numbers that both databases add and compare exactly: SQLite keeps decimals as floats, where 0.1 + 0.2 is not 0.3."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

PLACES = 4
# Beyond it no database column of 64 bits could hold a sum of them.
LARGEST = Decimal(10) ** 13


class ExactField(models.BigIntegerField):  # type: ignore[type-arg]
    """A Decimal of up to four decimals, kept as a whole number of ten-thousandths."""

    description = _("number with up to four decimals")

    def from_db_value(self, value: Any, *_rest: Any) -> Decimal | None:
        return None if value is None else plain(Decimal(value).scaleb(-PLACES))

    def to_python(self, value: Any) -> Any:
        try:
            return value if value is None else Decimal(str(value))
        except ArithmeticError as error:
            raise ValidationError(_("This is not a number."), code="invalid") from error

    def get_prep_value(self, value: Any) -> Any:
        # Expressions and other conditions pass as they are.
        if value is None or hasattr(value, "resolve_expression"):
            return value
        return int(Decimal(str(value)).scaleb(PLACES).to_integral_value())

    def formfield(self, **kwargs: Any) -> Any:
        # No admin form writes one: what is shown there is only looked at.
        return models.Field.formfield(self, **kwargs)


def plain(number: Decimal) -> Decimal:
    """The number without empty decimals and without an exponent."""
    return Decimal(format(number.normalize(), "f"))
