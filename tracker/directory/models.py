"""The directory: organisations as a tree, people, and the posts they hold; `restricted_names`: who knows of them."""

from collections.abc import Set
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from tree_queries.models import TreeNode
from tree_queries.query import TreeQuerySet

from tracker.accounts.account_link import tell_link
from tracker.accounts.classification_field import GENERAL
from tracker.accounts.models import User
from tracker.directory.absences.models import Absence  # noqa: F401 (the app's tables stand here)
from tracker.directory.absences.rights import OF_PERSON
from tracker.directory.absences.values import AWAY, absences_again
from tracker.directory.merging.models import KeptApart, Merge  # noqa: F401
from tracker.directory.organisations.parts import keys_of_parts
from tracker.directory.people.telephone import check_telephone
from tracker.directory.post_values import difference, organisations_of, posts_again, read_posts, write_posts
from tracker.directory.restricted_names import Name, NameQuerySet
from tracker.history.models import Entry
from tracker.history.related_rows_as_value import InRows
from tracker.history.tracked_model import Values
from tracker.kit.countries import country_choices
from tracker.kit.text import fold
from tracker.search.word_index import SearchWords


class OrganisationQuerySet(NameQuerySet, TreeQuerySet):  # type: ignore[misc]
    def ours(self) -> Self:
        return self.filter(is_ours=True)

    def partners(self) -> Self:
        return self.filter(is_ours=False)

    def units(self) -> Self:
        """The parts of ours."""
        return self.ours().exclude(parent=None)


class Organisation(Name, TreeNode):  # type: ignore[misc, django-manager-missing]
    COPIES = ("folded",)
    TAKEN_OVER = ("short_name", "website", "country", "about")

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    is_ours = models.BooleanField(_("ours"), default=False, help_text=_("Our own organisation or one of its units."))
    head: Any = models.ForeignKey(
        "Person", models.PROTECT, null=True, blank=True, verbose_name=_("headed by"), related_name="headed"
    )
    website = models.URLField(_("website"), blank=True)
    country = models.CharField(_("country"), max_length=2, choices=country_choices, blank=True)
    about = models.TextField(_("about"), blank=True)
    folded = models.CharField(max_length=300, editable=False, db_index=True)

    objects: ClassVar[Any] = OrganisationQuerySet.as_manager(with_tree_fields=False)  # type: ignore[call-arg]
    words = SearchWords(title=["name", "short_name"], detail=["about"], names=True, initials="name")

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["classification"], name="organisation_of_classification"),
            models.Index(fields=["name", "id"], name="organisation_by_name"),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def folded_words(self) -> str:
        return fold(f"{self.name} {self.short_name}").strip()

    @classmethod
    def add(cls, **values: Any) -> "Organisation":
        made: Organisation = super().add(**_ours_with_parent(values, values.get("parent")))
        return made

    def change(self, verb: str, **values: Any) -> Entry | None:
        if values.keys() & {"parent", "is_ours"}:
            values = _ours_with_parent(values, values.get("parent", self.parent))
        entry: Entry | None = super().change(verb, **values)
        return entry

    def follow_through(self, changed: Set[str], *, by: User | None) -> None:
        super().follow_through(changed, by=by)
        if "is_ours" in changed and self.is_ours:
            for part in Organisation.objects.partners().filter(parent=self):
                part.change("edited", by=by, is_ours=True)

    def get_absolute_url(self) -> str:
        return reverse("directory:organisation", args=[self.pk])

    @property
    def full_name(self) -> str:
        return f"{self.name} ({self.short_name})" if self.short_name else self.name

    @cached_property
    def keys_of_parts(self) -> list[int]:
        """Its own key and those of all its parts."""
        return keys_of_parts(self.pk)

    @property
    def works_in(self) -> str:
        """The code of the country by whose calendar it works: its own, or that of what it is a part of; may be ""."""
        above: Organisation = self
        while not above.country and above.parent:
            above = above.parent
        return above.country

    def holds(self, other: "Organisation") -> bool:
        """Whether the other one is this organisation or a part of it."""
        return bool(self.descendants(include_self=True).filter(pk=other.pk).exists())


