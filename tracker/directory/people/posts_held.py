"""The posts that people hold today, as far as somebody may know: the list of people shows, sorts and finds by them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from tracker.accounts.models import User
from tracker.directory.left import has_left_expression
from tracker.directory.models import Appointment, AppointmentQuerySet, PersonQuerySet


def posts_held(user: User, today: date) -> AppointmentQuerySet:
    found: AppointmentQuerySet = Appointment.objects.visible_to(user).held_on(today)
    return found


def holding(posts: AppointmentQuerySet) -> Q:
    """Those who hold one of these posts."""
    return Q(pk__in=posts.order_by().values("person"))


def with_sorted_columns(people: PersonQuerySet, user: User, today: date) -> PersonQuerySet:
    """By the names of the register what a column is sorted by, none where it is empty: of several posts the first."""
    first = posts_held(user, today).filter(person=OuterRef("pk"))
    called = Coalesce(NullIf("organisation__short_name", Value("")), "organisation__name")
    found: PersonQuerySet = people.alias(
        first_unit=Subquery(first.annotate(called=called).values("called")[:1]),
        first_post=Subquery(first.values("title")[:1]),
        telephone_or_none=NullIf("telephone", Value("")),
        email_or_none=NullIf("email", Value("")),
    )
    return found


def with_posts(people: PersonQuerySet, user: User, today: date) -> PersonQuerySet:
    """As they stand in the list: each with its `held` posts, and whether it has `left`."""
    held = posts_held(user, today).select_related("organisation")
    marked = people.annotate(left=has_left_expression("pk", today))
    found: PersonQuerySet = marked.prefetch_related(Prefetch("appointments", held, to_attr="held"))
    return found


def tell_each(name: str) -> Callable[[Any], str]:
    """What a file says of the held posts of a person, one after the other."""
    return lambda person: "; ".join(filter(None, (str(getattr(post, name)) for post in person.held)))
