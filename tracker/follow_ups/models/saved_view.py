"""A view: what a list is asked for, kept under a name, for oneself, one's unit or everybody.

It keeps the question, never the answer: whoever opens it sees of it what they may see.
"""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory.models import Organisation
from tracker.history.removable import Removable, RemovableQuerySet


class Audience(models.TextChoices):
    ME = "me", _("Only me")
    UNIT = "unit", _("A unit")
    ALL = "all", _("Everybody")


class SavedViewQuerySet(RemovableQuerySet["SavedView"]):
    def visible_to(self, user: User) -> Self:
        """One's own, those for everybody, and those for a unit in which one holds a post, or that it is part of."""
        shared = Q(audience=Audience.ALL) | Q(audience=Audience.UNIT, unit__in=units_of(user))
        return self.present().filter(Q(by=user) | shared)


class SavedView(Removable):
    """`query` is that of the list; it holds keys in place of names, so that it tells nobody a name."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("by"), related_name="views")
    name = models.CharField(_("name"), max_length=80)
    query = models.TextField(_("list"), blank=True)
    audience = models.CharField(_("for"), max_length=10, choices=Audience, default=Audience.ME)
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, verbose_name=_("unit"), related_name="views"
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    # What this view was before it was saved anew: kept removed until that is undone.
    earlier_of = models.ForeignKey("self", models.CASCADE, null=True, editable=False, related_name="earlier")

    objects: ClassVar[Any] = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("view")
        verbose_name_plural = _("views")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["by", "name"], condition=Q(removed_at=None), name="view_called_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("follow_ups:view", args=[self.earlier_of_id or self.pk])

    @property
    def undo_address(self) -> str:
        """Where its saving is taken back: what it was before comes back, or it goes."""
        before = self.earlier.first()
        return reverse(f"follow_ups:view_{'restore' if before else 'remove'}", args=[(before or self).pk])

    @property
    def address(self) -> str:
        """The list as it asks for it: one that does not ask for a status asks for each of them."""
        asked = QueryDict(self.query, mutable=True)
        asked.setdefault("status", "")
        return f"{reverse('follow_ups:list')}?{asked.urlencode()}"

    @property
    def for_whom(self) -> str:
        return self.unit.label if self.audience == Audience.UNIT and self.unit else str(Audience(self.audience).label)

    @classmethod
    @transaction.atomic
    def save_as(cls, name: str, *, by: User, start: bool = False, **values: Any) -> "SavedView":
        """The view of that name; one that this person has already under it asks for this from now on.

        With `start` they start with it, too. Of two at once the second finds what the first one saved.
        """
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
        for view in cls.objects.present().filter(by=by, name=name):
            view.keep_earlier()
        view, _made = cls.objects.update_or_create(by=by, name=name, removed_at=None, defaults=values)
        if start:
            view.start_here(by)
        return view

    def amend(self, **values: Any) -> bool:
        """Rename it or share it with others. False when one of that name is there already."""
        for column, value in values.items():
            setattr(self, column, value)
        try:
            with transaction.atomic():
                self.save(update_fields=[*values])
        except IntegrityError:
            return False
        return True

    def keep_earlier(self) -> None:
        """As it is now, in place of what was kept before."""
        self.earlier.all().delete()
        SavedView.objects.create(by=self.by, earlier_of=self, removed_at=timezone.now(), **self.said())

    def said(self) -> dict[str, Any]:
        return {column: getattr(self, column) for column in ("name", "query", "audience", "unit")}

    def set_removed(self, verb: str, at: datetime | None, *, by: User) -> None:
        """What was kept of a view comes back into it.

        ValidationError when it is to come back and another has taken its name meanwhile.
        """
        is_done = self.earlier_of.amend(removed_at=at, **self.said()) if self.earlier_of else self.amend(removed_at=at)
        if not is_done:
            raise ValidationError(gettext("You have a view of that name already. Rename that one first."))

    @transaction.atomic
    def start_here(self, user: User) -> None:
        StartView.objects.update_or_create(user=user, defaults={"view": self})


class StartView(models.Model):
    """The view that somebody sees first after signing in."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"), related_name="start_view"
    )
    view = models.ForeignKey(SavedView, models.CASCADE, verbose_name=_("view"), related_name="starts")

    class Meta:
        verbose_name = _("start page")
        verbose_name_plural = _("start pages")

    def __str__(self) -> str:
        return str(self.view)

    @classmethod
    def of(cls, user: User) -> SavedView | None:
        """The view with which this person starts, as long as it is there for them."""
        view: SavedView | None = SavedView.objects.visible_to(user).filter(starts__user=user).first()
        return view


def units_of(user: User) -> set[int]:
    """The keys of the organisations in which the person holds a post now, and of all that these are part of."""
    person = getattr(user, "person", None)
    held = person.appointments.held_on(timezone.localdate()).select_related("organisation") if person else ()
    return {each.pk for post in held for each in post.organisation.ancestors(include_self=True)}
