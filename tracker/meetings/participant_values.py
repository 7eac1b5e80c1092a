"""Who took part in a meeting: a person, the organisation they spoke for, and their title that day."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tracker.accounts.models import User
from tracker.directory.get_or_add import get_or_add
from tracker.directory.models import Appointment, Organisation, Person


def seat(place: int) -> Callable[[Any], list[int]]:
    """Finds the keys that stand at this place in what history knows each participant by."""
    return lambda value: [int(key) for each in value or [] if (key := each.split(" ")[place]).isdecimal()]


@dataclass(frozen=True, slots=True)
class Participant:
    person: Person
    organisation: Organisation | None = None
    title: str = ""

    @property
    def pk(self) -> str:
        """What history knows it by: another title or organisation is another value."""
        return f"{self.person.pk} {self.organisation.pk if self.organisation else '-'} {self.title}"

    def __str__(self) -> str:
        role = ", ".join(str(word) for word in (self.title, self.organisation) if word)
        return f"{self.person} ({role})" if role else str(self.person)


def get_or_add_participants(participants: Iterable[Participant], *, by: User, classification: str) -> list[Participant]:
    """The same, each person once, with names that are new put into the directory, classified as the meeting is."""
    born: dict[str, Any] = {"by": by, "classification": classification}
    saved = [
        Participant(get_or_add(each.person, **born), get_or_add(each.organisation, **born), each.title)
        for each in participants
    ]
    return list({each.person.pk: each for each in saved}.values())


def with_posts(participants: list[Participant], day: date, unless: Collection[int] = ()) -> list[Participant]:
    """The same; where title or organisation is left open, it is that of the post the person held that day.

    People whose keys are in `unless` stay as they are.
    """
    open_ones = [each.person for each in participants if not (each.title and each.organisation)]
    posts = Appointment.objects.in_the_open().held_on(day).filter(person__in=open_ones).exclude(person__in=unless)
    held: dict[int, list[Appointment]] = {}
    for post in posts.select_related("organisation"):
        held.setdefault(post.person_id, []).append(post)
    return [_with_post(each, held.get(each.person.pk, [])) for each in participants]


def _with_post(participant: Participant, posts: list[Appointment]) -> Participant:
    fitting = (post for post in posts if participant.organisation in (None, post.organisation))
    post = next(fitting, None)
    if post is None:
        return participant
    return replace(participant, organisation=post.organisation, title=participant.title or post.title)
