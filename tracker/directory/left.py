"""Who has left: whoever may no longer sign in, and whoever held posts of which none is held any more.

Said in SQL for lists and in Python for one person, side by side. A post to come counts as held; one in an organisation
that only few may know of says of nobody that they left.
"""

from datetime import date

from django import forms
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.classification_field import GENERAL
from tracker.directory.models import Appointment, Person, PersonQuerySet


def has_left_expression(key: str, today: date) -> ExpressionWrapper[Q]:
    """Whether the person of this key has left: for each row that is shown, and no other."""
    posts = Appointment.objects.filter(person=OuterRef(key)).order_by()
    closed = Person.objects.filter(pk=OuterRef(key), account__is_active=False).order_by()
    ended = posts.filter(until__lt=today).in_the_open()
    return ExpressionWrapper(
        Q(Exists(closed)) | (Q(Exists(ended)) & ~Q(Exists(posts.not_ended(today)))), BooleanField()
    )


def has_left(person: Person, today: date) -> bool:
    if person.account and not person.account.is_active:
        return True
    posts = list(person.appointments.select_related("organisation"))
    is_over = [post.until is not None and post.until < today for post in posts]
    known = [post.organisation.classification == GENERAL for post in posts]
    return all(is_over) and any(known)


def leavers(people: PersonQuerySet, today: date) -> PersonQuerySet:
    found: PersonQuerySet = people.annotate(left=has_left_expression("pk", today)).filter(left=True)
    return found


def say_name(person: Person, *, left: bool) -> str:
    """Their name, and that they have left."""
    return _("%(name)s (left)") % {"name": person} if left else str(person)


def ask_about_leaver(form: forms.Form, field: str, started: Person | None = None) -> None:
    """Whoever has left is given something only by somebody who ticks that it is meant so. Called while it is cleaned.

    `started` is who had it before: to leave it with them says nothing new.
    """
    person = form.cleaned_data.get(field)
    if not person or not person.pk or person == started or not has_left(person, timezone.localdate()):
        return
    box = f"{field}_left"
    names = list(form.fields)
    form.fields[box] = forms.BooleanField(label=gettext_lazy("Name them all the same"), required=False)
    place = names.index(field) + 1
    form.order_fields([*names[:place], box, *names[place:]])
    if not form.data.get(form.add_prefix(box)):
        sentence = _("%(name)s has left. Choose somebody else, or tick the box if it is meant so.")
        form.add_error(field, sentence % {"name": person})
