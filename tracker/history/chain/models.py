"""What seals an entry of history: a link of the one chain of all entries, in the order in which they were sealed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Seal(models.Model):
    """The entry is named by its key alone: the seal outlives it, and so tells that it was left out.

    `digest` is of the digest before, of what the entry says beside its words, and of `commitment`. That is of its
    words, under a `salt`. Where a person was erased from the words, `erased_by` is the entry that says so, and `anew`
    the commitment to what stands there since; the salt of the first is gone with the words. `let_go_by` is the entry
    that says why this one is not there any more.
    """

    position = models.PositiveBigIntegerField(_("place in the chain"), primary_key=True)
    entry_id = models.PositiveBigIntegerField(_("history entry"), unique=True)
    at = models.DateTimeField(_("when"))
    salt = models.CharField(max_length=32)
    commitment = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    anew = models.CharField(max_length=64, blank=True)
    erased_by = models.PositiveBigIntegerField(null=True)
    let_go_by = models.PositiveBigIntegerField(null=True)

    class Meta:
        app_label = "history"
        verbose_name = _("seal of history")
        verbose_name_plural = _("seals of history")
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.position}"
