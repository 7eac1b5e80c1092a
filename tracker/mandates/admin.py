"""Mandates on the admin site."""

from django.contrib import admin

from tracker.directory.admin import NamedAdmin
from tracker.history.admin_base import ReadOnlyInline
from tracker.lists.field_places import OnAdmin
from tracker.mandates.field_register import COLUMNS
from tracker.mandates.models import Mandate, Paragraph


class ParagraphInline(ReadOnlyInline):
    """Paragraphs are edited on the page of the mandate, as lines."""

    model = Paragraph
    fields = ("number", "text")


@admin.register(Mandate)
class MandateAdmin(NamedAdmin):
    list_display = ("title", "symbol", "kind", "body", "adopted_on", "valid_until")
    list_filter = ("kind", "adopted_on", "valid_until")
    list_select_related = ("body",)
    autocomplete_fields = ("body", "parties")
    fields = (*COLUMNS.named(OnAdmin), "started_from")
    inlines = (ParagraphInline,)
