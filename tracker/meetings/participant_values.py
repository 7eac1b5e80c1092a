"""Who took part in a meeting: a person, the organisation they spoke for, their title and their role that day."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.directory.appointment_changes import appoint
from tracker.directory.get_or_add import get_or_add
from tracker.directory.models import Appointment, Organisation, Person


def seat(place: int) -> Callable[[Any], list[int]]:
    """Finds the keys that stand at this place in what history knows each participant by."""
    return lambda value: [int(key) for each in value or [] if (key := each.split(" ")[place]).isdecimal()]


class ParticipantRole(TextChoices):
    """Who received and who was received; whoever speaks first for several is the head of their delegation."""

    NONE = "", "–"
    HOST = "host", _("Host")
    GUEST = "guest", _("Guest")
    HEAD = "head", _("Head of delegation")
    GUEST_HEAD = "guest_head", _("Guest, head of delegation")


class Attendance(TextChoices):
    ATTENDED = "attended", _("Attended")
    INVITED = "invited", _("Invited only")


@dataclass(frozen=True, slots=True)
class Participant:
    person: Person
    organisation: Organisation | None = None
    title: str = ""
    role: str = ParticipantRole.NONE
    attendance: str = Attendance.ATTENDED

    @property
    def pk(self) -> str:
        """What history knows it by: another title, organisation or role is another value."""
        known_by = f"{self.person.pk} {self.organisation.pk if self.organisation else '-'} {self.title}"
        more = [
            each for each in (self.role, self.attendance) if each not in (ParticipantRole.NONE, Attendance.ATTENDED)
        ]
        return " · ".join([known_by, *map(str, more)])

    def __str__(self) -> str:
        return self.called(str(self.person))

    def called(self, name: str) -> str:
        """With what they were there, such as "Rosa Conti (Analyst, WCO)"."""
        said = ", ".join(str(word) for word in (self.title, self.organisation, *map(str.lower, self.parts)) if word)
        return f"{name} ({said})" if said else name

    @property
    def parts(self) -> list[str]:
        """What they were there as, and that they were only invited, in words."""
        return said_of(self.role, self.attendance)


def read_back(stored: Iterable[str]) -> list[Participant]:
    """Those whom history knows by these; of two that were merged since, the one that stands for both."""
    seats = [_seat_of(each) for each in stored]
    people = Person._base_manager.in_bulk([key for key, _organisation, _said in seats])
    organisations = Organisation._base_manager.in_bulk([key for _person, key, _said in seats if key])
    return [
        Participant(people[person].survivor, key and organisations[key].survivor, *said)  # type: ignore[arg-type]
        for person, key, said in seats
    ]


def _seat_of(known_by: str) -> tuple[int, int | None, tuple[str, str, str]]:
    """The keys of the person and of the organisation; the title, the role, the attendance."""
    person, organisation, rest = known_by.split(" ", 2)
    title, *more = rest.split(" · ")
    attendance = more.pop() if more and more[-1] == Attendance.INVITED else Attendance.ATTENDED
    role = more.pop() if more and more[-1] in ParticipantRole else ParticipantRole.NONE
    said = (" · ".join([title, *more]), role, attendance)
    return int(person), None if organisation == "-" else int(organisation), said


def said_of(role: str, attendance: str) -> list[str]:
    """In words, what is out of the ordinary of a participant."""
    role_said = [str(ParticipantRole(role).label)] if role else []
    return role_said + ([str(Attendance.INVITED.label)] if attendance == Attendance.INVITED else [])


def get_or_add_participants(participants: Iterable[Participant], *, by: User, classification: str) -> list[Participant]:
    """The same, each person once, with names that are new put into the directory, classified as the meeting is.

    Whoever is new holds a post in the organisation they spoke for; of who was known their posts are known.
    """
    born: dict[str, Any] = {"by": by, "classification": classification}
    added = set[int]()
    saved = [
        replace(
            each,
            person=get_or_add(each.person, **born, adding=added),
            organisation=get_or_add(each.organisation, **born),
        )
        for each in participants
    ]
    once = {each.person.pk: each for each in saved}
    for each in once.values():
        if each.person.pk in added and each.organisation:
            appoint(each.person, by=by, organisation=each.organisation, title=each.title, since=None, until=None)
    return list(once.values())


def with_posts(participants: list[Participant], day: date, unless: Collection[int] = ()) -> list[Participant]:
    """The same; where title or organisation is left open, it is that of the post the person held that day.

    People whose keys are in `unless` stay as they are.
    """
    open_ones = [each.person for each in participants if not (each.title and each.organisation)]
    if not open_ones:
        return participants
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
