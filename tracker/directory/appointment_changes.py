"""Posts: giving one to a person, and changing its words or dates. The history of the person tells of it."""

from typing import Any

from django.db import transaction

from tracker.accounts.models import User
from tracker.directory.models import Appointment, Organisation, Person
from tracker.directory.post_values import Post, read_posts
from tracker.history.models import Entry
from tracker.history.three_way_merge import Clash


@transaction.atomic
def appoint(person: Person, *, by: User, **values: Any) -> Entry | None:
    """Give `person` a post. The very same post again is not given twice."""
    person = _locked(person)
    return _say(person, [*read_posts(person), Post(**values)], by)


def unit_of(user: User) -> Organisation | None:
    """The unit of ours in which the person of this account holds a post now."""
    person: Person | None = getattr(user, "person", None)
    if person is None:
        return None
    held = person.appointments.in_the_open().filter(organisation__is_ours=True, until=None)
    ours = held.select_related("organisation").first()
    return ours.organisation if ours else None


@transaction.atomic
def amend(post: Appointment, *, by: User, **values: Any) -> Entry | None:
    """Change it. Raises `Stale` when somebody changed the person or their posts since both were read."""
    before = Post.of(post)
    for name, value in values.items():
        setattr(post, name, value)
    others = [each for each in read_posts(post.person) if each != before]
    return _say(post.person, [*others, Post.of(post)], by)


def clashes(post: Appointment, version: int, mine: Appointment) -> list[Clash]:
    """What others made of `post` since its person stood at `version`; `mine` is the post as this person wrote it."""
    theirs, own = Post.of(post), Post.of(mine)
    for entry in post.person.history.filter(version__gt=version, changes__has_key="appointments").select_related("by"):
        if theirs.pk in entry.changes["appointments"]["to"] and theirs != own:
            return [Clash("appointments", str(Appointment._meta.verbose_name), str(own), str(theirs), entry.by)]
    return []


def _locked(person: Person) -> Person:
    locked: Person = Person.objects.select_for_update().get(pk=person.pk)
    return locked


def _say(person: Person, posts: list[Post], by: User) -> Entry | None:
    """What stands of somebody whom all know, all may know."""
    entry = person.change("edited", by=by, appointments=list(dict.fromkeys(posts)))
    if entry and not person.is_restricted:
        for post in (each for each in posts if each.pk in entry.changes["appointments"]["to"]):
            post.organisation.open(by=by)
    return entry
