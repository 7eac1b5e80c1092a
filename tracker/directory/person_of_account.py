"""The person behind an account: whoever signs in stands in the directory, and stands there once.

However an account is born, it is here that it is given its person.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.accounts.permissions import anybody
from tracker.directory.get_or_add import namesakes, new_person, one_at_a_time
from tracker.directory.models import Person
from tracker.history.models import Channel
from tracker.kit.text import fold

NOBODY_OF_THESE = "new"


@dataclass(frozen=True, slots=True)
class Candidates:
    """People without an account who may be the one of an account of this `name`: by its e-mail, and others by that."""

    name: str
    by: User
    mailed: Sequence[Person]
    named: Sequence[Person]

    @property
    def people(self) -> list[Person]:
        return [*self.mailed, *self.named]

    @property
    def by_email(self) -> Person | None:
        """The one of the e-mail, who is called so, too, and was at first: whoever edits the directory writes both."""
        found = self.mailed[0] if len(self.mailed) == 1 else None
        is_called_so = found is not None and fold(found.name) == fold(self.name)
        return found if found and is_called_so and _is_as_added(found) else None

    @property
    def unmistakable(self) -> Person | None:
        """The one of the e-mail; without any, the only one of the name, if that is a colleague.

        Nobody of whom only some know: whoever signs in is known to all, and that is not decided in passing.
        """
        found = self.by_email
        if not self.mailed and len(self.named) == 1 and may_be_colleague(self.named[0]):
            found = self.named[0] if _is_as_added(self.named[0]) else None
        return None if found and found.is_restricted else found

    def find(self, key: str) -> Person | None:
        return next((person for person in self.people if str(person.pk) == key), None)


def candidates(*, name: str, email: str, by: User) -> Candidates:
    """Those of whom `by` may know."""
    free = Person.objects.visible_to(by).filter(account=None)
    mailed = list(free.filter(email__iexact=email).order_by("id"))
    named = [person for person in namesakes(Person(name=name), by) if person.account_id is None]
    return Candidates(name, by, mailed, [person for person in named if person not in mailed])


def candidates_for(user: User) -> Candidates:
    """As far as they know the directory themselves; a closed account knows nobody any more."""
    return candidates(name=str(user), email=user.email, by=user if user.is_active else anybody())


def may_be_colleague(person: Person) -> bool:
    """A namesake known from a partner is somebody else: whoever stood in for them would see what is theirs."""
    elsewhere = [rows.filter(organisation__is_ours=False) for rows in (person.appointments, person.participations)]
    return not person.email and not any(rows.exists() for rows in elsewhere)


def which_field(found: Candidates) -> forms.ChoiceField:
    """The question who of them it is."""
    choices = [("", "–"), *((str(person.pk), _with_former_names(person, found.by)) for person in found.people)]
    return forms.ChoiceField(
        label=_("In the directory already?"),
        choices=[*choices, (NOBODY_OF_THESE, _("No, this is somebody else"))],
        error_messages={"required": _("Say whether it is the same person.")},
    )


def _is_as_added(person: Person) -> bool:
    """Whether nobody changed who it is since they were added, be that known to whoever asks or not."""
    changed = person.history.filter(changes__has_any_keys=["name", "email"])
    return not changed.exists() and not Person.objects.filter(merged_into=person).exists()


def _with_former_names(person: Person, by: User) -> str:
    """Whoever was called otherwise, or stands for somebody else, too, is asked about by every name."""
    entries = person.history.readable_by(by).filter(changes__has_key="name").order_by("id")
    former = [entry.changes["name"]["from"] for entry in entries]
    merged = Person.objects.known_to(by).filter(merged_into=person)
    former = list(dict.fromkeys([*former, *(other.name for other in merged)]))
    others = ", ".join(name for name in former if name != person.name)
    return _("%(name)s, before: %(former)s") % {"name": person.label, "former": others} if others else person.label


@transaction.atomic
def settle(user: User, *, by: User | None, is_asked: bool = False, channel: str = Channel.WEB) -> Person | None:
    """Give the account the person it surely is, else a new one. `is_asked`: a doubt is left to them, and None told."""
    one_at_a_time(Person)
    there: Person | None = Person.objects.filter(account=user).first()
    if there:
        return there
    found = candidates_for(user)
    if is_asked and found.people and not found.unmistakable:
        return None
    return stand_behind(user, found.unmistakable, by=by, channel=channel)


def stand_behind(user: User, person: Person | None, *, by: User | None, channel: str = Channel.WEB) -> Person:
    """Link the account to `person`, or to a new one. Nothing happens when it is linked already."""
    if person is None:
        return Person.add(by=by, name=_name_of(user), email=user.email, account=user, channel=channel)
    person.change("edited", by=by, account=user, email=person.email or user.email, channel=channel)
    return person


def _name_of(user: User) -> str:
    """As the directory can keep it: a name typed on a command line was never checked."""
    try:
        return new_person(str(user)).name
    except ValidationError:
        return user.email[:150]
