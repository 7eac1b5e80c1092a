"""Stretches of time for which periodic work was given out."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Slot(models.Model):
    """A stretch of time for which a periodic piece of work was given out: to one worker, however many there are."""

    name = models.CharField(_("work"), max_length=100)
    starts = models.DateTimeField(_("starts"))

    class Meta:
        verbose_name = _("periodic work")
        verbose_name_plural = _("periodic work")
        constraints = [models.UniqueConstraint(fields=["name", "starts"], name="slot_given_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.starts:%Y-%m-%d %H:%M}"


def slot_of(moment: datetime, every: timedelta) -> datetime:
    """The start of the stretch that `moment` is in."""
    seconds = int(every.total_seconds())
    return datetime.fromtimestamp(int(moment.timestamp()) // seconds * seconds, tz=moment.tzinfo)
