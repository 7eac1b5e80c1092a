"""Who usually comes to a series, as the meeting tells that becomes its first one."""

from django.utils import timezone

from tracker.directory.models import Appointment
from tracker.kit.text import fold
from tracker.meetings.models import Meeting
from tracker.meetings.series.usual_participant_values import Usual


def usual_of_meeting(meeting: Meeting) -> list[Usual]:
    """Its participants; a partner's by the post that they alone hold, so that a successor is invited in their place."""
    there = [Usual(each.person, each.organisation, each.title) for each in meeting.value_of("participants")]
    keys = {each.organisation.pk for each in there if each.organisation and not each.organisation.is_ours}
    held: dict[tuple[int, str], set[int]] = {}
    for post in Appointment.objects.in_the_open().held_on(timezone.localdate()).filter(organisation__in=keys):
        held.setdefault((post.organisation_id, fold(post.title)), set()).add(post.person_id)
    return [_by_post(each, held) for each in there]


def _by_post(usual: Usual, held: dict[tuple[int, str], set[int]]) -> Usual:
    at, person = usual.organisation, usual.person
    if at and person and held.get((at.pk, fold(usual.title))) == {person.pk}:
        return Usual(None, at, usual.title)
    return usual
