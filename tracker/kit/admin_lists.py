"""Lists of the admin site: asked nothing but what their own filters ask."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.filters import FieldListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import get_fields_from_path
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from tracker.kit.templatetags.kit import name_of

LONGEST_SEARCH = 100


class ListedAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """What every noun on the admin site stands on.

    Django lets an address compare any column with anything, which tells of what is not shown, letter by letter.
    """

    list_per_page = 50
    has_history, is_looked_at = True, False
    # Asked by pages that lead here, beside the filters.
    asked_by_links: tuple[str, ...] = ()

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup in self.asked(request)

    def asked(self, request: HttpRequest) -> frozenset[str]:
        """The parameters of the filters beside the list, and of the links that lead to it."""
        filters = (self._parameters(each, request) for each in self.get_list_filter(request))
        days = [f"{self.date_hierarchy}__{part}" for part in ("year", "month", "day") if self.date_hierarchy]
        return frozenset(self.asked_by_links).union(days, *filters)

    def _parameters(self, each: Any, request: HttpRequest) -> Iterator[str]:
        if callable(each):
            yield from each(request, {}, self.model, self).expected_parameters()
            return
        path, made = each if isinstance(each, tuple) else (each, FieldListFilter.create)
        field = get_fields_from_path(self.model, path)[-1]
        spec: Any = made(field, request, {}, self.model, self, field_path=path)
        yield from spec.expected_parameters()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Whoever pastes a page is searched for by its first words: SQLite's parser goes no deeper."""
        return super().get_search_results(request, queryset, search_term[:LONGEST_SEARCH])

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Days that no calendar has are refused like everything else that no filter asks."""
        try:
            return super().get_changelist_instance(request)
        except (ValueError, OverflowError) as error:
            raise IncorrectLookupParameters from error


class ReadOnly:
    """Everything to see, nothing to change: the verbs on the pages are the only way."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class LookedAtAdmin(ReadOnly, ListedAdmin):
    """What is looked at here, and changed on its page where it has one: each row and its head lead there."""

    show_full_result_count = False
    # Counting within what a person may see nests deeper than SQLite's parser goes.
    show_facets = admin.ShowFacets.NEVER
    has_history, is_looked_at, changed_on_its_page = False, True, True

    def get_list_display(self, request: HttpRequest) -> tuple[Any, ...]:
        return (*super().get_list_display(request), *(["on_its_page"] if self.changed_on_its_page else []))

    def view_on_site(self, obj: Any) -> str | None:
        return obj.get_absolute_url() if self.changed_on_its_page else None

    @admin.display(description=_("its page"))
    def on_its_page(self, obj: Any) -> SafeString | str:
        page, seen = self.view_on_site(obj), _("Change on its page")
        return format_html('<a href="{}" aria-label="{}">{}</a>', page, name_of(str(seen), obj), seen) if page else ""
