"""The filters of the list of people, and its choices one click away."""

from datetime import date
from typing import Any

import django_filters as filters
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.directory import choosable_names
from tracker.directory.left import has_left_expression
from tracker.directory.models import Organisation, PersonQuerySet
from tracker.directory.people.posts_held import holding, posts_held
from tracker.lists.filters import ListFilter, NameFilter, TextFilter
from tracker.lists.paging import capped_count
from tracker.lists.quick_choices import Choice, is_requested


class Who(TextChoices):
    OURS = "ours", _("Ours")
    PARTNERS = "partners", _("Of partners")
    NOWHERE = "nowhere", _("Without a post today")
    LEFT = "left", _("Left")


def conditions(user: User, today: date) -> dict[str, Q]:
    """By choice whom it shows."""
    held = posts_held(user, today)
    return {
        Who.OURS: holding(held.filter(organisation__is_ours=True)),
        Who.PARTNERS: holding(held.filter(organisation__is_ours=False)),
        Who.NOWHERE: ~holding(held),
        Who.LEFT: Q(has_left_expression("pk", today)),
    }


class PersonFilter(ListFilter):
    q = TextFilter(label=_("Name, telephone, e-mail or other words"), method="search")
    unit = NameFilter(
        label=_("Unit or organisation"), suggestions="directory:organisation_suggestions", method="in_unit"
    )
    post = TextFilter(label=_("Post"), method="in_post")
    who = filters.ChoiceFilter(label=_("Who"), choices=Who, empty_label=_("Everybody"), method="who_they_are")

    def __init__(self, data: Any, queryset: PersonQuerySet, *, user: User, today: date) -> None:
        self.held, self.choices = posts_held(user, today), conditions(user, today)
        super().__init__(data, queryset, rows={"unit": choosable_names.organisations(user)})

    def search(self, rows: PersonQuerySet, _name: str, value: str) -> PersonQuerySet:
        return rows.find(value)

    def in_unit(self, rows: PersonQuerySet, _name: str, value: Organisation) -> PersonQuerySet:
        return rows.filter(holding(self.held.filter(organisation__in=value.keys_of_parts)))

    def in_post(self, rows: PersonQuerySet, _name: str, value: str) -> PersonQuerySet:
        """A post whose title holds each of the words."""
        posts = self.held
        for word in value.split():
            posts = posts.filter(title__icontains=word)
        return rows.filter(holding(posts))

    def who_they_are(self, rows: PersonQuerySet, _name: str, value: str) -> PersonQuerySet:
        return rows.filter(self.choices[value])


def quick_choices(request: Request, rows: PersonQuerySet, today: date) -> list[Choice]:
    """`rows` is all this person may see; everybody, and those of each choice of whom there are some."""
    # Each for itself: what asks for the posts of a row cannot be asked of the rows of one query together.
    counts = {who: capped_count(rows.filter(each)) for who, each in conditions(request.user, today).items()}
    asked = {who: f"who={who.value}" for who in Who}
    on = {who: is_requested(request, query) for who, query in asked.items()}
    return [
        Choice(_("Everybody"), "?", capped_count(rows), is_requested(request, "")),
        *(Choice(who.label, f"?{asked[who]}", counts[who], on[who]) for who in Who if counts[who].number or on[who]),
    ]
