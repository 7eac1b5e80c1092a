"""Who usually comes to the meetings of a series: a person, or whoever holds a post on the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.accounts.classification_field import GENERAL
from tracker.directory.models import Appointment, Organisation, Person
from tracker.kit.text import fold
from tracker.meetings.participant_values import Participant, with_posts


@dataclass(frozen=True, slots=True)
class Usual:
    """With a person it is that person; without one it is the post of this title in the organisation."""

    person: Person | None = None
    organisation: Organisation | None = None
    title: str = ""

    @property
    def pk(self) -> str:
        """What history knows it by."""
        keys = (str(each.pk) if each else "-" for each in (self.person, self.organisation))
        return " ".join([*keys, self.title])

    @property
    def is_post(self) -> bool:
        return self.person is None

    def __str__(self) -> str:
        if self.person:
            return str(Participant(self.person, self.organisation, self.title))
        return ", ".join(str(word) for word in (self.title, self.organisation) if word)


def read_back(stored: Iterable[str]) -> list[Usual]:
    """Those whom history knows by these; of two that were merged since, the one that stands for both."""
    parts = [each.split(" ", 2) for each in stored]
    people = Person._base_manager.in_bulk([int(person) for person, _key, _title in parts if person != "-"])
    organisations = Organisation._base_manager.in_bulk([int(key) for _person, key, _title in parts if key != "-"])
    return [
        Usual(
            people[int(person)].survivor if person != "-" else None,
            organisations[int(key)].survivor if key != "-" else None,
            title,
        )
        for person, key, title in parts
    ]


def holders_on(day: date, posts: Iterable[Usual]) -> list[Participant]:
    """Those who hold these posts on that day, as far as everybody may know of them."""
    wanted = {(each.organisation.pk, fold(each.title)) for each in posts if each.organisation}
    rows = Appointment.objects.in_the_open().held_on(day).filter(organisation__in={key for key, _title in wanted})
    held = rows.filter(person__classification=GENERAL, person__merged_into=None)
    return [
        Participant(post.person, post.organisation, post.title)
        for post in held.select_related("person", "organisation").order_by("pk")
        if (post.organisation_id, fold(post.title)) in wanted
    ]


def invited_on(day: date, usual: Iterable[Usual]) -> list[Participant]:
    """Who is invited to the meeting of that day, each person once."""
    rows = list(usual)
    people = [Participant(each.person, each.organisation, each.title) for each in rows if each.person]
    found = [*with_posts(people, day), *holders_on(day, [each for each in rows if each.is_post])]
    first: dict[Any, Participant] = {}
    for each in found:
        first.setdefault(each.person.pk, each)
    return list(first.values())
