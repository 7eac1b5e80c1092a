"""The page of a person, with what was agreed with them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.accounts import permissions
from tracker.accounts.request import Request
from tracker.directory.absences.away import absence_ahead
from tracker.directory.absences.rights import may_note_absence
from tracker.directory.left import has_left_expression
from tracker.directory.models import Person
from tracker.directory.people.bounces import bounce_of
from tracker.follow_ups.models import FollowUp
from tracker.meetings.models import Meeting
from tracker.pages.partner import (
    MOST_POSTS,
    active_counts,
    follow_up_context,
    meeting_context,
    name_context,
    to_survivor,
)


@require_safe
def person_page(request: Request, pk: int) -> HttpResponse:
    left = has_left_expression("pk", timezone.localdate())
    person = get_object_or_404(Person.objects.known_to(request.user).annotate(left=left), pk=pk)
    if person.merged_into_id:
        return to_survivor(request, person)
    follow_ups = FollowUp.objects.visible_to(request.user).owned_by(person)
    absence = absence_ahead(person, timezone.localdate())
    context = {
        "person": person,
        "absence": absence,
        "is_away": absence is not None and absence.since <= timezone.localdate(),
        "may_note_absence": may_note_absence(request.user, person),
        "bounce": bounce_of(person),
        "may_hand_over": permissions.may_hand_over(request.user, person),
        "may_tell_all": permissions.may_let_see(request.user),
        "posts": person.appointments.visible_to(request.user).select_related("organisation")[:MOST_POSTS],
        "today": timezone.localdate(),
        **meeting_context(Meeting.objects.visible_to(request.user).with_person(person)),
        **follow_up_context(follow_ups),
        **active_counts(follow_ups, "owner")[1],
        **name_context(person, request.user),
    }
    return render(request, "pages/person.html", context)
