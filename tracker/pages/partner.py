"""The page of an organisation, with what was agreed with it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count as Aggregate
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from tracker.accounts import permissions
from tracker.accounts.models import User
from tracker.accounts.request import Request
from tracker.briefings.models import BriefingNote
from tracker.directory.left import has_left_expression
from tracker.directory.merging.both_histories import history_of
from tracker.directory.merging.side_by_side import begun_like_it
from tracker.directory.merging.with_account import may_merge
from tracker.directory.models import Appointment, Organisation, Person
from tracker.directory.organisation_tree_rows import build_tree
from tracker.follow_ups import conditions
from tracker.follow_ups.models.queries import FollowUpQuerySet
from tracker.kit.countries import COUNTRIES
from tracker.lists.paging import Count, capped_count
from tracker.mandates.models import Mandate
from tracker.meetings.models import Meeting, MeetingQuerySet
from tracker.needs.coverage import coverage_of
from tracker.pages.timeline.moment import follow_ups_of
from tracker.partner_links.standing import Links, links_of
from tracker.pledges.models import Pledge
from tracker.pledges.soft_pledges_by_donor import aged

MOST_MEETINGS = 10
MOST_FOLLOW_UPS = 20
MOST_MANDATES = 20
MOST_POSTS = 200
MOST_PLEDGES = 10
MOST_PENDING = 10
MOST_NOTES = 5
# Of what ended so many are told apart: a partner of many years has tens of thousands.
MOST_ENDED_COUNTED = 1_000


@require_safe
def organisation_page(request: Request, pk: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.known_to(request.user), pk=pk)
    if organisation.merged_into_id:
        return to_survivor(request, organisation)
    role = "unit" if organisation.is_ours else "partner"
    follow_ups = follow_ups_of(organisation, request.user)
    by_key, counts = active_counts(follow_ups, role)
    today, mandates = timezone.localdate(), Mandate.objects.visible_to(request.user).of(organisation)
    agreements, agreements_count = counted_rows(
        mandates.agreements().in_force(today).with_names().by_end(), MOST_MANDATES
    )
    others, mandates_count = counted_rows(mandates.other_than_agreements_in_force(today), MOST_MANDATES)
    context = {
        "organisation": organisation,
        "country": COUNTRIES.get(organisation.works_in, ""),
        "role": role,
        "ancestors": organisation.ancestors().visible_to(request.user),
        "parts": build_tree(list(organisation.descendants().visible_to(request.user)), by_key),
        "posts": _posts(organisation, request.user, today),
        "today": today,
        "agreements": agreements,
        "agreements_count": agreements_count,
        "mandates": others,
        "mandates_count": mandates_count,
        **_pledges(organisation, follow_ups, request.user),
        "issued": BriefingNote.objects.shown_about(organisation, request.user, MOST_NOTES),
        **meeting_context(Meeting.objects.visible_to(request.user).with_partner(organisation)),
        **name_context(organisation, request.user),
        **counts,
        **follow_up_context(follow_ups),
        "balances": [] if organisation.is_ours else balances(counts),
        "links": _links(organisation, request.user, today),
    }
    return render(request, "pages/organisation.html", context)


def _links(organisation: Organisation, user: User, today: date) -> Links | None:
    """For those who give contacts of a partner a link."""
    is_theirs = permissions.may_log(user) and not organisation.is_ours and not organisation.is_restricted
    return links_of(organisation, user, today) if is_theirs else None


def _posts(organisation: Organisation, user: User, today: date) -> Sequence[Appointment]:
    posts = organisation.appointments.visible_to(user).select_related("person")
    return list(posts.annotate(person_left=has_left_expression("person_id", today))[:MOST_POSTS])


def to_survivor(request: Request, name: Organisation | Person) -> HttpResponse:
    """The page of the one that stands for a name which was merged, where this person may know of that one."""
    model: Any = type(name)
    return redirect(get_object_or_404(model.objects.visible_to(request.user), pk=name.merged_into_id))


def name_context(name: Organisation | Person, user: User) -> dict[str, Any]:
    """What is told of the name itself, and which others may be the same, where this person may merge it."""
    merges = permissions.may_edit_directory(user) and may_merge(user, name)
    pairs = begun_like_it(name, user) if merges else []
    return {"told": history_of(name, user), "pairs": pairs, "may_merge": merges}


@dataclass(frozen=True, slots=True)
class Balance:
    """What one side owes the other: in all, and of that what is past its day.

    `query` opens just these rows in the list; `past` is the list's filter of those past their day.
    """

    label: str
    active: Count
    query: str
    past: str
    past_count: Count
    past_words: str


def balances(counts: dict[str, Any]) -> list[Balance]:
    """What we owe, and what they owe us, of the counts of `follow_up_context`."""
    ours, theirs, late, overdue = (counts[f"{name}_count"] for name in ("ours", "theirs", "late", "overdue"))
    we_owe, they_owe = _("We owe them"), pgettext("one partner", "They owe us")
    late_words = _("of which %(count)s late") % {"count": late}
    overdue_words = _("of which %(count)s overdue") % {"count": overdue}
    return [
        Balance(we_owe, ours, "status=active&owed_by=us", "late", late, late_words),
        Balance(they_owe, theirs, "status=active&owed_by=partner", "overdue", overdue, overdue_words),
    ]


def meeting_context(meetings: MeetingQuerySet) -> dict[str, Any]:
    return {"meetings": meetings[:MOST_MEETINGS], "meetings_count": capped_count(meetings)}


def counted_rows[Row: Model](rows: QuerySet[Row], most: int) -> tuple[list[Row], Count]:
    """The first so many, and how many there are: that is asked only where these are not all."""
    found = list(rows[: most + 1])
    return found[:most], capped_count(rows) if len(found) > most else Count(len(found), capped=False)


def _pledges(organisation: Organisation, follow_ups: FollowUpQuerySet, user: User) -> dict[str, Any]:
    """What it pledged, what of that should be asked about, and what waits for resources with it."""
    pledges = Pledge.objects.visible_to(user).by_donor(organisation)
    pending = list(follow_ups.pending_resources().as_titles().by_due()[:MOST_PENDING])
    bars = coverage_of(pending, user)
    today = timezone.localdate()
    shown, count = counted_rows(pledges.with_names(), MOST_PLEDGES)
    ageing = pledges.ageing(today).with_names()[:MOST_PLEDGES] if shown else ()
    return {
        "pledges": shown,
        "pledges_count": count,
        "aged": [(pledge, aged(pledge, today)) for pledge in ageing],
        "pending": [(follow_up, bars.get(follow_up.pk, [])) for follow_up in pending],
    }


def follow_up_context(follow_ups: FollowUpQuerySet) -> dict[str, Any]:
    ended = capped_count(follow_ups.ended(), MOST_ENDED_COUNTED)
    return {"follow_ups": follow_ups.active().as_lines().by_due()[:MOST_FOLLOW_UPS], "ended_count": ended}


def active_counts(follow_ups: FollowUpQuerySet, role: str) -> tuple[Counter[int], dict[str, Count]]:
    """How many are active, in one query that reads an index alone: by the key of `role`, and of all who owes it."""
    today = timezone.localdate()
    among = {
        "active": conditions.ACTIVE,
        "ours": conditions.OURS,
        "theirs": conditions.OWED_BY_PARTNER,
        "late": conditions.late(today),
        "overdue": conditions.overdue_from_partner(today),
    }
    counted = {f"{name}_count": Aggregate("pk", filter=condition) for name, condition in among.items()}
    by_key, every = Counter[int](), Counter[str]()
    for row in follow_ups.active().order_by().values(role).annotate(**counted):
        key = row.pop(role)
        by_key[key] = row["active_count"]
        every.update(row)
    return by_key, {name: Count(every[name], capped=False) for name in counted}
