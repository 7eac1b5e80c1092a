"""Who is told that mail to an owner comes back: each officer who recorded something that is theirs to do."""

from collections.abc import Iterator

from django.db.models import F

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.background.models import Bounce
from tracker.directory.models import Person
from tracker.directory.people.bounces import people_at
from tracker.follow_ups.models import FollowUp
from tracker.notes.who_sees import seeing
from tracker.notifications.models import Notification
from tracker.notifications.reasons import Reason
from tracker.notifications.standing import Key

FEW = 200


def returned() -> Iterator[Notification]:
    """A line for each officer and address, with the first of theirs; each is told once of an address."""
    bounces = {bounce.address: bounce for bounce in Bounce.objects.open().order_by("-pk")[:FEW]}
    if not bounces:
        return
    causes = [bounce.pk for bounce in bounces.values()]
    known = Notification.objects.filter(reason=Reason.RETURNED, cause__in=causes).values_list("user", "cause")
    told: set[tuple[int, int]] = set(known)
    for follow_up, bounce in _owned(bounces):
        officer = follow_up.recorder
        key = officer.pk, bounce.pk
        if key not in told and permissions.may_log(officer) and _sees_both(officer, follow_up):
            told.add(key)
            yield Notification(user=officer, reason=Reason.RETURNED, follow_up=follow_up, cause=bounce.pk)


def _sees_both(officer: User, follow_up: FollowUp) -> bool:
    """It, and whose it is."""
    owner = Person.objects.known_to(officer).filter(pk=follow_up.owner_id)
    return bool(seeing([officer], follow_up)) and owner.exists()


def _owned(bounces: dict[str, Bounce]) -> Iterator[tuple[FollowUp, Bounce]]:
    """What is still to be done by somebody at one of these addresses, and was recorded by somebody else."""
    owners = {person.pk: person.address for person in people_at(Person.objects.all(), bounces)}
    rows = FollowUp.objects.present().active().filter(owner__in=owners, recorder__is_active=True)
    rows = rows.exclude(owner__account=F("recorder")).with_classification().select_related("recorder")
    for row in rows.order_by("due_order", "pk"):
        yield row, bounces[owners[row.owner_id]]


def returned_to(user: User) -> set[Key]:
    """Of the addresses of which they were told: as long as nobody says that they work again."""
    told = Notification.objects.open().filter(user=user, reason=Reason.RETURNED)
    still = told.filter(cause__in=Bounce.objects.open().values("pk"), follow_up__ended_on=None)
    return {(Reason.RETURNED.value, *keys) for keys in still.values_list("follow_up", "cause")}
