"""People and organisations that somebody names on the way: checked, and made once however often they are sent."""

from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model

from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.kit.form_fields import SingleLineField
from tracker.kit.names.find_by_name import first_name_first
from tracker.kit.text import fold


class FoldedField(SingleLineField):
    """A line that fits where it is kept folded too: some letters fold into several."""

    def to_python(self, value: object) -> str | None:
        words = super().to_python(value)
        if words and self.max_length and len(fold(words)) > self.max_length:
            sizes = {"length": str(len(fold(words))), "longest": str(self.max_length)}
            raise self._refusal("too_long", sizes)
        return words


def new_organisation(name: str) -> Organisation:
    """What a NameField makes of an unknown name, not saved. Raises ValidationError when it is no name."""
    return Organisation(name=FoldedField(max_length=200).clean(name))


def new_person(name: str) -> Person:
    return Person(name=FoldedField(max_length=150).clean(first_name_first(name)))


def get_or_add[Thing: Organisation | Person | None](
    thing: Thing, *, by: User, classification: str, adding: set[int] | None = None
) -> Thing:
    """The thing itself when it is saved; else the one of its name, added now unless it was made meanwhile.

    `classification` is that of the matter in which it is named. One of the name of which `by` must find no trace is
    left alone: to take it would tell that it is there. `adding` gets the key of what is added.
    """
    if thing is None or thing.pk:
        return thing
    model: Any = type(thing)
    with transaction.atomic():
        one_at_a_time(model)
        if found := next(iter(namesakes(thing, by)), None):
            return cast("Thing", found)
        made = model.add(by=by, name=thing.name, classification=classification)
    if adding is not None:
        adding.add(made.pk)
    return cast("Thing", made)


def namesakes(thing: Organisation | Person, user: User) -> list[Any]:
    """The other rows of the thing's name that `user` may know of, whatever case and accents, the general ones first."""
    model: Any = type(thing)
    rows = model.objects.visible_to(user).filter(folded__startswith=fold(thing.name)).exclude(pk=thing.pk)
    rows = rows.order_by("classification", "id")
    return [row for row in rows if fold(row.name) == fold(thing.name)]


def one_at_a_time(model: type[Model]) -> None:
    """Let nobody else who calls this go on until the transaction ends. SQLite lets only one write anyway."""
    ContentType.objects.select_for_update(no_key=True).get(pk=ContentType.objects.get_for_model(model).pk)
