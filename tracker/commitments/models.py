"""Public addresses: where whoever has one reads a list of commitments without signing in, as far as it is general."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from tracker.accounts import permissions
from tracker.accounts.classification_field import Closed
from tracker.accounts.models import Role, User
from tracker.directory.models import Organisation, Person
from tracker.history.models import Entry
from tracker.history.once import once
from tracker.history.removable import Removable, RemovableQuerySet
from tracker.history.tracked_model import Tracked
from tracker.meetings.models import Meeting, Series

LONGEST_TITLE = 200


class PublicAddressQuerySet(RemovableQuerySet["PublicAddress"]):
    def visible_to(self, user: User) -> Self:
        return self.present().known_to(user)

    def removed_for(self, user: User) -> Self:
        return self.removed().known_to(user)

    def known_to(self, user: User) -> Self:
        """Revoked or not, of lists about what they may see: one's own, and everybody's for managers."""
        rows = self if permissions.is_at_least(user, Role.MANAGER) else self.filter(made_by=user)
        return rows.exclude(pk__in=self.model.objects.hidden_from(user).values("pk"))

    def hidden_from(self, user: User) -> Self:
        """About what this person must find no trace of: it was general when the address was made."""
        return self.none() if user.sees_restricted else self.filter(subjects__in=Subject.objects.hidden_from(user))

    def open_on(self, day: date) -> Self:
        return self.present().filter(until__gte=day)


class PublicAddress(Tracked, Removable):
    """`query` is that of the list, with keys in place of names. Removed, it is revoked; `until` is its last day.

    `secret` never leaves the house: the token of the address is drawn from it, and can be drawn again for its maker.
    """

    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    query = models.TextField(_("list"), blank=True)
    names_people = models.BooleanField(_("names who is in charge"), default=False)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    until = models.DateField(_("open until"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("made by"), related_name="public_addresses"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    opened = models.PositiveIntegerField(_("opened"), default=0, editable=False)
    last_opened_at = models.DateTimeField(_("last opened"), null=True, editable=False)
    secret = models.UUIDField(default=uuid4, editable=False)
    key = models.UUIDField(null=True, editable=False)

    objects: ClassVar[Any] = PublicAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("public address")
        verbose_name_plural = _("public addresses")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["made_by", "key"], name="public_address_made_once")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("commitments:address", args=[self.pk])

    @classmethod
    @transaction.atomic
    def publish(cls, *, by: User, about: Iterable[models.Model] = (), key: Any = None, **values: Any) -> Self:
        """A new address; `about` are the things that its list names. A `key` used before gives the one it made then."""
        return once(cls, lambda: cls._publish(by, about, key=key, **values), key=key, maker=by, made_by=by)

    @classmethod
    def _publish(cls, by: User, about: Iterable[models.Model], **values: Any) -> Self:
        address = cls.add(by=by, made_by=by, **values)
        Subject.objects.bulk_create(Subject(address=address, item=each) for each in about if isinstance(each, SUBJECTS))
        return address

    @property
    def token(self) -> str:
        return salted_hmac("tracker.commitments.public_address", str(self.secret), algorithm="sha256").hexdigest()[:40]

    @property
    def public_path(self) -> str:
        return reverse("commitments:shared", args=[self.pk, self.token])

    @property
    def public_address(self) -> str:
        return f"{settings.SITE_ADDRESS}{self.public_path}"

    @classmethod
    def of(cls, pk: int, token: str) -> "PublicAddress | None":
        """The one with this token, as long as it is open."""
        address: PublicAddress | None = cls.objects.open_on(timezone.localdate()).filter(pk=pk).first()
        return address if address and constant_time_compare(address.token, token) else None

    def is_open(self) -> bool:
        return not self.is_removed and self.until >= timezone.localdate()

    def count_opening(self) -> None:
        """No change of it: it is counted, and by whom nobody knows."""
        again = {"opened": F("opened") + 1, "last_opened_at": timezone.now()}
        PublicAddress.objects.filter(pk=self.pk).update(**again)

    @property
    def closed_by(self) -> Closed:
        """What closes the things its list names."""
        closed = [each.item.closed_by for each in self.subjects.all() if hasattr(each.item, "closed_by")]
        return Closed().union(*closed)

    @transaction.atomic
    def revoke(self, *, by: User) -> Entry | None:
        self._lock()
        return None if self.is_removed else self.change("revoked", by=by, removed_at=timezone.now())

    @transaction.atomic
    def restore(self, *, by: User) -> Entry | None:
        self._lock()
        return super().restore(by=by)

    def _lock(self) -> None:
        self.refresh_from_db(from_queryset=PublicAddress.objects.select_for_update())


class SubjectQuerySet(models.QuerySet["Subject"]):
    def hidden_from(self, user: User) -> Self:
        hidden = Q(pk__in=())
        for model in SUBJECTS:
            kind = ContentType.objects.get_for_model(model)
            hidden |= Q(content_type=kind, object_id__in=model.objects.hidden_from(user).values("pk"))
        return self.filter(hidden)


class Subject(models.Model):
    """A thing that the list of a public address names: who may see it no more finds no trace of the address."""

    address = models.ForeignKey(
        PublicAddress, models.CASCADE, verbose_name=_("public address"), related_name="subjects"
    )
    content_type = models.ForeignKey(ContentType, models.PROTECT, verbose_name=_("kind of thing"), related_name="+")
    object_id = models.PositiveBigIntegerField()
    item: Any = GenericForeignKey()

    objects: ClassVar[Any] = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("thing a public address is about")
        verbose_name_plural = _("things a public address is about")
        constraints = [
            models.UniqueConstraint(fields=["address", "content_type", "object_id"], name="public_address_about_once")
        ]

    def __str__(self) -> str:
        return str(self.item)


# What may be hidden from somebody, of all that a list may name.
SUBJECTS: tuple[Any, ...] = (Meeting, Organisation, Person, Series)
