"""What was done by a link: each time that its list was asked for, and each deed."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.models.seen_by import seen_by
from tracker.history.models import Entry
from tracker.partner_links.models.partner_link import PartnerLink


class Did(models.TextChoices):
    OPENED = "opened", _("Opened the list")
    BEGAN = "began", _("Said that it is in progress")
    DONE = "done", _("Reported it done")
    DATE = "date", _("Asked for another date")
    NOTE = "note", _("Wrote a note")
    FILE = "file", _("Attached a file")


class LinkUseQuerySet(models.QuerySet["LinkUse"]):
    def visible_to(self, user: User) -> Self:
        """Of links that they may know of; what is about a follow-up as that follow-up."""
        links = PartnerLink.objects.known_to(user).values("pk")
        about = Q(follow_up=None) | seen_by(user)
        return self.filter(about, link__in=links)

    def openings(self) -> Self:
        return self.filter(did=Did.OPENED)

    def deeds(self) -> Self:
        return self.exclude(did=Did.OPENED)

    def of_partner(self, organisation: Organisation) -> Self:
        return self.filter(link__organisation=organisation)

    def opened(self) -> dict[int, tuple[int, Any]]:
        """By link how often its list was asked for, and when last."""
        counted = self.openings().order_by().values_list("link").annotate(times=Count("pk"), last=Max("at"))
        return {link: (times, last) for link, times, last in counted}


class LinkUse(models.Model):
    """`entry` is that of history which the deed wrote, if it wrote one."""

    link = models.ForeignKey(PartnerLink, models.CASCADE, verbose_name=_("link"), related_name="uses")
    did = models.CharField(_("what was done"), max_length=10, choices=Did)
    at = models.DateTimeField(_("when"), default=timezone.now)
    follow_up = models.ForeignKey(
        FollowUp, models.CASCADE, null=True, verbose_name=_("follow-up"), related_name="partner_uses"
    )
    entry = models.ForeignKey(
        Entry, models.SET_NULL, null=True, editable=False, verbose_name=_("history entry"), related_name="+"
    )
    key = models.UUIDField(null=True, editable=False)

    objects: ClassVar[Any] = LinkUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("use of a link for a partner")
        verbose_name_plural = _("uses of links for partners")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["link", "key"], name="partner_link_used_once")]
        indexes = [models.Index(fields=["follow_up", "-id"], name="partner_uses_of_follow_up")]

    def __str__(self) -> str:
        return self.get_did_display()
