"""A link for a contact of a partner: by it they see what their organisation owes us, and say how far it is."""

from datetime import date, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.history.models import Entry
from tracker.history.once import once
from tracker.history.removable import Removable, RemovableQuerySet
from tracker.history.tracked_model import Tracked
from tracker.partner_links.contacts import contacts_of

SIGNER = Signer(salt="tracker.partner_links")
# So long after somebody pressed "Show the list" it is shown without another press.
SHOWN_FOR = timedelta(hours=12)


def digest_of(token: str) -> str:
    return sha256(token.encode(errors="replace")).hexdigest()


class PartnerLinkQuerySet(RemovableQuerySet["PartnerLink"]):
    def visible_to(self, user: User) -> Self:
        return self.present().known_to(user)

    def removed_for(self, user: User) -> Self:
        return self.removed().known_to(user)

    def known_to(self, user: User) -> Self:
        """Revoked or not, of organisations and people whom they may know of."""
        organisations, people = Organisation.objects.known_to(user), Person.objects.known_to(user)
        return self.filter(organisation__in=organisations.values("pk"), person__in=people.values("pk"))

    def hidden_from(self, user: User) -> Self:
        return self.none() if user.sees_restricted else self.exclude(pk__in=self.model.objects.known_to(user))

    def with_names(self) -> Self:
        return self.select_related("organisation", "person__account", "made_by")


class PartnerLink(Tracked, Removable):
    """Removed, it is revoked; `until` is its last day. Of its token only the digest is kept."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="partner_links"
    )
    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("contact"), related_name="partner_links")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    until = models.DateField(_("open until"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("made by"), related_name="partner_links"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    key = models.UUIDField(null=True, editable=False)

    objects: ClassVar[Any] = PartnerLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link for a partner")
        verbose_name_plural = _("links for partners")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["made_by", "key"], name="partner_link_made_once")]

    def __str__(self) -> str:
        return gettext("Link for %(person)s") % {"person": self.person}

    def get_absolute_url(self) -> str:
        return reverse("partner_links:link", args=[self.pk])

    @classmethod
    @transaction.atomic
    def make(cls, *, by: User, key: Any = None, **values: Any) -> tuple[Self, str]:
        """A link, and its token, which nobody can read again; without one where the form had made it before."""
        token = SIGNER.sign(token_urlsafe(24))
        fresh = {**values, "digest": digest_of(token), "key": key, "made_by": by}
        link = once(cls, lambda: cls.add(by=by, **fresh), key=key, maker=by, made_by=by)
        return link, token if link.digest == digest_of(token) else ""

    @classmethod
    def of(cls, token: str, today: date) -> "PartnerLink | None":
        """The one with this token, as long as it works."""
        try:
            SIGNER.unsign(token)
        except BadSignature:
            return None
        link: PartnerLink | None = cls.objects.present().with_names().filter(digest=digest_of(token)).first()
        return link if link and link.is_open(today) else None

    def is_open(self, today: date) -> bool:
        """Not once it is revoked or past its day, nor once its reader holds no post there any more."""
        return not self.is_removed and self.until >= today and self.is_for_a_contact(today)

    def is_for_a_contact(self, today: date) -> bool:
        return contacts_of(self.organisation, today).filter(pk=self.person_id).exists()

    @property
    def is_shown(self) -> bool:
        """Whether somebody pressed for the list a while ago."""
        return self.uses.openings().filter(at__gt=timezone.now() - SHOWN_FOR).exists()

    @transaction.atomic
    def revoke(self, *, by: User) -> Entry | None:
        self.lock()
        return None if self.is_removed else self.change("revoked", by=by, removed_at=timezone.now())

    @transaction.atomic
    def restore(self, *, by: User) -> Entry | None:
        self.lock()
        return super().restore(by=by)

    def lock(self) -> None:
        self.refresh_from_db(from_queryset=PartnerLink.objects.select_for_update(of=("self",)))


def address_of(token: str) -> str:
    """With the address of the house: to be copied, or for a mail."""
    return f"{settings.SITE_ADDRESS}{reverse('partner_links:by_link', args=[token])}"
