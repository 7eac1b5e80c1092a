"""Who watches a follow-up and whom its notes mention, on its page on the admin site."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tracker.follow_ups.admin import FollowUpAdmin
from tracker.history.admin_base import ReadOnlyInline
from tracker.history.models import Entry
from tracker.notes.models import Mention, Watch


class WatchInline(ReadOnlyInline):
    model = Watch
    verbose_name_plural = _("Watched by")
    fields = readonly_fields = ("user",)

    def get_queryset(self, request: Any) -> QuerySet[Watch]:
        rows: QuerySet[Watch] = Watch.objects.standing().select_related("user")
        return rows


class MentionInline(ReadOnlyInline):
    model = Mention
    fields = readonly_fields = ("user", "note", "seen_at")

    def get_queryset(self, request: Any) -> QuerySet[Mention]:
        """In the notes that the administrator may read."""
        rows: QuerySet[Mention] = Mention.objects.select_related("user", "entry")
        return rows.filter(entry__in=Entry.objects.readable_by(request.user).values("pk"))

    @admin.display(description=_("note"))
    def note(self, mention: Mention) -> str:
        return mention.entry.note


# A follow-up stands below its notes, and its page on the admin site shows both.
FollowUpAdmin.inlines = (*FollowUpAdmin.inlines, WatchInline, MentionInline)  # type: ignore[assignment]
