"""Form fields that take what people type or paste, and say in a sentence what they cannot take."""

import re
import unicodedata
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tracker.kit.date_formats import format_date
from tracker.kit.date_parser import read_date
from tracker.kit.dates.date_preview import date_preview
from tracker.kit.dates.refusals import DateNotUnderstood, Prefer
from tracker.kit.drawn_fields.bound_field import ShownField
from tracker.kit.periods import Period, format_period, read_period
from tracker.kit.text import without_hidden

# Tabs and line breaks may pass. Lone surrogates may not: no database stores them.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BYTE_ORDER_MARK = "\ufeff"
_INVISIBLE = {"Cc", "Cf", "Zl", "Zp", "Zs"}
# Each change is read by the server, whose words replace the preview under the field and nothing else.
WATCHED = {
    "autocomplete": "off",
    "hx-trigger": "input changed delay:250ms",
    "hx-target": "next .date-preview",
    "hx-swap": "innerHTML",
    "hx-select": "unset",
    "hx-select-oob": "unset",
    "hx-sync": "this:replace",
}


class PreviewedDate(ShownField):
    """A date on its form, said in full under the field; what is wrong with it is said there anyway."""

    field: "TypedDateField"

    @property
    def preview(self) -> str:
        after = self.form[self.field.after].value() if self.field.after else ""
        return "" if self.errors else date_preview(str(self.value() or ""), self.field.prefer, after=str(after or ""))


class DateInput(forms.TextInput):
    """Words in a line, and beside it a calendar that types them."""

    template_name = "kit/date_input.html"


class TypedDateField(forms.DateField):
    """A date typed as people say it: "25 May 2018", "tomorrow". `prefer` chooses the year nobody typed, or asks.

    It is said back in full while it is typed. `after` names the field of the form whose day it follows, if any.
    """

    widget = DateInput(WATCHED)
    bound_field_class = PreviewedDate
    is_previewed = True
    default_error_messages = {"required": _("Type a date such as 25 May 2018 or 2018-05-25.")}

    def __init__(self, *, prefer: Prefer = "future", after: str = "", **options: Any) -> None:
        super().__init__(**options)
        self.prefer, self.after = prefer, after
        query = f"prefer={prefer}&after={after}" if after else f"prefer={prefer}"
        self.widget.attrs["hx-get"] = format_lazy("{}?{}", reverse_lazy("read_date"), query)
        if after:
            self.widget.attrs["hx-include"] = f"[name={after}]"

    def to_python(self, value: str | datetime | date | None) -> date | None:
        words = value.strip() if isinstance(value, str) else value
        if not isinstance(words, str) or not words:
            return super().to_python(words)
        try:
            return read_date(words, language=_language(), today=timezone.localdate(), prefer=self.prefer)
        except DateNotUnderstood as refusal:
            raise ValidationError(str(refusal), code="invalid") from refusal

    def prepare_value(self, value: Any) -> Any:
        return format_date(value, _language()) if isinstance(value, date) else value


class TypedPeriodField(forms.Field):
    """A day or a period of the past, typed as people say it: "May 2018", "3 to 5 June 2018"."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Period | None:
        if isinstance(value, Period):
            return value
        words = str(value or "").strip()
        if not words:
            return None
        try:
            return read_period(words, language=_language(), today=timezone.localdate())
        except DateNotUnderstood as refusal:
            raise ValidationError(str(refusal), code="invalid") from refusal

    def prepare_value(self, value: Any) -> Any:
        return format_period(value) if isinstance(value, Period) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "autocomplete": "off"}


class VersionField(forms.IntegerField):
    """The version of a thing that a form started from."""

    widget = forms.HiddenInput

    def __init__(self, *, required: bool = True) -> None:
        super().__init__(required=required, min_value=1, max_value=2**31 - 1)


class _TypedTextField(forms.CharField):
    """Text in Unicode's composed form, without what nobody can see or search."""

    longest: ClassVar[int]
    default_error_messages = {
        "required": _("Type something here."),
        "control": _("This holds a control character. Type the words again, or paste them as plain text."),
        "too_long": _("This is %(length)s characters long; it may be at most %(longest)s. Shorten it."),
    }

    def __init__(self, *, max_length: int | None = None, **options: Any) -> None:
        super().__init__(**options)
        # Set only now, to leave out the maxlength attribute: with it browsers cut pasted text without a word.
        self.max_length = max_length or self.longest

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        if not text:
            return text
        if _CONTROLS.search(text):
            raise self._refusal("control")
        text = unicodedata.normalize("NFC", self.tidy(text.replace(_BYTE_ORDER_MARK, ""))).strip()
        if all(unicodedata.category(letter) in _INVISIBLE for letter in text):
            return super().to_python("")
        if self.max_length and len(text) > self.max_length:
            sizes = {"length": len(text), "longest": self.max_length}
            raise self._refusal(
                "too_long", {name: number_format(size, force_grouping=True) for name, size in sizes.items()}
            )
        return text

    def tidy(self, text: str) -> str:
        raise NotImplementedError

    def _refusal(self, code: str, params: dict[str, str] | None = None) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)


class SingleLineField(_TypedTextField):
    """One line: line breaks and runs of spaces become one space."""

    longest = 500
    default_error_messages = {
        "turn": _("This holds hidden marks that change the direction of reading. Type the words again."),
    }

    def tidy(self, text: str) -> str:
        if _TURNS.search(text):
            raise self._refusal("turn")
        return " ".join(without_hidden(text).split())


class MultiLineField(_TypedTextField):
    """Several lines, each ended by a newline alone."""

    widget = forms.Textarea
    longest = 500_000

    def tidy(self, text: str) -> str:
        # Text pasted from Word often holds such marks: whoever pasted it could neither see nor find them.
        return "\n".join(_TURNS.sub("", text).splitlines())


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
