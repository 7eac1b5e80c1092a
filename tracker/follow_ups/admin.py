"""Follow-ups and the history of everything on the admin site: to look at, cut to what the administrator may see."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from tracker.follow_ups import activity_columns
from tracker.follow_ups.columns import COLUMNS
from tracker.follow_ups.entries import visible_entries, without_hidden
from tracker.follow_ups.models import Activity, FollowUp, Implementation, Invitation
from tracker.history.admin import LookOnlyAdmin, LookOnlyInline
from tracker.history.models import Entry
from tracker.history.recorded import Recorded
from tracker.history.wording import DEEDS, deed, lines
from tracker.lists.columns import choice_columns
from tracker.lists.places import OnAdmin
from tracker.records.models import Record


class ImplementationInline(LookOnlyInline):
    model = Implementation
    fields = ("mandate", "paragraph")


class InvitationInline(LookOnlyInline):
    model = Invitation
    fields = ("title", "direction", "starts", "ends", "zone", "place", "role", "reply_by", "answer", "speaker", "plan")
    readonly_fields = ("plan",)

    @admin.display(description=_("steps"))
    def plan(self, event: Invitation) -> str:
        return "\n".join(f"{step}: {step.done_on or step.due_on}" for step in event.steps.all())


@admin.register(FollowUp)
class FollowUpAdmin(LookOnlyAdmin):
    list_display = ("reference", "title", "kind", "status", "owner", "partner", "due_on", "classification")
    list_display_links = ("reference", "title")
    list_filter = (*(column.name for column in choice_columns(COLUMNS, OnAdmin)), "due_on")
    list_select_related = ("owner", "partner")
    search_fields = ("reference", "title")
    fields = (*COLUMNS.named(OnAdmin),)
    inlines = (ImplementationInline, InvitationInline)

    def get_queryset(self, request: Any) -> QuerySet[FollowUp]:
        rows: QuerySet[FollowUp] = FollowUp.objects.visible_to(request.user)
        return rows


@admin.register(Activity)
class ActivityAdmin(LookOnlyAdmin):
    list_display = ("title", "starts_on", "ends_on", "done_by", "unit", "partner", "classification")
    list_filter = ("classification", "starts_on")
    list_select_related = ("done_by", "unit", "partner")
    search_fields = ("title", "place")
    fields = (*activity_columns.COLUMNS.named(OnAdmin),)
    inlines = (ImplementationInline,)

    def get_queryset(self, request: Any) -> QuerySet[Activity]:
        rows: QuerySet[Activity] = Activity.objects.visible_to(request.user)
        return rows


class DeedFilter(admin.SimpleListFilter):
    title, parameter_name = _("deed"), "verb"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(DEEDS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Entry]) -> QuerySet[Entry]:
        return queryset.filter(verb=self.value()) if self.value() else queryset


class ThingFilter(admin.SimpleListFilter):
    """The kinds of things that have a history."""

    title, parameter_name = _("kind of thing"), "content_type"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        recorded = (model for model in apps.get_models() if issubclass(model, Recorded))
        kinds = [(model, ContentType.objects.get_for_model(model)) for model in recorded]
        return [(str(kind.pk), model._meta.verbose_name_plural) for model, kind in kinds]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Entry]) -> QuerySet[Entry]:
        known = {key for key, _name in self.lookup_choices}
        return queryset.filter(content_type_id=int(key)) if (key := self.value()) in known else queryset


@admin.register(Entry)
class EntryAdmin(LookOnlyAdmin):
    list_display = ("at", "by", "deed", "thing", "channel")
    list_filter = (DeedFilter, ThingFilter, "channel", "at")
    list_select_related = ("by", "content_type")
    search_fields = ("note", "by__name")
    fields = ("at", "by", "channel", "thing", "deed", "note", "what_changed", "version")

    def get_queryset(self, request: Any) -> QuerySet[Entry]:
        things = GenericPrefetch("item", [Record.objects.select_related("meeting")])
        return visible_entries(request.user).prefetch_related(things)

    def get_object(self, request: Any, object_id: str, from_field: str | None = None) -> Entry | None:
        entry: Entry | None = super().get_object(request, object_id, from_field)
        return without_hidden([entry], request.user)[0] if entry else None

    @admin.display(description=_("deed"))
    def deed(self, entry: Entry) -> str:
        return deed(entry)

    @admin.display(description=_("thing"))
    def thing(self, entry: Entry) -> str:
        item: Any = entry.item
        page = item.meeting if isinstance(item, Record) else item
        if not hasattr(page, "get_absolute_url"):
            return str(item)
        return format_html('<a href="{}">{}</a>', page.get_absolute_url(), item)

    @admin.display(description=_("changes"))
    def what_changed(self, entry: Entry) -> str:
        return "\n".join(f"{line.label}: {line.before} → {line.after}" for line in lines(entry)) or "–"
