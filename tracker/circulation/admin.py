"""To whom a record went and what was proposed, on its page on the admin site: cut to what the administrator may see."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tracker.circulation.models import Copy, Correction
from tracker.history.admin_base import ReadOnlyInline
from tracker.records.admin import RecordAdmin


class CopyInline(ReadOnlyInline):
    model = Copy
    view_on_site = False
    fields = readonly_fields = ("round", "person", "address", "status", "said", "at", "agreed_at", "removed_at")

    def get_queryset(self, request: Any) -> QuerySet[Copy]:
        rows: QuerySet[Copy] = Copy.objects.visible_to(request.user).with_names()
        return rows


class CorrectionInline(ReadOnlyInline):
    model = Correction
    view_on_site = False
    fields = readonly_fields = ("author", "against", "old", "new", "remark", "decision", "reason", "decided_by")

    def get_queryset(self, request: Any) -> QuerySet[Correction]:
        rows: QuerySet[Correction] = Correction.objects.visible_to(request.user).with_names()
        return rows

    @admin.display(description=_("by"))
    def author(self, row: Correction) -> str:
        return row.author


# A record stands below the round that it makes, and its page on the admin site shows both.
RecordAdmin.inlines = (*RecordAdmin.inlines, CopyInline, CorrectionInline)
