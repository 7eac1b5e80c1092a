"""Answers from mails on the admin site: to look at, cut to what the administrator may see."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from tracker.history.admin_base import ReadOnlyInline
from tracker.kit.admin_lists import LookedAtAdmin
from tracker.mail_answers.models import Answer, AnswerLink


class AnswerInline(ReadOnlyInline):
    model = Answer
    view_on_site = False
    fields = readonly_fields = ("deed", "at")


@admin.register(AnswerLink)
class AnswerLinkAdmin(LookedAtAdmin):
    changed_on_its_page = False
    list_display = ("person", "follow_up", "made_at")
    list_filter = ("made_at",)
    list_select_related = ("person", "follow_up")
    search_fields = ("person__name", "follow_up__reference")
    fields = ("person", "follow_up", "made_at")
    inlines = (AnswerInline,)

    def get_queryset(self, request: Any) -> QuerySet[AnswerLink]:
        rows: QuerySet[AnswerLink] = AnswerLink.objects.visible_to(request.user)
        return rows
