"""The backups that were made, to look at."""

from django.contrib import admin
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from tracker.backups.models import Backup
from tracker.kit.admin_lists import LookedAtAdmin


@admin.register(Backup)
class BackupAdmin(LookedAtAdmin):
    changed_on_its_page = False
    list_display = ("__str__", "at", "size_in_words", "verified_at", "thrown_away_at", "error")
    fields = ("at", "folder", "name", "size_in_words", "verified_at", "thrown_away_at", "error")
    readonly_fields = ("size_in_words",)

    @admin.display(description=_("size"), ordering="size")
    def size_in_words(self, backup: Backup) -> str:
        return filesizeformat(backup.size)
