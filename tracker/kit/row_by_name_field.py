"""Choosing a row by typing its name: a text field with suggestions, which works without JavaScript and at any size."""

from collections.abc import Callable
from typing import Any, Protocol, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from tracker.kit.text import fold

MOST_SUGGESTIONS = 12


def is_key(words: str) -> bool:
    """Whether a database can take `words` as a key: digits, and not so many that it would choke."""
    return words.isdecimal() and len(words) < 19


class Named(Protocol):
    """A model that can be named: `label` tells namesakes apart, its queryset has `find(words)`."""

    label: str


class Rows(Protocol):
    """What may be named: a queryset, or what stands for rows of several kinds."""

    def find(self, words: str) -> Any: ...
    def filter(self, *, pk: int) -> Any: ...


def lazy_rows(rows: Callable[[], QuerySet[Any]]) -> QuerySet[Any]:
    """Rows that are asked for only once somebody chooses among them: most fields are drawn and never used."""
    return cast("QuerySet[Any]", SimpleLazyObject(rows))


class NameInput(forms.TextInput):
    template_name = "kit/name_input.html"

    def __init__(self, suggestions: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.suggestions = suggestions

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, value, attrs) | {"suggestions": reverse(self.suggestions)}


class NameField(forms.Field):
    """A row of `rows` (cut to what the person may see) by its name, label or key.

    With `make`, an unknown name gives `make(name)`, an unsaved row that the verb saves.
    """

    def __init__(
        self,
        *,
        suggestions: str,
        rows: Rows | QuerySet[Any] | None = None,
        make: Callable[[str], Model] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(widget=NameInput(suggestions), **kwargs)
        self.rows = rows
        # The key that was last looked up and its row: a filter checks it, and says its name in the field and the chip.
        self.found: tuple[str, Any] | None = None
        self.make = make

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Model) or hasattr(value, "label"):
            return getattr(value, "label", str(value))
        if isinstance(value, int) or (isinstance(value, str) and value.isdecimal()):
            row = self._by_key(str(value))
            return getattr(row, "label", str(row)) if row else value
        return value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Model):
            return value
        words = " ".join(str(value or "").replace("\x00", "").split())
        if not words:
            return None
        if len(words) > 250:
            raise ValidationError(_("This name is too long. Type at most 250 characters."))
        found = self._by_key(words) if words.isdecimal() else self._by_name(words)
        if found is not None:
            return found
        if self.make:
            return self.make(words)
        sentence = _("Nothing is called “%(name)s”. Choose a name from the list.")
        raise ValidationError(sentence, code="unknown", params={"name": words})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "")

    def _by_key(self, words: str) -> Any:
        assert self.rows is not None
        if self.found is None or self.found[0] != words:
            self.found = (words, self.rows.filter(pk=int(words)).first() if is_key(words) else None)
        return self.found[1]

    def _by_name(self, words: str) -> Any:
        assert self.rows is not None
        wanted = fold(words)
        rows: Any = self.rows
        found = list(rows.find(words)[:200]) if wanted else []
        for name in (lambda row: row.label, str, lambda row: getattr(row, "name", "")):
            same = [row for row in found if fold(name(row)) == wanted]
            if len(same) == 1:
                return same[0]
            if len(same) > 1:
                sentence = _("Several are called “%(name)s”. Choose one from the list.")
                raise ValidationError(sentence, code="several", params={"name": words})
        return None


class CheckedRowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Rows with a box each, to keep or to take away."""

    def __init__(self, queryset: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(queryset, **{"widget": forms.CheckboxSelectMultiple, **kwargs})

    def clean(self, value: Any) -> Any:
        for key in value or ():
            if not is_key(str(key)):
                raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": key})
        return super().clean(value)


def suggestions(request: HttpRequest, rows: Any) -> HttpResponse:
    """The suggestions for what was typed so far, as options. The field's own name is the parameter's."""
    words = str(next(iter(request.GET.values()), ""))[:250].replace("\x00", "")
    found = rows.find(words)[:MOST_SUGGESTIONS] if fold(words).strip() else rows.none()
    return HttpResponse(format_html_join("", '<option value="{}"></option>', ((row.label,) for row in found)))
