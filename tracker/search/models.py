"""By which fold the words of each table were written, so that `migrate` writes them anew when it changes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FoldedTable(models.Model):
    table = models.CharField(_("table"), max_length=100, primary_key=True)
    version = models.PositiveIntegerField(_("version"))

    class Meta:
        verbose_name = _("folded table")
        verbose_name_plural = _("folded tables")

    def __str__(self) -> str:
        return f"{self.table} {self.version}"
