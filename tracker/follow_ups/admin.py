"""Follow-ups on the admin site: to look at, cut to what the administrator may see."""

from typing import Any

from django.contrib import admin
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.follow_ups.field_register import COLUMNS
from tracker.follow_ups.list.filters import FollowUpFilter
from tracker.follow_ups.models import ClosingRule, FollowUp
from tracker.follow_ups.models.saved_view import SavedView
from tracker.history.admin_base import ReadOnlyAdmin, TrackedAdmin
from tracker.kit.admin_lists import LookedAtAdmin
from tracker.lists.admin_filters import filters_of
from tracker.lists.field_places import OnAdmin
from tracker.lists.field_register import choice_columns
from tracker.mandates.implementation_inline import ImplementationInline


@admin.register(FollowUp)
class FollowUpAdmin(ReadOnlyAdmin):
    list_display = ("reference", "title", "kind", "status", "owner", "partner", "due_on", "classification")
    list_display_links = ("reference", "title")
    list_filter = (
        *filters_of(FollowUpFilter, "unit", "owner", "meeting", "tags", "late"),
        *(column.name for column in choice_columns(COLUMNS, OnAdmin)),
        "due_on",
    )
    list_select_related = ("owner", "partner")
    search_fields = ("reference", "title")
    fields = (*COLUMNS.named(OnAdmin),)
    inlines = (ImplementationInline,)

    def get_queryset(self, request: Any) -> QuerySet[FollowUp]:
        rows: QuerySet[FollowUp] = FollowUp.objects.visible_to(request.user)
        return rows


@admin.register(ClosingRule)
class ClosingRuleAdmin(TrackedAdmin):
    list_display = ("kind", "needs_confirmation", "needs_evidence")
    list_filter = ("needs_confirmation", "needs_evidence")
    fields = ("kind", "needs_confirmation", "needs_evidence", "started_from")


@admin.register(SavedView)
class SavedViewAdmin(LookedAtAdmin):
    list_display = ("name", "by", "for_whom", "made_at")
    list_filter = ("audience", "made_at")
    list_select_related = ("by", "unit")
    search_fields = ("name",)
    fields = ("name", "by", "for_whom", "made_at", "query")

    def get_queryset(self, request: Any) -> QuerySet[SavedView]:
        own = ExpressionWrapper(Q(by=request.user), BooleanField())
        rows: QuerySet[SavedView] = SavedView.objects.visible_to(request.user).annotate(is_own=own)
        return rows

    def view_on_site(self, obj: SavedView) -> str | None:
        return reverse("follow_ups:view_edit", args=[obj.pk]) if obj.is_own else None  # type: ignore[attr-defined]

    @admin.display(description=_("for"), ordering="audience")
    def for_whom(self, view: SavedView) -> str:
        return view.for_whom
