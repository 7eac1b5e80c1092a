"""Of whom everything is exported, or erased: a person with those merged into them, their accounts and spellings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext

from tracker.accounts.models import User
from tracker.directory.models import Organisation, Person
from tracker.history.models import Entry
from tracker.kit.text import fold
from tracker.privacy.spellings import Spellings

# A shorter name is a word of some language.
SHORTEST_LAST_NAME = 4
ADDRESSES_END = "@erased.invalid"


class NotFound(Exception):  # noqa: N818
    """Nobody, or several, are meant."""


@dataclass(slots=True)
class Subject:
    """`shared` are last names that others have as well: alone they are nobody's in particular."""

    person: Person
    people: list[Person]
    accounts: list[User]
    names: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    telephones: set[str] = field(default_factory=set)
    shared: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        """In the language of the house, whoever erases."""
        with translation.override(settings.LANGUAGE_CODE):
            return gettext("erased person %(number)s") % {"number": self.person.pk}

    @property
    def address(self) -> str:
        return f"erased-{self.person.pk}{ADDRESSES_END}"

    @property
    def spellings(self) -> Spellings:
        return Spellings(self.names, self.addresses, self.telephones, label=self.label, address=self.address)


def subject_of(words: str, also: Iterable[str] = ()) -> Subject:
    """Whose e-mail, name or key ("#12") this is; `also` are other names of theirs. Raises NotFound."""
    found = list(_meant(words.strip()))
    if len(found) != 1:
        several = "; ".join(f"#{each.pk} {each.name} {each.email}".strip() for each in found)
        raise NotFound(f"Several are meant: {several}" if found else f"Nobody in the directory is “{words}”.")
    person: Any = found[0].survivor
    people = [person, *Person.objects.filter(merged_into=person).order_by("pk")]
    accounts = list(User.objects.filter(person__in=people).order_by("pk"))
    subject = Subject(person, people, accounts, names={*also})
    _gather(subject)
    return subject


def subject_of_nobody(name: str, also: Iterable[str] = ()) -> Subject:
    """Of somebody whom texts name and the directory does not: a row there stands for them from now on.

    Raises NotFound where the directory knows them, or the name is too short to be one.
    """
    if known := list(_meant(name)):
        raise NotFound(f"“{name}” stands in the directory as #{known[0].pk}: erase that person.")
    if len(name.strip()) < SHORTEST_LAST_NAME:
        raise NotFound(f"“{name}” is too short: it is a word of some language.")
    person = Person.objects.create(name=name.strip())
    return subject_of(f"#{person.pk}", also)


def _meant(words: str) -> Iterator[Person]:
    if words.startswith("#") and words[1:].isdecimal():
        yield from Person.objects.filter(pk=int(words[1:]))
    elif "@" in words:
        yield from Person.objects.filter(Q(email__iexact=words) | Q(account__email__iexact=words)).order_by("pk")
    else:
        yield from Person.objects.filter(folded=fold(words)).order_by("pk")


def _gather(subject: Subject) -> None:
    """How they are called, and were."""
    for person in subject.people:
        subject.names.add(person.name)
        subject.addresses.add(person.email)
        subject.telephones.add(person.telephone)
    for user in subject.accounts:
        subject.names.add(user.name)
        subject.addresses.add(user.email)
    for person in subject.people:
        for changes in Entry.objects.about(person).values_list("changes", flat=True):
            subject.names |= _said(changes, "name")
            subject.addresses |= _said(changes, "email")
            subject.telephones |= _said(changes, "telephone")
    # Of whoever was erased before, what stands there since is nobody's.
    subject.names -= {"", subject.label}
    subject.addresses = {each for each in subject.addresses if each and not each.endswith(ADDRESSES_END)}
    subject.telephones.discard("")
    _add_other_orders(subject)


def _said(changes: dict[str, Any], name: str) -> set[str]:
    change = changes.get(name, {})
    return {said for side in ("from", "to") if isinstance(said := change.get(side), str)}


def _add_other_orders(subject: Subject) -> None:
    """The last name first, and alone where nobody else has it: "Kerchove, Gilles de" is who "Mr. de Kerchove" is."""
    others = [
        *Person.objects.exclude(pk__in=[each.pk for each in subject.people]).values_list("folded", flat=True),
        *Organisation.objects.values_list("folded", flat=True),
    ]
    for name in list(subject.names):
        parts = name.replace(",", " ").split()
        for at in range(1, len(parts)):
            last, first = " ".join(parts[at:]), " ".join(parts[:at])
            subject.names |= {f"{last} {first}", f"{last}, {first}"}
        for last in {" ".join(parts[1:]), parts[-1]} if len(parts) > 1 else ():
            if len(last) < SHORTEST_LAST_NAME or any(fold(parts[-1]) in other.split() for other in others):
                subject.shared.append(last)
            else:
                subject.names.add(last)
