"""On the admin site, the filters of a noun's own list: they find the same rows, and know the same names."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tracker.kit.row_by_name_field import NameField
from tracker.lists.filters import TYPED, ListFilter

ON = "on"


class ListsOwnFilter(admin.SimpleListFilter):
    """The filter `parameter_name` of `filters`: a name that is typed, or a tick.

    A name is looked up among those that this person may know of, so that none is told by being offered.
    """

    filters: type[ListFilter]
    parameter_name: str

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        self.field = self._ask(request, model_admin.model._default_manager.none()).form[self.parameter_name]
        self.is_named = isinstance(self.field.field, NameField)
        if self.is_named:
            self.template = "admin/filter_by_name.html"
        return [(ON, _("Only these"))] if isinstance(self.field.field, forms.BooleanField) else []

    def has_output(self) -> bool:
        return True

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        asked = self._ask(request, queryset)
        rows: QuerySet[Any] = asked.qs if asked.is_valid() else queryset.none()
        return rows

    def choices(self, changelist: Any) -> Iterator[Any]:
        """For a form, what else the list is asked for."""
        self.others = {name: value for name, value in changelist.params.items() if name != self.parameter_name}
        return super().choices(changelist)

    def _ask(self, request: Any, rows: QuerySet[Any]) -> Any:
        # What comes by an address of the admin site was typed: digits are a name there as well.
        typed = {self.parameter_name: self.value() or "", TYPED: ON}
        return self.filters(typed, rows, user=request.user)  # type: ignore[call-arg]


def filters_of(filters: type[ListFilter], *names: str) -> list[type[ListsOwnFilter]]:
    return [
        type(
            f"{name.title()}Filter",
            (ListsOwnFilter,),
            {"filters": filters, "parameter_name": name, "title": filters.base_filters[name].label},
        )
        for name in names
    ]
