"""Posts: giving one to a person, and changing its words or dates. The history of the person tells of it."""

from typing import Any

from django.db import transaction

from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.history.models import Entry
from tracker.history.three_way_merge import Clash


@transaction.atomic
def appoint(person: Person, *, by: User, **values: Any) -> Appointment:
    """Give `person` a post. The very same post again is not given twice."""
    person = _locked(person)
    post, is_new = person.appointments.get_or_create(**values)
    if is_new:
        _tell(post, by, "", say(post))
    return post


def unit_of(user: User) -> Organisation | None:
    """The unit of ours in which the person of this account holds a post now."""
    person: Person | None = getattr(user, "person", None)
    ours = person.appointments.in_the_open().filter(organisation__is_ours=True, until=None).first() if person else None
    return ours.organisation if ours else None


@transaction.atomic
def amend(post: Appointment, *, by: User, **values: Any) -> Entry | None:
    """Change it. Raises `Stale` when somebody changed the person or their posts since both were read."""
    before = say(post)
    for name, value in values.items():
        setattr(post, name, value)
    if say(post) == before:
        return None
    post.save()
    return _tell(post, by, before, say(post))


def clashes(post: Appointment, version: int, mine: Appointment) -> list[Clash]:
    """What others made of `post` since its person stood at `version`; `mine` is the post as this person wrote it."""
    theirs = say(post)
    for entry in post.person.history.filter(version__gt=version, changes__has_key="posts").select_related("by"):
        if entry.changes["posts"]["to"] == theirs != say(mine):
            return [Clash("posts", str(Appointment._meta.verbose_name), say(mine), theirs, entry.by)]
    return []


def say(post: Appointment) -> str:
    """A post in one line, with its dates in figures, so that it reads the same in every language.

    Of whom a meeting made known, the title may not be.
    """
    dates = [day.isoformat() if day else "…" for day in (post.since, post.until)] if post.since or post.until else []
    return ", ".join(filter(None, [post.title, post.organisation.full_name, " – ".join(dates)]))


def _locked(person: Person) -> Person:
    locked: Person = Person.objects.select_for_update().get(pk=person.pk)
    return locked


def _tell(post: Appointment, by: User, before: str, after: str) -> Entry | None:
    """In the history of its person; what stands there of somebody whom all know, all may know."""
    if not post.person.is_restricted:
        post.organisation.open(by=by)
    change = {"from": before, "to": after, "from_text": before, "to_text": after}
    return post.person.change("edited", by=by, also={"posts": change})