def _ours_with_parent(values: dict[str, Any], parent: Organisation | None) -> dict[str, Any]:
    """A part of ours is ours, whoever adds or moves it and wherever."""
    return {**values, "is_ours": True} if parent and parent.is_ours else values


class PersonQuerySet(NameQuerySet):
    def active(self) -> Self:
        """Those who may be given something: whoever has an account may still sign in."""
        return self.exclude(account__is_active=False)


class Person(Name):  # type: ignore[django-manager-missing]
    COPIES = ("folded",)
    TAKEN_OVER = ("telephone", "email", "about")
    has_last_name = True
    GATES = OF_PERSON
    IN_ROWS = {"appointments": InRows(read_posts, write_posts, list, difference), "absences": AWAY}

    name = models.CharField(_("name"), max_length=150)
    telephone = models.CharField(_("telephone"), max_length=60, blank=True, validators=[check_telephone])
    email = models.EmailField(_("e-mail"), blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("account"),
        related_name="person",
    )
    about = models.TextField(_("about"), blank=True)
    folded = models.CharField(max_length=150, editable=False, db_index=True)

    named_in_history: ClassVar[Any] = {"appointments": {Organisation: organisations_of}}
    objects: ClassVar[Any] = PersonQuerySet.as_manager()
    words = SearchWords(title=["name"], detail=["telephone", "email", "about"], names=True, initials="name")

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["classification"], name="person_of_classification"),
            models.Index(fields=["name", "id"], name="person_by_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def folded_words(self) -> str:
        return fold(self.name)

    def get_absolute_url(self) -> str:
        return reverse("directory:person", args=[self.pk])

    @property
    def full_name(self) -> str:
        return self.name

    def put_back(self, entry: Entry, values: Values, *, by: User) -> Entry | None:
        if posts := entry.changes.get("appointments"):
            values = {**values, "appointments": posts_again(self, posts)}
        if absences := entry.changes.get("absences"):
            values = {**values, "absences": absences_again(self, absences)}
        return super().put_back(entry, values, by=by)

    def follow_through(self, changed: Set[str], *, by: User | None) -> None:
        """Whoever signs in is known to their colleagues."""
        if "account" in changed:
            tell_link(self, by=by)
        if "account" in changed and self.account_id and self.is_restricted:
            self.open(by=by)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def visible_to(self, user: User) -> Self:
        """Those of which both the person and the organisation may be known."""
        people, organisations = Person.objects.hidden_from(user), Organisation.objects.hidden_from(user)
        return self.exclude(person__in=people.values("pk")).exclude(organisation__in=organisations.values("pk"))

    def in_the_open(self) -> Self:
        """Those in organisations that everybody may know of."""
        return self.filter(organisation__classification=GENERAL)

    def not_ended(self, today: date) -> Self:
        """Those held now or later."""
        return self.filter(Q(until=None) | Q(until__gte=today))

    def held_on(self, day: date) -> Self:
        return self.filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gte=day))


class Appointment(models.Model):
    """A post held by a person in an organisation, with dates; an open end means that it is held still."""

    SAID_ONCE = ("person", "organisation", "title", "since", "until")
    person = models.ForeignKey(Person, models.CASCADE, verbose_name=_("person"), related_name="appointments")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="appointments"
    )
    title = models.CharField(_("title"), max_length=200)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar[Any] = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = [models.F("until").desc(nulls_first=True), "-since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=models.F("since")),
                name="appointment_ends_after_it_starts",
                violation_error_message=_("A post ends on or after the day it starts."),
            )
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.title, str(self.organisation)]))

    @property
    def both(self) -> tuple[Person, Organisation]:
        return self.person, self.organisation

    @property
    def is_over(self) -> bool:
        """`AppointmentQuerySet.held_on` knows other days than today."""
        return self.until is not None and self.until < timezone.localdate()
