"""What two follow-ups have to do with one another. A noun of its own: only who sees both finds any trace of it."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.accounts.classification_field import Closed
from tracker.accounts.models import User
from tracker.directory.get_or_add import one_at_a_time
from tracker.follow_ups.models.follow_up import FollowUp
from tracker.history.models import Entry
from tracker.history.removable import Removable, RemovableQuerySet
from tracker.history.tracked_model import Tracked
from tracker.history.write_entry import write_entry


class LinkKind(models.TextChoices):
    """What the first of the two is to the second."""

    BLOCKED_BY = "blocked_by", _("Blocked by")
    SAME = "same", _("Same as")
    FOLLOWS = "follows", _("Follows from")


# What leads from one to the next may not lead back.
ONE_WAY = {
    LinkKind.BLOCKED_BY: _("%(second)s waits for %(first)s already, be it through others: neither could ever start."),
    LinkKind.FOLLOWS: _("%(second)s follows from %(first)s already, be it through others."),
}


class LinkQuerySet(RemovableQuerySet["Link"]):
    def visible_to(self, user: User) -> Self:
        return self.present().known_to(user)

    def known_to(self, user: User) -> Self:
        """Removed or not, between two that this person sees."""
        seen = FollowUp.objects.visible_to(user).values("pk")
        return self.filter(first__in=seen, second__in=seen)

    def hidden_from(self, user: User) -> Self:
        hidden = FollowUp.objects.hidden_from(user).values("pk")
        return self.none() if user.sees_restricted else self.filter(Q(first__in=hidden) | Q(second__in=hidden))

    def of(self, follow_up: FollowUp) -> Self:
        return self.filter(Q(first=follow_up) | Q(second=follow_up)).select_related("first", "second")


class Link(Tracked, Removable):
    kind = models.CharField(_("kind"), max_length=10, choices=LinkKind)
    first = models.ForeignKey(FollowUp, models.CASCADE, verbose_name=_("first"), related_name="links_to")
    second = models.ForeignKey(FollowUp, models.CASCADE, verbose_name=_("second"), related_name="links_from")

    objects: ClassVar[Any] = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link of two follow-ups")
        verbose_name_plural = _("links of follow-ups")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second", "kind"], name="linked_once"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="link_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.first.reference} · {self.get_kind_display()} {self.second.reference}"

    def get_absolute_url(self) -> str:
        return f"{self.first.get_absolute_url()}#links"

    @property
    def closed_by(self) -> Closed:
        """What closes either of the two."""
        return Closed(self.first.closed_by | self.second.closed_by)

    @classmethod
    @transaction.atomic
    def make(cls, kind: str, first: FollowUp, second: FollowUp, *, by: User) -> "tuple[Link, Entry | None]":
        """Link them, or bring back the link that was removed; with the entry, None where they were linked already.

        ValidationError when it would lead back to where it came from, as far as `by` sees.
        """
        one_at_a_time(cls)
        if kind == LinkKind.SAME and first.pk > second.pk:
            first, second = second, first
        if found := cls.objects.filter(kind=kind, first=first, second=second).first():
            return found, found.restore(by=by)
        link = cls(kind=kind, first=first, second=second)
        link.refuse_circle(by)
        link.save(force_insert=True)
        return link, write_entry(link, "linked", by=by, version=link.version)

    @transaction.atomic
    def set_removed(self, verb: str, at: datetime | None, *, by: User) -> Entry | None:
        """ValidationError when it is to come back and would close a circle by now."""
        one_at_a_time(Link)
        if at is None:
            self.refuse_circle(by)
        return self.change("unlinked" if at else "linked", by=by, removed_at=at)

    def refuse_circle(self, by: User) -> None:
        """Cut to what `by` sees: a refusal tells of no link that they do not, and nothing else walks in a circle."""
        if self.first_id == self.second_id:
            raise ValidationError(gettext("It cannot be linked to itself."))
        sentence, links = ONE_WAY.get(LinkKind(self.kind)), Link.objects.visible_to(by).filter(kind=self.kind)
        if sentence and self.first_id in _reached(self.second_id, links):
            raise ValidationError(sentence % {"first": self.first.reference, "second": self.second.reference})

    def other_than(self, follow_up: FollowUp) -> FollowUp:
        return self.second if self.first_id == follow_up.pk else self.first


def _reached(start: int, links: LinkQuerySet) -> set[int]:
    """The keys of all to which the links lead on from `start`, itself among them."""
    reached, new = {start}, {start}
    while new:
        new = set(links.filter(first__in=new).values_list("second", flat=True)) - reached
        reached |= new
    return reached
