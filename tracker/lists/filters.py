"""Filters of lists: a row by its name, and chips that say what is on."""

from collections.abc import Collection, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tracker.kit.date_formats import format_date
from tracker.kit.form_fields import SingleLineField, TypedDateField, TypedPeriodField
from tracker.kit.positive_number_field import WholeNumberField
from tracker.kit.row_by_name_field import CHOSEN, NameField
from tracker.kit.set_up_fields import set_up_fields

# Set where the filters were typed: digits in a name box are then a name, which in a link of ours are a key.
TYPED = "typed"
# What every list may be asked for besides its filters.
OF_EVERY_LIST = ("page", "sort", TYPED)
# So many unknown filters are named: whoever sends more knows why.
MOST_NAMED = 5
AUTO_ID = "filter_%s"


class TextFilter(django_filters.Filter):  # type: ignore[misc]
    field_class = SingleLineField


class NameFilter(django_filters.Filter):  # type: ignore[misc]
    """A row by its name, or in a link by its key. The FilterSet sets its `rows`, cut to what the person may see."""

    field_class = NameField

    def __init__(self, *args: Any, suggestions: str, **kwargs: Any) -> None:
        super().__init__(*args, suggestions=suggestions, **kwargs)


class DayFilter(django_filters.Filter):  # type: ignore[misc]
    field_class = TypedDateField


class PeriodFilter(django_filters.Filter):  # type: ignore[misc]
    field_class = TypedPeriodField


class DaysFilter(django_filters.Filter):  # type: ignore[misc]
    """A number of days, from one to some years."""

    field_class = WholeNumberField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, min_value=1, max_value=5_000, **kwargs)


class TimesFilter(django_filters.Filter):  # type: ignore[misc]
    """How often something took place, at least."""

    field_class = WholeNumberField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, min_value=1, max_value=1_000, **kwargs)


class TickFilter(django_filters.Filter):  # type: ignore[misc]
    """On, or not asked: an empty box filters nothing."""

    field_class = forms.BooleanField


class ListFilter(django_filters.FilterSet):  # type: ignore[misc]
    """The filters of a list. `rows` gives each NameFilter what may be chosen, cut to what the person may see.

    `further` is what its pages may be asked for besides; of whatever else an address asks the page says that it is not
    known. Where `is_alike`, its fields are the same for everybody, and only those are made that are asked for: of forty
    these are two or three, and Django copies each twice.
    """

    base_filters: dict[str, Any]
    further: tuple[str, ...] = ()
    is_alike = True

    def __init__(self, data: Any, queryset: QuerySet[Any], *, rows: Mapping[str, QuerySet[Any]] | None = None) -> None:
        if self.is_alike:
            every = type(self).base_filters.items()
            self.base_filters = {name: each for name, each in every if name in data or f"{name}{CHOSEN}" in data}
        super().__init__(data, queryset)
        # Dialogs open over lists, and their fields have names of their own kind.
        self.form.auto_id = AUTO_ID
        self.form.again = _("Please look at this again.")
        self.form.known = {*type(self).base_filters, *OF_EVERY_LIST, *self.further}
        self.form.whole = self.whole_form() if self.is_alike else None
        made = {name: each for name, each in (rows or {}).items() if name in self.form.fields}
        set_up_fields(self.form, rows=made, unmarked=self.form.fields)
        for field in self.form.fields.values():
            field.reads_keys = TYPED not in data

    @classmethod
    @cache
    def whole_form(cls) -> type[forms.Form]:
        """All its fields, of which nothing is asked yet."""
        fields = {name: each.field for name, each in deepcopy(cls.base_filters).items()}
        for field in fields.values():
            field.no_mark = True
        return type(f"{cls.__name__}Form", (forms.Form,), fields)

    def nothing_fits(self) -> bool:
        """Of an empty list, whether it is empty because of a filter: without any it would hold something."""
        return any(self.form.data.get(name, "").strip() for name in self.base_filters) and self.queryset.exists()


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on. `without` is the query of the list without it; `is_wrong`: it was not understood."""

    name: str
    label: str
    value: str
    without: str
    is_wrong: bool


def chips(request: HttpRequest, form: forms.Form) -> list[Chip]:
    found = []
    for field in form:
        typed = request.GET.get(field.html_name, "")
        if not typed.strip():
            continue
        rest = request.GET.copy()
        del rest[field.html_name]
        rest.pop("page", None)
        label, value = capfirst(str(field.label)), _read(form, field, typed)
        found.append(Chip(field.html_name, label, value, f"?{rest.urlencode()}", bool(field.errors)))
    return found


def unknown_filters(request: HttpRequest, known: Collection[str]) -> list[str]:
    """The names that an address asks a list for and that it does not know: they are left out, and the page says so."""
    return [name[:40] for name in request.GET if name not in known][:MOST_NAMED]


def query_of(request: HttpRequest) -> str:
    """What the list is asked for, whatever page of it is shown."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()


def _read(form: forms.Form, field: forms.BoundField, typed: str) -> str:
    """What the filter is set to, as a person reads it; nothing for a ticked box."""
    value = form.cleaned_data.get(field.name, typed) if form.is_valid() else typed
    if isinstance(field.field, forms.BooleanField):
        return ""
    if isinstance(value, date):
        return format_date(value)
    choices = {str(key): name for key, name in getattr(field.field, "choices", None) or ()}
    return str(choices.get(str(value), value))[:80]
