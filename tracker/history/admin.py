"""The history of everything on the admin site, cut to what the administrator may see."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from tracker.history.admin_base import ReadOnlyAdmin
from tracker.history.models import Entry
from tracker.history.tracked_model import Tracked
from tracker.history.visible import visible_entries, without_hidden
from tracker.history.wording.verbs import VERBS
from tracker.history.wording.words_of_entry import changed_fields, verb_label


class VerbFilter(admin.SimpleListFilter):
    title, parameter_name = _("deed"), "verb"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(VERBS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Entry]) -> QuerySet[Entry]:
        return queryset.filter(verb=self.value()) if self.value() else queryset


class ContentTypeFilter(admin.SimpleListFilter):
    """The kinds of things that have a history."""

    title, parameter_name = _("kind of thing"), "content_type"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        recorded = (model for model in apps.get_models() if issubclass(model, Tracked))
        kinds = [(model, ContentType.objects.get_for_model(model)) for model in recorded]
        return [(str(kind.pk), model._meta.verbose_name_plural) for model, kind in kinds]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Entry]) -> QuerySet[Entry]:
        known = {key for key, _name in self.lookup_choices}
        return queryset.filter(content_type_id=int(key)) if (key := self.value()) in known else queryset


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    has_history = changed_on_its_page = False
    list_display = ("at", "by", "by_name", "deed", "thing", "channel")
    list_filter = (VerbFilter, ContentTypeFilter, "channel", "at")
    asked_by_links = ("object_id",)
    list_select_related = ("by", "content_type")
    search_fields = ("note", "by__name", "by_name")
    fields = ("at", "by", "by_name", "channel", "thing", "deed", "note", "what_changed", "version")

    def get_queryset(self, request: Any) -> QuerySet[Entry]:
        nouns = [model._default_manager for model in apps.get_models() if issubclass(model, Tracked)]
        things = GenericPrefetch("item", [rows.with_page() for rows in nouns if hasattr(rows, "with_page")])
        rows: QuerySet[Entry] = visible_entries(request.user).prefetch_related(things)
        return rows

    def get_object(self, request: Any, object_id: str, from_field: str | None = None) -> Entry | None:
        entry: Entry | None = super().get_object(request, object_id, from_field)
        return without_hidden([entry], request.user)[0] if entry else None

    @admin.display(description=_("deed"))
    def deed(self, entry: Entry) -> str:
        return verb_label(entry)

    @admin.display(description=_("thing"))
    def thing(self, entry: Entry) -> str:
        item: Any = entry.item
        if not hasattr(item, "get_absolute_url"):
            return str(item)
        return format_html('<a href="{}">{}</a>', item.get_absolute_url(), item)

    @admin.display(description=_("changes"))
    def what_changed(self, entry: Entry) -> str:
        return "\n".join(f"{line.label}: {line.before} → {line.after}" for line in changed_fields(entry)) or "–"
