"""The mail that brought a contact their link. Only while it is made its token is known: it is not sent anew."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.background.mail_rows import MailRow, MailRowQuerySet, MailStatus
from tracker.partner_links.models.partner_link import PartnerLink


class LinkMailQuerySet(MailRowQuerySet["LinkMail"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(link__in=PartnerLink.objects.visible_to(user).values("pk"))


class LinkMail(MailRow):
    may_go_again = False

    link = models.OneToOneField(PartnerLink, models.CASCADE, verbose_name=_("link"), related_name="mail")
    address = models.CharField(_("e-mail"), max_length=254)

    objects: ClassVar[Any] = LinkMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail with a link for a partner")
        verbose_name_plural = _("mails with links for partners")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.address

    def get_absolute_url(self) -> str:
        return self.link.get_absolute_url()

    @property
    def is_sent(self) -> bool:
        return self.status == MailStatus.SENT
