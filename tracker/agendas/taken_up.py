"""What the page of a follow-up tells of the meetings that took it up again, as far as the reader sees these."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from tracker.accounts.models import User
from tracker.agendas.models import Appearance
from tracker.follow_ups.models import FollowUp
from tracker.follow_ups.statuses import Status
from tracker.history.models import Entry
from tracker.history.wording.words_of_entry import NOTHING, FieldChange, changed_fields, verb_label
from tracker.meetings.models import Meeting

MOST = 200


@dataclass(frozen=True, slots=True)
class TakenUp:
    """On the agenda of a meeting, or taken off it again; with its status before and after, where it changed there."""

    appearance: Appearance
    changed: tuple[Status, Status] | None
    is_confirmed: bool = False

    @property
    def meeting(self) -> Meeting:
        return self.appearance.meeting


def taken_up(follow_up: FollowUp, user: User) -> Sequence[TakenUp]:
    """The latest meeting first. The follow-up itself was found among those that `user` sees."""
    met = Meeting.objects.visible_to(user).filter(pk=OuterRef("meeting"))
    rows = Appearance.objects.filter(Exists(met), follow_up=follow_up).select_related("meeting").with_what_changed()
    found = rows.order_by("-meeting__held_on", "-pk")[:MOST]
    return [TakenUp(row, row.changed_there(user), row.was_confirmed_there(user)) for row in found]


def standing(found: Sequence[TakenUp]) -> Sequence[TakenUp]:
    """Those that were not taken off."""
    return [each for each in found if not each.appearance.is_removed]


def history_of_agendas(found: Sequence[TakenUp], user: User) -> list[tuple[Entry, str, list[FieldChange]]]:
    """What was put on agendas, taken off and said there, told as the history of the follow-up."""
    meetings = {each.appearance.pk: each.meeting for each in found}
    if not meetings:
        return []
    entries = Entry.objects.about(Appearance).filter(object_id__in=meetings).readable_by(user)
    told = entries.select_related("by", "content_type").order_by("-id")[:MOST]
    return [(entry, verb_label(entry), _lines(entry, meetings[entry.object_id])) for entry in told]


def _lines(entry: Entry, meeting: Meeting) -> list[FieldChange]:
    label = str(Appearance._meta.get_field("meeting").verbose_name).capitalize()
    return [FieldChange(label, NOTHING, meeting.with_day), *changed_fields(entry)]
