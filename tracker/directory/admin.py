"""The directory on the admin site."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from tracker.accounts.account_link import may_change_link
from tracker.accounts.models import User
from tracker.background.models import Bounce
from tracker.directory.absences.models import Absence
from tracker.directory.field_register import ORGANISATIONS, PEOPLE
from tracker.directory.get_or_add import FoldedField
from tracker.directory.models import Appointment, Organisation, Person
from tracker.directory.people.bounces import bounces_seen_by
from tracker.directory.restricted_names import naming_columns
from tracker.history.admin_base import ReadOnlyInline, TrackedAdmin
from tracker.kit.admin_lists import LookedAtAdmin
from tracker.kit.form_fields import MultiLineField
from tracker.kit.row_by_name_field import is_key
from tracker.kit.rows_by_name_field import CheckedRowsField
from tracker.lists.field_places import OnAdmin


def keys(value: Sequence[str]) -> list[str]:
    """Without the nonsense over which Django's own widgets fall when they draw the form again."""
    return [key for key in value if is_key(str(key))]


class OneByName(AutocompleteSelect):
    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        return super().optgroups(name, keys(value), attr)


class SomeByName(AutocompleteSelectMultiple):
    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        return super().optgroups(name, keys(value), attr)


class NamedAdmin(TrackedAdmin):
    """Things with a name: found as everywhere in Suivi, whatever the case and accents."""

    search_fields = ("folded",)
    formfield_overrides = {
        models.EmailField: {},
        models.URLField: {},
        models.CharField: {"form_class": FoldedField},
        models.TextField: {"form_class": MultiLineField},
    }

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        widget = {"widget": OneByName(db_field, self.admin_site)}
        return super().formfield_for_foreignkey(db_field, request, **{**widget, **_known(db_field, request), **options})

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        named = {"widget": SomeByName(db_field, self.admin_site), "form_class": CheckedRowsField}
        return super().formfield_for_manytomany(db_field, request, **{**named, **_known(db_field, request), **options})

    def get_queryset(self, request: Any) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.model.objects.visible_to(request.user)
        return rows

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        rows: Any = queryset
        return rows.find(search_term), False


class PostInline(ReadOnlyInline):
    """Posts are given and ended on the page of the person."""

    model = Appointment
    fields = ("person", "title", "organisation", "since", "until")

    def get_queryset(self, request: Any) -> QuerySet[Appointment]:
        posts: QuerySet[Appointment] = Appointment.objects.visible_to(request.user)
        return posts.select_related("person", "organisation")


class AbsenceInline(ReadOnlyInline):
    """Said on the page of the person, and by themselves."""

    model = Absence
    fk_name = "person"
    view_on_site = False
    fields = readonly_fields = ("since", "until", "deputy")

    def get_queryset(self, request: Any) -> QuerySet[Absence]:
        rows: QuerySet[Absence] = Absence.objects.visible_to(request.user)
        return rows.select_related("deputy")


@admin.register(Organisation)
class OrganisationAdmin(NamedAdmin):
    list_display = ("name", "short_name", "parent", "is_ours")
    list_filter = ("is_ours",)
    list_select_related = ("parent",)
    autocomplete_fields = ("parent", "head")
    fields = (*ORGANISATIONS.named(OnAdmin), "started_from")
    inlines = (PostInline,)


@admin.register(Person)
class PersonAdmin(NamedAdmin):
    list_display = ("name", "telephone", "email", "account")
    list_filter = (("account", admin.EmptyFieldListFilter),)
    list_select_related = ("account",)
    autocomplete_fields = ("account",)
    fields = (*PEOPLE.named(OnAdmin), "started_from")
    inlines = (PostInline, AbsenceInline)

    def get_readonly_fields(self, request: Any, obj: Person | None = None) -> list[str]:
        return [] if obj is None or may_change_link(request.user, obj) else ["account"]

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **options: Any) -> Any:
        if db_field.name == "account":
            options["queryset"] = User.objects.exclude(pk=request.user.pk)
        return super().formfield_for_foreignkey(db_field, request, **options)


def _known(column: Any, request: Any) -> dict[str, Any]:
    """Where a column names people or organisations: those that this administrator and everybody else may know of."""
    if column not in naming_columns(column.model):
        return {}
    return {"queryset": column.related_model.objects.visible_to(request.user).general()}


@admin.register(Bounce)
class BounceAdmin(LookedAtAdmin):
    changed_on_its_page = False
    list_display = ("address", "since", "last_at", "said", "cleared_at", "cleared_by")
    list_select_related = ("cleared_by",)
    search_fields = ("address",)
    fields = ("address", "since", "last_at", "said", "message_id", "cleared_at", "cleared_by")

    def get_queryset(self, request: Any) -> QuerySet[Bounce]:
        return bounces_seen_by(request.user)
