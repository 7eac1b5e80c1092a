"""Who has left: whoever may no longer sign in, and whoever held posts of which none is held any more.

A post to come counts as held; one in an organisation that only few may know of says of nobody that they left, nor that
they did not.
"""

import re
from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import BooleanField, Exists, ExpressionWrapper, Model, OuterRef, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.directory.models import Appointment, Person, PersonQuerySet
from tracker.lists.compiled_rows import CompiledRows

# Of so many it is written down once how they are asked for; lists ask for more.
FEW = 10


def has_left_expression(key: str, today: date) -> ExpressionWrapper[Q]:
    """Whether the person of this key has left: for each row that is shown, and no other."""
    posts = Appointment.objects.filter(person=OuterRef(key)).order_by()
    closed = Person.objects.filter(pk=OuterRef(key), account__is_active=False).order_by()
    ended = posts.filter(until__lt=today).in_the_open()
    return ExpressionWrapper(
        Q(Exists(closed)) | (Q(Exists(ended)) & ~Q(Exists(posts.in_the_open().not_ended(today)))), BooleanField()
    )


def has_left(person: Person, today: date) -> bool:
    """Nobody who is still to be put into the directory has."""
    if person.pk is None:
        return False
    return bool(_leavers_among(person.pk, today=today))


def leavers(people: PersonQuerySet, today: date) -> PersonQuerySet:
    found: PersonQuerySet = people.annotate(left=has_left_expression("pk", today)).filter(left=True)
    return found


def left_among(keys: Collection[int]) -> set[int]:
    """The keys of those who have left, asked once for all of them."""
    today = timezone.localdate()
    if len(keys) > FEW:
        return set(_keys_of_leavers(*keys, today=today))
    return set(_leavers_among(*keys, today=today)) if keys else set()


def _keys_of_leavers(*keys: int, today: date) -> QuerySet[Any, Any]:
    return leavers(Person.objects.filter(pk__in=keys), today).values_list("pk", flat=True)


_leavers_among = CompiledRows(_keys_of_leavers)


def mark_leavers(people: Iterable[Person | None]) -> None:
    """Let each of them know whether they have left: so `say_person` asks for none of them alone."""
    known: Any = [person for person in people if person]
    left = left_among({person.pk for person in known})
    for person in known:
        person.left = person.pk in left


def say_person(row: Model, name: str = "") -> str:
    """Whom the row names as `name`, itself a person without one, and that they have left; empty where it names nobody.

    A list brings it along, as `owner_left` of its rows or as `left` of its people; a single one is asked.
    """
    person: Any = getattr(row, name) if name else row
    if person is None:
        return ""
    known: bool | None = vars(row).get(f"{name}_left", vars(person).get("left"))
    return say_name(person, left=has_left(person, timezone.localdate()) if known is None else known)


def say_name(name: Person | str, *, left: bool) -> str:
    """Their name, and that they have left."""
    return _("%(name)s (left)") % {"name": name} if left else str(name)


def without_mark(words: str) -> str:
    """The name in what `say_name` says in some language: what was copied from a page or a file is read again."""
    return next((found[1] for found in (each.fullmatch(words) for each in _marked()) if found), words)


@cache
def _marked() -> list[re.Pattern[str]]:
    said = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said.append(re.compile(re.escape(say_name("⟦⟧", left=True)).replace(re.escape("⟦⟧"), "(.+)")))
    return said


def ask_about_leaver(form: forms.Form, field: str, started: Person | None = None) -> None:
    """Whoever has left is given something only by somebody who ticks that it is meant so. Called while it is cleaned.

    `started` is who had it before: to leave it with them says nothing new.
    """
    person = form.cleaned_data.get(field)
    if not person or person == started or not has_left(person, timezone.localdate()):
        return
    box = f"{field}_left"
    names = list(form.fields)
    form.fields[box] = forms.BooleanField(label=gettext_lazy("Name them all the same"), required=False)
    place = names.index(field) + 1
    form.order_fields([*names[:place], box, *names[place:]])
    if not form.data.get(form.add_prefix(box)):
        sentence = _("%(name)s has left. Choose somebody else, or tick the box if it is meant so.")
        form.add_error(field, sentence % {"name": person})
