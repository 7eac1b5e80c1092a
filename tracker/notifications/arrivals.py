"""What just happened, asked of the whole house at once: who was given something, mentioned, or is asked."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from tracker.accounts import permissions
from tracker.accounts.models import Role, User
from tracker.change_requests.models import ChangeRequest
from tracker.change_requests.to_answer import asked_of
from tracker.directory.models import Appointment, Organisation
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.meetings.models import Participation
from tracker.notes.models import Mention
from tracker.notes.who_sees import seeing
from tracker.notifications.failures.returned_mail import returned
from tracker.notifications.models import Notification
from tracker.notifications.reasons import Reason
from tracker.notifications.reported import reported_since
from tracker.notifications.unread import show_dot

# What happened longer ago is told with the next daily mail alone.
LATELY = timedelta(days=1)
FEW = 500


def write_arrivals(now: datetime) -> None:
    """Each once, however often and by however many this is done."""
    rows = [*_given(now), *_mentioned(now), *_asked(), *reported_since(now - LATELY), *returned()]
    for row in rows:
        row.made_at = now
    Notification.objects.bulk_create(rows, ignore_conflicts=True, batch_size=FEW)
    show_dot({row.user_id for row in rows}, is_shown=True)


def _given(now: datetime) -> Iterator[Notification]:
    """To an owner who has it still, by somebody else."""
    came = Entry.objects.about(FollowUp).filter(Q(verb="added") | Q(changes__has_key="owner"), at__gte=now - LATELY)
    last = {key: (pk, by) for key, pk, by in came.order_by("id").values_list("object_id", "pk", "by")}
    told = set(_told(Reason.NEW, [pk for pk, _by in last.values()]))
    new = {key: each for key, each in last.items() if each[0] not in told}
    owned = FollowUp.objects.present().active().filter(pk__in=new, owner__account__is_active=True)
    for follow_up in owned.with_classification().select_related("owner__account"):
        pk, by = new[follow_up.pk]
        owner = follow_up.owner.account
        if owner.pk != by and seeing([owner], follow_up):
            yield Notification(user=owner, reason=Reason.NEW, follow_up=follow_up, cause=pk)


def _mentioned(now: datetime) -> Iterator[Notification]:
    unseen = Mention.objects.filter(seen_at=None, entry__at__gte=now - LATELY, user__is_active=True)
    rows = list(unseen.exclude(entry__by=F("user")).select_related("user", "follow_up"))
    told = set(_told(Reason.MENTION, [row.pk for row in rows]))
    for row in rows:
        # Whoever may read it no more is told nothing: asked again when a mail is made.
        if row.pk not in told and seeing([row.user], row.follow_up):
            yield Notification(user=row.user, reason=Reason.MENTION, follow_up=row.follow_up, cause=row.pk)


def _asked() -> Iterator[Notification]:
    """Each open request is told to whoever may answer it before any manager; where there is nobody, to managers."""
    keys = list(ChangeRequest.objects.open().order_by("-pk").values_list("pk", flat=True)[:FEW])
    told = set(_told(Reason.REQUEST, keys))
    rows = ChangeRequest.objects.with_names().filter(pk__in=[key for key in keys if key not in told])
    for request in rows:
        for user in _who_answers(request):
            yield Notification(user=user, reason=Reason.REQUEST, follow_up=request.follow_up, cause=request.pk)


def _told(reason: Reason, causes: list[int]) -> Iterable[int]:
    return Notification.objects.filter(reason=reason, cause__in=causes).values_list("cause", flat=True)


def _who_answers(request: ChangeRequest) -> list[User]:
    may = [user for user in _near(request) if asked_of(user).visible_to(user).filter(pk=request.pk).exists()]
    if may:
        return may
    managers = User.objects.filter(is_active=True, role__in=[Role.MANAGER, Role.ADMINISTRATOR]).order_by("pk")
    asker = request.asked_by and request.asked_by.account_id
    return [
        user for user in seeing(managers, request.follow_up) if permissions.may_confirm_all(user) and user.pk != asker
    ]


def _near(request: ChangeRequest) -> list[User]:
    """Who recorded it or its meeting, took part in that, or holds a post at one of those to whom it was promised."""
    follow_up = request.follow_up
    keys: set[Any] = {follow_up.recorder_id, follow_up.meeting.recorder_id if follow_up.meeting else None}
    for organisation in Organisation.objects.filter(pk__in={follow_up.partner_id, follow_up.unit_id} - {None}):
        posts = Appointment.objects.held_on(timezone.localdate()).filter(organisation__in=organisation.keys_of_parts)
        keys |= set(posts.values_list("person__account", flat=True))
    there = Participation.objects.filter(meeting=follow_up.meeting_id or 0)
    keys |= set(there.values_list("person__account", flat=True))
    return list(User.objects.filter(pk__in=keys - {None}, is_active=True).order_by("pk"))
