"""What was learnt, on the admin site: to look at. Its page says more, and goes back."""

from django.contrib import admin

from tracker.kit.admin_lists import LookedAtAdmin
from tracker.suggestions.models import Learning


@admin.register(Learning)
class LearningAdmin(LookedAtAdmin):
    list_display = ("at", "by", "sure", "perhaps", "decisions")
    list_select_related = ("by",)
    fields = ("at", "by", "sure", "perhaps", "decisions")
