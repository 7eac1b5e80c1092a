"""What the page of a follow-up tells of the requests for a change of it: the open one, and their history."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.change_requests.models import ChangeRequest
from tracker.change_requests.whom_to_ask import whom_to_ask
from tracker.directory.left import mark_leavers, say_name
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.history.visible import without_hidden
from tracker.history.wording.words_of_entry import NOTHING, FieldChange, changed_fields, verb_label

MOST = 50
HistoryLine = tuple[Entry, str, list[FieldChange]]


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """As the page shows it, with what this person may do about it."""

    request: ChangeRequest
    whom: str
    may_answer: bool
    may_withdraw: bool

    @property
    def asker(self) -> str:
        person = self.request.asked_by
        return say_name(person, left=getattr(person, "left", False)) if person else str(self.request.recorded_by or "")


@dataclass(frozen=True, slots=True)
class Requests:
    """`may_ask`: none is open, and there is something to ask for."""

    open: OpenRequest | None
    may_ask: bool
    told: list[HistoryLine]


def requests_about(follow_up: FollowUp, user: User, *, are_any: bool = True) -> Requests:
    """The follow-up itself was found among those that `user` sees; where none is known, nothing is asked."""
    found = _readable(follow_up, user) if are_any else []
    for each in found:
        each.follow_up = follow_up
    shown = next((each for each in found if each.is_open), None)
    may_ask = shown is None and follow_up.is_active and permissions.may_ask(user, follow_up)
    return Requests(_as_shown(shown, user) if shown else None, may_ask, _history(found, user))


def _readable(follow_up: FollowUp, user: User) -> list[ChangeRequest]:
    rows = ChangeRequest.objects.filter(follow_up=follow_up).readable_by(user)
    return list(rows.select_related("asked_by", "recorded_by").order_by("-pk")[:MOST])


def _as_shown(shown: ChangeRequest, user: User) -> OpenRequest:
    mark_leavers([shown.asked_by])
    may_answer, may_ask = permissions.may_answer(user, shown), permissions.may_ask(user, shown.follow_up)
    return OpenRequest(shown, whom_to_ask(shown.follow_up), may_answer, may_ask)


def _history(found: Sequence[ChangeRequest], user: User) -> list[HistoryLine]:
    requests = {each.pk: each for each in found}
    if not requests:
        return []
    entries = Entry.objects.about(ChangeRequest).filter(object_id__in=requests).select_related("by", "content_type")
    return [(each, verb_label(each), _lines(each, requests[each.object_id])) for each in without_hidden(entries, user)]


def _lines(entry: Entry, request: ChangeRequest) -> list[FieldChange]:
    """What was asked for stands with each; that it is granted the deed itself says."""
    asked = FieldChange(_("Asked for"), NOTHING, request.said)
    state = str(ChangeRequest._meta.get_field("state").verbose_name).capitalize()
    own = [line for line in changed_fields(entry) if entry.verb == "undid" or line.label != state]
    return [asked, *own]
