"""Errors, and the mails that told of them, on the admin site: to look at."""

from django.contrib import admin

from tracker.health.models import Fault, FaultMail
from tracker.history.admin_base import ReadOnlyInline
from tracker.kit.admin_lists import LookedAtAdmin


class FaultMailInline(ReadOnlyInline):
    model = FaultMail
    fields = readonly_fields = ("user", "status", "said", "at")


@admin.register(Fault)
class FaultAdmin(LookedAtAdmin):
    changed_on_its_page = False
    list_display = ("kind", "place", "address", "times", "last_at")
    fields = ("kind", "place", "address", "times", "first_at", "last_at", "request")
    inlines = (FaultMailInline,)
